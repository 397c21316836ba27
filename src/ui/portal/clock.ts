import type { PortalLocale } from './words'

/** Plants write 23 Nov and 18:00, in English too. */
const regionOf = (locale: PortalLocale) => (locale === 'en' ? 'en-GB' : 'de-DE')

/** A portal's clock: the plant's zone, the reader's language, and what "today" means. */
export interface PlantClock {
  zone: string
  locale: PortalLocale
  now: Date
}

/** Formatters cost far more to make than to use. */
const made = new Map<string, Intl.DateTimeFormat>()

function formatter(locale: PortalLocale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options)
  const known = made.get(key)
  if (known) return known
  const fresh = new Intl.DateTimeFormat(regionOf(locale), options)
  if (made.size < 500) made.set(key, fresh)
  return fresh
}

const DAY = { weekday: 'short', day: 'numeric', month: 'short' } as const
const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const

const dayKey = ({ zone, locale }: PlantClock, at: Date) =>
  formatter(locale, { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at)

/** `15:42` today, `Sat 21 Nov, 15:42` on other days; `withDate` names the day in any case. */
export function clock(plant: PlantClock, at: Date, withDate = false): string {
  const isToday = dayKey(plant, at) === dayKey(plant, plant.now)
  const day = withDate || !isToday ? DAY : {}
  return formatter(plant.locale, { ...day, ...CLOCK, timeZone: plant.zone }).format(at)
}

/** `Sat 21 Nov, 22:00 to 23:30`; both days where they differ. */
export function timesOf(plant: PlantClock, from: Date, to: Date): { from: string; to: string } {
  return { from: clock(plant, from, true), to: clock({ ...plant, now: from }, to) }
}

/** A local day `YYYY-MM-DD` as `22 Aug`. */
export function dayWords(locale: PortalLocale, day: string): string {
  return formatter(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(new Date(day))
}

/** A month `YYYY-MM` as `November 2026`. */
export function monthWords(locale: PortalLocale, month: string): string {
  return formatter(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${month}-01`))
}

/** `CET`, `GMT+1`: how the plant's zone is called at an instant. */
export function zoneWords({ zone, locale, now }: PlantClock): string {
  const parts = formatter(locale, { timeZone: zone, timeZoneName: 'short' }).formatToParts(now)
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone
}

/** Whole minutes, then hours, then days, as a person says them. */
export function spanWords(locale: PortalLocale, ms: number): string {
  const unit = (value: number, name: 'minute' | 'hour' | 'day') =>
    new Intl.NumberFormat(regionOf(locale), {
      style: 'unit',
      unit: name,
      unitDisplay: name === 'day' ? 'long' : 'short',
    }).format(value)
  const minutes = Math.max(1, Math.floor(ms / 60_000))
  if (minutes < 60) return unit(minutes, 'minute')
  const hours = Math.floor(minutes / 60)
  if (hours >= 48) return unit(Math.floor(hours / 24), 'day')
  return minutes % 60 === 0 ? unit(hours, 'hour') : `${unit(hours, 'hour')} ${unit(minutes % 60, 'minute')}`
}

/** A share in ppm as percent with two decimals, cut and never rounded up. */
export function percentWords(locale: PortalLocale, ppm: number): string {
  return new Intl.NumberFormat(regionOf(locale), {
    maximumFractionDigits: 2,
    minimumFractionDigits: ppm % 10_000 === 0 ? 0 : 2,
  }).format(Math.floor(ppm / 100) / 100)
}

export function countWords(locale: PortalLocale, count: number): string {
  return new Intl.NumberFormat(regionOf(locale)).format(count)
}
