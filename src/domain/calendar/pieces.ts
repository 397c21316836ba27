import { dayNumber, dayOfNumber, startOfDay, weekdayOf } from './day'
import type { CalendarException, CalendarRules, CalendarVersion, PlantCalendar, Shift } from './schema'
import { instantOf } from './zone'

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
const WEEK_DAYS = 7

/** Why a day is off. */
export interface DayOff {
  kind: 'holiday' | 'shutdown'
  name: string
  /** inclusive local dates */
  firstDay: string
  lastDay: string
}

/** One stretch of one local day that a rule speaks about, in milliseconds; half-open. */
export interface Piece {
  kind: 'shift' | 'day_off' | 'open' | 'closed' | 'always'
  name: string
  /** the local date it begins on */
  day: string
  from: number
  to: number
  /** a shift that the day off cancels whole */
  cancelledBy: DayOff | null
  /** of a cut by `dayOff: 'day'` */
  dayOff: DayOff | null
  /** wall times as written; empty for a whole day */
  wall: { from: string; to: string } | null
  version: CalendarVersion | null
}

/** Rules with their look-ups, made once per rules object. */
interface Index {
  holidays: ReadonlyMap<string, string>
  exceptions: ReadonlyMap<string, readonly CalendarException[]>
}

const indexes = new WeakMap<CalendarRules, Index>()

function indexOf(rules: CalendarRules): Index {
  const known = indexes.get(rules)
  if (known) return known
  const exceptions = new Map<string, CalendarException[]>()
  for (const exception of rules.exceptions)
    exceptions.set(exception.date, [...(exceptions.get(exception.date) ?? []), exception])
  // The first of two names for one date is the one shown.
  const holidays = new Map(rules.holidays.toReversed().map(({ date, name }) => [date, name]))
  const index = { holidays, exceptions }
  indexes.set(rules, index)
  return index
}

/** The version in force on a local date, or null. */
export function versionOn({ versions }: PlantCalendar, day: string): CalendarVersion | null {
  let [low, high] = [0, versions.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((versions[middle] as CalendarVersion).effectiveFrom <= day) low = middle + 1
    else high = middle
  }
  return versions[low - 1] ?? null
}

/** A shutdown says more than the holiday inside it. */
export function dayOffOn(rules: CalendarRules, day: string): DayOff | null {
  const shutdown = rules.shutdowns.find(({ from, to }) => from <= day && day <= to)
  if (shutdown) return { kind: 'shutdown', name: shutdown.name, firstDay: shutdown.from, lastDay: shutdown.to }
  const name = indexOf(rules).holidays.get(day)
  return name === undefined ? null : { kind: 'holiday', name, firstDay: day, lastDay: day }
}

/** Week of the rotation that a day is in, 1 = the anchor's; null without a rotation. */
export function rotationWeek({ rotation }: CalendarRules, number: number): number | null {
  if (!rotation) return null
  const week = Math.floor((number - dayNumber(rotation.anchor)) / WEEK_DAYS)
  return (((week % rotation.weeks) + rotation.weeks) % rotation.weeks) + 1
}

function minutesOf(time: string): number {
  return +time.slice(0, 2) * 60 + +time.slice(3, 5)
}

/** First occurrence of the start, last of the end; an end at or before the start is on the next day. */
function stretch(zone: string, number: number, wall: { from: string; to: string }) {
  const midnight = number * DAY_MS
  const [start, end] = [minutesOf(wall.from), minutesOf(wall.to)]
  const isNextDay = end <= start
  const from = instantOf(zone, midnight + start * MINUTE_MS, 'first')
  const to = instantOf(zone, midnight + (isNextDay ? DAY_MS : 0) + end * MINUTE_MS, 'last')
  return { from, to: Math.max(from, to) }
}

function isWorked({ days, weeks }: Shift, weekday: number, week: number | null): boolean {
  return days.includes(weekday) && (!weeks || (week !== null && weeks.includes(week)))
}

const PLAIN = { cancelledBy: null, dayOff: null, wall: null }

/** Everything that rules say about the shifts, days off and exceptions that begin on one local day. */
export function piecesOf(calendar: PlantCalendar, number: number): Piece[] {
  const { zone } = calendar
  const day = dayOfNumber(number)
  const version = versionOn(calendar, day)
  const whole = () => ({ from: startOfDay(zone, number), to: startOfDay(zone, number + 1) })
  const rules = version?.rules
  if (!rules) return [{ ...PLAIN, kind: 'always', name: '', day, version, ...whole() }]
  const dayOff = dayOffOn(rules, day)
  const cancelledBy = rules.dayOff === 'shifts' ? dayOff : null
  const [weekday, week] = [weekdayOf(number), rotationWeek(rules, number)]
  const pieces: Piece[] = rules.shifts
    .filter((shift) => isWorked(shift, weekday, week))
    .map(({ name, from, to }) => {
      const wall = { from, to }
      return { kind: 'shift', name, day, cancelledBy, dayOff: null, wall, version, ...stretch(zone, number, wall) }
    })
  if (dayOff && rules.dayOff === 'day')
    pieces.push({ ...PLAIN, kind: 'day_off', name: dayOff.name, day, dayOff, version, ...whole() })
  for (const { kind, name, from, to } of indexOf(rules).exceptions.get(day) ?? []) {
    const wall = { from, to }
    pieces.push({ ...PLAIN, kind, name, day, wall, version, ...stretch(zone, number, wall) })
  }
  return pieces
}
