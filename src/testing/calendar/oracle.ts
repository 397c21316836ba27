import { Temporal } from 'temporal-polyfill'
import type { CalendarRules } from '@/domain/calendar/schema'

/**
 * The naive plant: walks through a window minute by minute with another zone library and asks each rule about each minute.
 * Shares nothing with the engine: no expansion, no offsets, no spans.
 */
const MINUTE_MS = 60_000
const MARGIN_H = 30
const COARSE_MS = 15 * MINUTE_MS

interface Minute {
  ms: number
  wall: Temporal.PlainDateTime
}

function minutesOf(zone: string, fromMs: number, toMs: number, stepMs: number): Minute[] {
  const minutes: Minute[] = []
  for (let ms = fromMs; ms < toMs; ms += stepMs)
    minutes.push({ ms, wall: Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).toPlainDateTime() })
  return minutes
}

/** Wall clocks as text sort as time does: 'YYYY-MM-DDTHH:MM'. */
const textOf = (wall: Temporal.PlainDateTime) => wall.toString({ smallestUnit: 'minute' })

export interface NaiveWindow {
  zone: string
  /** the minutes that are judged */
  fromMs: number
  toMs: number
  ms: number[]
  walls: string[]
  /** first minute whose clock shows this or later; last minute that shows exactly this; last that shows earlier */
  firstAtOrAfter(wall: string): number
  endAt(wall: string): number
  days: string[]
}

/** Reads the clock of every minute of a window and a day and more around it, once for all shapes. */
export function readWindow(zone: string, fromMs: number, toMs: number): NaiveWindow {
  const margin = MARGIN_H * 60 * MINUTE_MS
  // Around the window only the order matters: what begins or ends there does not do so inside.
  const minutes = [
    ...minutesOf(zone, fromMs - margin, fromMs, COARSE_MS),
    ...minutesOf(zone, fromMs, toMs, MINUTE_MS),
    ...minutesOf(zone, toMs, toMs + margin, COARSE_MS),
  ]
  const walls = minutes.map(({ wall }) => textOf(wall))
  const ms = minutes.map((minute) => minute.ms)
  const starts = new Map<string, number>()
  const ends = new Map<string, number>()
  const firstAtOrAfter = (wall: string) => {
    let at = starts.get(wall)
    if (at === undefined) {
      const index = walls.findIndex((shown) => shown >= wall)
      at = index === -1 ? Number.POSITIVE_INFINITY : (ms[index] as number)
      starts.set(wall, at)
    }
    return at
  }
  const endAt = (wall: string) => {
    let at = ends.get(wall)
    if (at === undefined) {
      const exact = walls.lastIndexOf(wall)
      const earlier = walls.findLastIndex((shown) => shown < wall)
      if (exact !== -1) at = ms[exact] as number
      else at = earlier === -1 ? Number.NEGATIVE_INFINITY : (ms[earlier] as number) + MINUTE_MS
      ends.set(wall, at)
    }
    return at
  }
  const first = Temporal.PlainDate.from((walls[0] as string).slice(0, 10)).subtract({ days: 1 })
  const last = Temporal.PlainDate.from((walls.at(-1) as string).slice(0, 10))
  const days: string[] = []
  for (let day = first; Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 }))
    days.push(day.toString())
  return { zone, fromMs, toMs, ms, walls, firstAtOrAfter, endAt, days }
}

const nextDay = (day: string) => Temporal.PlainDate.from(day).add({ days: 1 }).toString()

type Between = (atMs: number) => boolean

/** Is the minute between two wall times that begin on a day? */
function between(window: NaiveWindow, day: string, { from, to }: { from: string; to: string }): Between {
  const endDay = to === '24:00' || to <= from ? nextDay(day) : day
  const start = window.firstAtOrAfter(`${day}T${from}`)
  const end = window.endAt(`${endDay}T${to === '24:00' ? '00:00' : to}`)
  return (at) => at >= start && at < end
}

function isOff(rules: CalendarRules, day: string): boolean {
  if (rules.holidays.some((holiday) => holiday.date === day)) return true
  return rules.shutdowns.some((shutdown) => shutdown.from <= day && day <= shutdown.to)
}

function isShiftDay(rules: CalendarRules, shift: CalendarRules['shifts'][number], day: string): boolean {
  const date = Temporal.PlainDate.from(day)
  if (!shift.days.includes(date.dayOfWeek)) return false
  if (!shift.weeks || !rules.rotation) return true
  let monday = Temporal.PlainDate.from(rules.rotation.anchor)
  let week = 1
  while (Temporal.PlainDate.compare(monday.add({ days: 7 }), date) <= 0) {
    monday = monday.add({ days: 7 })
    week = week === rules.rotation.weeks ? 1 : week + 1
  }
  return shift.weeks.includes(week)
}

/** One yes or no per minute of the window. */
export function openMinutes(window: NaiveWindow, rules: CalendarRules): boolean[] {
  const closed: Between[] = []
  const extra: Between[] = []
  const off: Between[] = []
  const worked: Between[] = []
  for (const day of window.days) {
    for (const exception of rules.exceptions.filter(({ date }) => date === day))
      (exception.kind === 'closed' ? closed : extra).push(between(window, day, exception))
    const isDayOff = isOff(rules, day)
    if (isDayOff && rules.dayOff === 'day') {
      const [start, end] = [window.firstAtOrAfter(`${day}T00:00`), window.firstAtOrAfter(`${nextDay(day)}T00:00`)]
      off.push((at) => at >= start && at < end)
    }
    if (isDayOff && rules.dayOff === 'shifts') continue
    for (const shift of rules.shifts) if (isShiftDay(rules, shift, day)) worked.push(between(window, day, shift))
  }
  const holds = (rule: Between[], at: number) => rule.some((is) => is(at))
  return window.ms
    .filter((at) => at >= window.fromMs && at < window.toMs)
    .map((at) => {
      if (holds(closed, at)) return false
      if (holds(extra, at)) return true
      return !holds(off, at) && holds(worked, at)
    })
}

/** The last two clock changes of a zone before an instant; none for a zone that never changed. */
export function lastTransitions(zone: string, beforeMs: number): number[] {
  const found: number[] = []
  let at = Temporal.Instant.fromEpochMilliseconds(beforeMs).toZonedDateTimeISO(zone)
  while (found.length < 2) {
    const transition = at.getTimeZoneTransition('previous')
    if (!transition) return found
    found.push(transition.epochMilliseconds)
    at = transition
  }
  return found
}
