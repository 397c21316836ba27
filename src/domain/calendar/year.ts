import { addDays, daySpan, localDay, monthSpan } from './day'
import { openMs } from './elapsed'
import { dayOffOn, versionOn } from './pieces'
import type { PlantCalendar } from './schema'

/** A day as a year shows it. */
export interface YearDay {
  day: string
  openMs: number
  /** what is special about it, the strongest first */
  mark: { kind: 'closed' | 'open' | 'shutdown' | 'holiday' | 'version'; name: string } | null
}

export interface YearMonth {
  month: string
  openMs: number
  days: YearDay[]
}

function markOf(calendar: PlantCalendar, day: string): YearDay['mark'] {
  const version = versionOn(calendar, day)
  const rules = version?.rules
  if (!rules) return null
  const exceptions = rules.exceptions.filter(({ date }) => date === day)
  const exception = exceptions.find(({ kind }) => kind === 'closed') ?? exceptions[0]
  if (exception) return { kind: exception.kind, name: exception.name }
  const off = dayOffOn(rules, day)
  if (off) return { kind: off.kind, name: off.name }
  return version.effectiveFrom === day ? { kind: 'version', name: version.label } : null
}

/** Every day of a month with its open time. */
export function monthDays(calendar: PlantCalendar, month: string): YearMonth {
  const span = monthSpan(calendar.zone, month)
  const days: YearDay[] = []
  for (let day = `${month}-01`; day.startsWith(month); day = addDays(day, 1)) {
    const { from, to } = daySpan(calendar.zone, day)
    days.push({ day, openMs: openMs(calendar, from, to), mark: markOf(calendar, day) })
  }
  return { month, openMs: openMs(calendar, span.from, span.to), days }
}

/** The month so many months later, 'YYYY-MM'. */
export function addMonths(month: string, months: number): string {
  return new Date(Date.UTC(+month.slice(0, 4), +month.slice(5, 7) - 1 + months, 1)).toISOString().slice(0, 7)
}

/** Twelve months from one on. */
export function yearFrom(calendar: PlantCalendar, month: string): YearMonth[] {
  return Array.from({ length: 12 }, (_, index) => monthDays(calendar, addMonths(month, index)))
}

export interface MonthDifference {
  month: string
  beforeMs: number
  afterMs: number
}

export interface Difference {
  months: MonthDifference[]
  /** the first days whose open time differs */
  days: { day: string; beforeMs: number; afterMs: number }[]
  changedDays: number
}

const SHOWN_DAYS = 40

/** What changes from a day on, over twelve months: hours per month, and which days. */
export function difference(before: PlantCalendar, after: PlantCalendar, fromDay: string): Difference {
  const months = [yearFrom(before, fromDay.slice(0, 7)), yearFrom(after, fromDay.slice(0, 7))] as const
  const days = months[0].flatMap((month, m) =>
    month.days.flatMap(({ day, openMs: beforeMs }, d) => {
      const afterMs = months[1][m]?.days[d]?.openMs ?? 0
      return beforeMs === afterMs ? [] : [{ day, beforeMs, afterMs }]
    }),
  )
  return {
    months: months[0].map(({ month, openMs: beforeMs }, m) => ({
      month,
      beforeMs,
      afterMs: months[1][m]?.openMs ?? 0,
    })),
    days: days.slice(0, SHOWN_DAYS),
    changedDays: days.length,
  }
}

/** Does a date reach into what has already been worked, in any of these zones? */
export function reachesBack(day: string, zones: readonly string[], now: Date): boolean {
  return zones.some((zone) => day <= localDay(zone, now))
}
