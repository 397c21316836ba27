import { localeTag } from '@/ui/i18n/locale'
import type { Viewer } from '@/ui/i18n/server'
import { plantTime } from '@/ui/primitives/plant-time'

const HOUR_MS = 3_600_000
/** A Monday. */
const MONDAY_MS = Date.UTC(2026, 0, 5)
const DAY_MS = 86_400_000

/** Hours with at most one digit: "168" or "167.5". */
export function hourWords(ms: number, locale: string): string {
  return new Intl.NumberFormat(localeTag(locale), { maximumFractionDigits: 1 }).format(ms / HOUR_MS)
}

/** Monday to Sunday, short. */
export function weekdayNames(locale: string): string[] {
  const day = new Intl.DateTimeFormat(localeTag(locale), { weekday: 'short', timeZone: 'UTC' })
  return Array.from({ length: 7 }, (_, index) => day.format(MONDAY_MS + index * DAY_MS))
}

/** "24 Dec 2026": a local date has no zone of its own. */
export function dateWords(day: string, locale: string): string {
  const style = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const
  return new Intl.DateTimeFormat(localeTag(locale), style).format(new Date(`${day}T00:00:00Z`))
}

/** "Dec 2026" */
export function monthWords(month: string, locale: string): string {
  const style = { month: 'short', year: 'numeric', timeZone: 'UTC' } as const
  return new Intl.DateTimeFormat(localeTag(locale), style).format(new Date(`${month}-01T00:00:00Z`))
}

/** An instant in a zone, with its day. */
export function instantWords(at: Date, zone: string, { locale }: Pick<Viewer, 'locale'>): string {
  return plantTime(at, { zone, locale, detail: 'full' })
}
