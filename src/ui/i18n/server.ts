import { cookies, headers } from 'next/headers'
import { cache } from 'react'
import { getMessages } from './catalogue'
import { format, type Template, type Values } from './format'
import { LOCALE_COOKIE, type Locale, pickLocale, THEME_COOKIE, ZONE_COOKIE } from './locale'
import type { Messages } from './messages'

export interface Viewer {
  locale: Locale
  m: Messages
  /** fills a template: `f(m.board.calmWatched, { count })` */
  f: (template: Template, values: Values) => string
  /** the reader's IANA zone; undefined until the clock has told it */
  zone: string | undefined
  theme: 'light' | 'dark' | undefined
}

function zoneOf(value: string | undefined): string | undefined {
  try {
    return value && new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone
  } catch {
    return undefined
  }
}

/** Who reads this request: language, words, zone and theme, from cookies and `Accept-Language`. For server components. */
export const viewer: () => Promise<Viewer> = cache(async () => {
  const jar = await cookies()
  const locale = pickLocale(jar.get(LOCALE_COOKIE)?.value, (await headers()).get('accept-language'))
  const theme = jar.get(THEME_COOKIE)?.value
  return {
    locale,
    m: getMessages(locale),
    f: (template, values) => format(locale, template, values),
    zone: zoneOf(jar.get(ZONE_COOKIE)?.value),
    theme: theme === 'light' || theme === 'dark' ? theme : undefined,
  }
})
