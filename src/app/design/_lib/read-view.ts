import { getMessages } from '@/ui/i18n/catalogue'
import { format } from '@/ui/i18n/format'
import { isLocale } from '@/ui/i18n/locale'
import { viewer } from '@/ui/i18n/server'
import type { View } from './view'

export type SearchParams = Promise<Record<string, string | string[] | undefined>>
export type ShownTheme = 'light' | 'dark' | 'both' | undefined

const THEMES = ['light', 'dark', 'both'] as const

/** `?lang=de&theme=both`: what the address asks for goes before what the reader chose. */
export async function readView(searchParams: SearchParams): Promise<{ view: View; theme: ShownTheme }> {
  const [{ lang, theme }, reader] = await Promise.all([searchParams, viewer()])
  const locale = isLocale(lang) ? lang : reader.locale
  const view: View = { locale, m: getMessages(locale), f: (template, values) => format(locale, template, values) }
  return { view, theme: THEMES.find((each) => each === theme) }
}
