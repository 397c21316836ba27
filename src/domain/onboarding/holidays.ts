import type { Holiday } from '@/domain/calendar/schema'

export const HOLIDAY_SETS = ['none', 'de', 'us'] as const
export type HolidaySet = (typeof HOLIDAY_SETS)[number]

const DAY_MS = 86_400_000
const day = (at: number) => new Date(at).toISOString().slice(0, 10)

/** Easter Sunday, Gregorian (Meeus/Jones/Butcher). */
export function easter(year: number): number {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100]
  const [d, e, g] = [Math.floor(b / 4), b % 4, Math.floor((8 * b + 13) / 25)]
  const h = (19 * a + b - d - g + 15) % 30
  const [i, k] = [Math.floor(c / 4), c % 4]
  const l = (32 + 2 * e + 2 * i - h - k) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const n = h + l - 7 * m + 114
  return Date.UTC(year, Math.floor(n / 31) - 1, (n % 31) + 1)
}

/** Holidays of all sixteen states; what a state adds is added in the calendar. */
function german(year: number): Holiday[] {
  const fixed = (month: number, date: number, name: string) => ({ date: day(Date.UTC(year, month - 1, date)), name })
  const moving = (days: number, name: string) => ({ date: day(easter(year) + days * DAY_MS), name })
  return [
    fixed(1, 1, 'Neujahr'),
    moving(-2, 'Karfreitag'),
    moving(1, 'Ostermontag'),
    fixed(5, 1, 'Tag der Arbeit'),
    moving(39, 'Christi Himmelfahrt'),
    moving(50, 'Pfingstmontag'),
    fixed(10, 3, 'Tag der Deutschen Einheit'),
    fixed(12, 25, '1. Weihnachtstag'),
    fixed(12, 26, '2. Weihnachtstag'),
  ]
}

/** The nth weekday (0 = Sunday) of a month; n = -1: the last one. */
function nth(year: number, month: number, weekday: number, n: number): string {
  const first = Date.UTC(year, n < 0 ? month : month - 1, 1)
  const from = n < 0 ? first - 7 * DAY_MS : first
  const offset = (weekday - new Date(from).getUTCDay() + 7) % 7
  return day(from + (offset + (n < 0 ? 0 : n - 1) * 7) * DAY_MS)
}

/** The days on which most plants in the United States stand still. */
function american(year: number): Holiday[] {
  const fixed = (month: number, date: number, name: string) => ({ date: day(Date.UTC(year, month - 1, date)), name })
  return [
    fixed(1, 1, 'New Year’s Day'),
    { date: nth(year, 5, 1, -1), name: 'Memorial Day' },
    fixed(7, 4, 'Independence Day'),
    { date: nth(year, 9, 1, 1), name: 'Labor Day' },
    { date: nth(year, 11, 4, 4), name: 'Thanksgiving' },
    fixed(12, 25, 'Christmas Day'),
  ]
}

const OF: Readonly<Record<HolidaySet, (year: number) => Holiday[]>> = { none: () => [], de: german, us: american }

/** Days off of a country in this year and the next two, to begin a calendar with. */
export function holidaysOf(set: HolidaySet, year: number): Holiday[] {
  return [year, year + 1, year + 2].flatMap(OF[set])
}

/** The country's days off that a zone suggests. */
export function holidaySetOf(zone: string): HolidaySet {
  if (zone === 'Europe/Berlin' || zone === 'Europe/Busingen') return 'de'
  return /^America\/(New_York|Chicago|Denver|Los_Angeles|Detroit|Phoenix|Boise|Indiana\/|Kentucky\/|North_Dakota\/)/.test(
    zone,
  )
    ? 'us'
    : 'none'
}
