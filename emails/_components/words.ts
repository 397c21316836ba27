import type { Role } from '@/domain/access/roles'
import { mail as de } from '@/ui/i18n/de/mail'
import { mail as en } from '@/ui/i18n/en/mail'

export type MailLocale = 'en' | 'de'

/** The reader's language; English where it is another. */
export function mailLocale(locale: string): MailLocale {
  return locale === 'de' ? 'de' : 'en'
}

export function mailWords(locale: MailLocale) {
  return locale === 'de' ? de : en
}

export function roleWords(role: Role, locale: MailLocale): string {
  return mailWords(locale).invitation.roles[role]
}

/** Puts values into `{name}` places. A place without a value is a mistake in the code. */
export function fill(words: string, values: Readonly<Record<string, string | number>>): string {
  return words.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name]
    if (value === undefined) throw new Error(`no value for {${name}} in "${words}"`)
    return String(value)
  })
}

/** "Mon, 23 Nov 2026, 06:15 CST": the plant's clock, its zone named. */
export function plantTime(at: Date, zone: string, locale: MailLocale): string {
  return new Intl.DateTimeFormat(locale === 'de' ? 'de-DE' : 'en-GB', {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(at)
}

/** Whole minutes, then hours and minutes, then days and hours. */
export function duration(ms: number, locale: MailLocale): string {
  const words = mailWords(locale).duration
  const minutes = Math.max(0, Math.floor(ms / 60_000))
  if (minutes < 60) return fill(words.minutes, { minutes })
  if (minutes < 24 * 60) return fill(words.hours, { hours: Math.floor(minutes / 60), minutes: minutes % 60 })
  return fill(words.days, { days: Math.floor(minutes / 1440), hours: Math.floor((minutes % 1440) / 60) })
}
