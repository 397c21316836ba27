import type { Span } from '@/lib/span'
import { instantOf, offsetMs } from './zone'

const DAY_MS = 86_400_000
const WEEK_DAYS = 7
/** 1970-01-01 was a Thursday. */
const EPOCH_WEEKDAY = 3

/** Days since 1970-01-01 of a date 'YYYY-MM-DD'. */
export function dayNumber(day: string): number {
  return Date.UTC(+day.slice(0, 4), +day.slice(5, 7) - 1, +day.slice(8, 10)) / DAY_MS
}

/** The date 'YYYY-MM-DD' of a number of days since 1970-01-01. */
export function dayOfNumber(number: number): string {
  return new Date(number * DAY_MS).toISOString().slice(0, 10)
}

/** The date so many days later; pure arithmetic on dates, no zone. */
export function addDays(day: string, days: number): string {
  return dayOfNumber(dayNumber(day) + days)
}

/** ISO weekday: 1 = Monday … 7 = Sunday. */
export function weekdayOf(number: number): number {
  return ((((number + EPOCH_WEEKDAY) % WEEK_DAYS) + WEEK_DAYS) % WEEK_DAYS) + 1
}

/** Instant (ms) at which a local day begins: its first 00:00, or the jump that skips it. */
export function startOfDay(zone: string, number: number): number {
  return instantOf(zone, number * DAY_MS, 'first')
}

/** As `localDay`, in days since 1970-01-01. */
export function dayNumberAt(zone: string, at: number): number {
  let number = Math.floor((at + offsetMs(zone, at)) / DAY_MS)
  while (startOfDay(zone, number) > at) number--
  while (startOfDay(zone, number + 1) <= at) number++
  return number
}

/** The local date an instant belongs to; days are whole: from `dayStart` of the date to that of the next. */
export function localDay(zone: string, at: Date): string {
  return dayOfNumber(dayNumberAt(zone, at.getTime()))
}

/** The instant at which a local date begins. */
export function dayStart(zone: string, day: string): Date {
  return new Date(startOfDay(zone, dayNumber(day)))
}

/** A local date as a span: 23, 24 or 25 hours. */
export function daySpan(zone: string, day: string): Span {
  return { from: dayStart(zone, day), to: dayStart(zone, addDays(day, 1)) }
}

/** A local calendar month 'YYYY-MM' as a span. */
export function monthSpan(zone: string, month: string): Span {
  const [year, index] = [+month.slice(0, 4), +month.slice(5, 7)]
  const next = new Date(Date.UTC(year, index, 1)).toISOString().slice(0, 10)
  return { from: dayStart(zone, `${month}-01`), to: dayStart(zone, next) }
}

/** Wall clock of an instant as 'YYYY-MM-DDTHH:MM'. */
export function wallTime(zone: string, at: Date): string {
  return new Date(at.getTime() + offsetMs(zone, at.getTime())).toISOString().slice(0, 16)
}
