export const LOCALES = ['en', 'de'] as const
export type Locale = (typeof LOCALES)[number]

/** Chosen in the console; outlives the session. */
export const LOCALE_COOKIE = 'locale'
/** The viewer's IANA zone, written by the clock in the header. */
export const ZONE_COOKIE = 'zone'
/** `light` or `dark`; absent = the system's. */
export const THEME_COOKIE = 'theme'

/** The tag for `Intl`: our English is written the European way, 19 Nov and 15:42. */
export function localeTag(locale: string): string {
  return locale === 'en' ? 'en-GB' : locale
}

export function isLocale(value: unknown): value is Locale {
  return LOCALES.some((locale) => locale === value)
}

/** What the reader chose, else the first language of `Accept-Language` that we speak, else English. */
export function pickLocale(chosen: string | null | undefined, acceptLanguage: string | null | undefined): Locale {
  if (isLocale(chosen)) return chosen
  const wanted = (acceptLanguage ?? '').split(',').map((part) => part.trim().slice(0, 2).toLowerCase())
  return wanted.find(isLocale) ?? 'en'
}
