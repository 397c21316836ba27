import { de } from './de'
import { en } from './en'
import type { Locale } from './locale'
import type { Messages } from './messages'

const CATALOGUES: Readonly<Record<Locale, Messages>> = { en, de }

/** All words of a language. For the server only: a client component takes its nouns from `I18nProvider`, or the page carries both catalogues. */
export function getMessages(locale: Locale): Messages {
  return CATALOGUES[locale]
}

/** The named nouns, to hand to `I18nProvider`. */
export function pickMessages<Noun extends keyof Messages>(locale: Locale, ...nouns: Noun[]): Pick<Messages, Noun> {
  const messages = getMessages(locale)
  return Object.fromEntries(nouns.map((noun) => [noun, messages[noun]])) as Pick<Messages, Noun>
}
