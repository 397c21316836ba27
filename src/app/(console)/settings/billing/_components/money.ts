import { localeTag } from '@/ui/i18n/locale'

/** Minor units in the reader's digits, with the currency. */
export function moneyWords(minor: number, currency: string, locale: string): string {
  return new Intl.NumberFormat(localeTag(locale), { style: 'currency', currency }).format(minor / 100)
}

/** A day with its year. */
export function dayWords(at: Date, locale: string, zone: string): string {
  return new Intl.DateTimeFormat(localeTag(locale), { dateStyle: 'medium', timeZone: zone }).format(at)
}
