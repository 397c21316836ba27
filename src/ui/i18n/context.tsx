'use client'

import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { format, type Template, type Values } from './format'
import type { Locale } from './locale'
import type { Messages } from './messages'

interface I18n {
  locale: Locale
  messages: Partial<Messages>
}

const I18nContext = createContext<I18n | null>(null)

/** Gives client components their words. Pass only the nouns they need: every word travels with the page. Nested providers add to the outer one. */
export function I18nProvider({ locale, messages, children }: I18n & { children: ReactNode }) {
  const outer = useContext(I18nContext)
  const value = useMemo(() => ({ locale, messages: { ...outer?.messages, ...messages } }), [locale, messages, outer])
  return <I18nContext value={value}>{children}</I18nContext>
}

export interface Translator<Noun extends keyof Messages> {
  /** the noun's words */
  t: Messages[Noun]
  /** fills a template: `f(t.seen, { count })` */
  f: (template: Template, values: Values) => string
  locale: Locale
}

/** A noun's words in a client component: `const { t, f } = useT('incident')`. Throws when no provider above carries the noun. */
export function useT<Noun extends keyof Messages>(noun: Noun): Translator<Noun> {
  const i18n = useContext(I18nContext)
  const t = i18n?.messages[noun]
  if (!i18n || !t) throw new Error(`I18nProvider above lacks "${noun}"`)
  return { t, locale: i18n.locale, f: (template, values) => format(i18n.locale, template, values) }
}
