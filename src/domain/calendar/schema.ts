import { z } from 'zod'
import { isZone } from '@/lib/zone'
import { dayNumber, dayOfNumber, weekdayOf } from './day'

const MAX_DAYS = 3_660
const MONDAY = 1

/** A local date that exists. */
export const zDay = z
  .string()
  .regex(/^(19|20|21)\d\d-\d\d-\d\d$/, { error: 'must be a date, e.g. 2026-12-24', abort: true })
  .refine((day) => dayOfNumber(dayNumber(day)) === day, 'must be a date that exists')

const zTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a local time, e.g. 22:00')
/** 24:00 is the end of the day; an end at or before the start is on the next day. */
const zEnd = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'must be a local time, e.g. 06:00 or 24:00')
const zName = z.string().trim().min(1, 'name: must not be empty').max(80, 'name: must have at most 80 characters')

const zShift = z.strictObject({
  name: zName,
  /** ISO weekdays on which the shift begins: 1 = Monday … 7 = Sunday. */
  days: z
    .array(z.int().min(1, 'days: 1 = Monday … 7 = Sunday').max(7, 'days: 1 = Monday … 7 = Sunday'))
    .min(1, 'days: name at least one day')
    .max(7)
    .refine((days) => new Set(days).size === days.length, 'days: must not repeat a day'),
  from: zTime,
  to: zEnd,
  /** Weeks of the rotation in which it is worked, 1 = the week of the anchor; absent = every week. */
  weeks: z.array(z.int().min(1).max(26)).min(1, 'weeks: name at least one week').max(26).optional(),
})

const zRotation = z.strictObject({
  weeks: z.int().min(2, 'rotation: needs at least 2 weeks').max(26, 'rotation: has at most 26 weeks'),
  /** A Monday on which week 1 begins. */
  anchor: zDay.refine((day) => weekdayOf(dayNumber(day)) === MONDAY, 'anchor: must be a Monday'),
})

const zHoliday = z.strictObject({ date: zDay, name: zName })

const zShutdown = z
  .strictObject({ from: zDay, to: zDay, name: zName })
  .refine(({ from, to }) => from <= to, { error: 'to: must not be before from', path: ['to'] })
  .refine(({ from, to }) => dayNumber(to) - dayNumber(from) < MAX_DAYS, { error: 'to: is too far', path: ['to'] })

const zException = z.strictObject({
  kind: z.enum(['open', 'closed'], { error: 'kind: must be "open" or "closed"' }),
  date: zDay,
  from: zTime,
  to: zEnd,
  name: zName,
})

/**
 * What a plant works, in local wall time.
 * Strongest first: a `closed` exception, an `open` exception, a shutdown, a holiday, a shift, and closed otherwise.
 */
export const CalendarRules = z
  .strictObject({
    shifts: z.array(zShift).max(100, 'shifts: at most 100'),
    rotation: zRotation.nullable().default(null),
    holidays: z.array(zHoliday).max(2_000, 'holidays: at most 2000').default([]),
    shutdowns: z.array(zShutdown).max(500, 'shutdowns: at most 500').default([]),
    exceptions: z.array(zException).max(2_000, 'exceptions: at most 2000').default([]),
    /**
     * What a day off closes. `shifts`: the shifts that begin on it, whole; the night shift that began the evening before
     * runs to its end. `day`: the local day, midnight to midnight, cutting the shifts that reach into it.
     */
    dayOff: z.enum(['shifts', 'day'], { error: 'dayOff: must be "shifts" or "day"' }).default('shifts'),
  })
  .superRefine(({ shifts, rotation }, ctx) => {
    shifts.forEach(({ weeks }, index) => {
      if (!weeks) return
      const message = rotation ? `weeks: the rotation has ${rotation.weeks} weeks` : 'weeks: needs a rotation'
      if (!rotation || weeks.some((week) => week > rotation.weeks))
        ctx.addIssue({ code: 'custom', message, path: ['shifts', index, 'weeks'] })
    })
  })
export type CalendarRules = z.output<typeof CalendarRules>
export type Shift = CalendarRules['shifts'][number]
export type Holiday = CalendarRules['holidays'][number]
export type CalendarException = CalendarRules['exceptions'][number]

/** Rules from a local date on; `rules` null: always open (nothing is in force). */
export const CalendarVersion = z.strictObject({
  effectiveFrom: zDay,
  /** What people call it: "Two shifts, version 3". */
  label: z.string().max(200).default(''),
  rules: CalendarRules.nullable(),
})
export type CalendarVersion = z.output<typeof CalendarVersion>

/**
 * A site's clock: its zone, and the versions in force one after the other. Before the first the plant is always open.
 * Several with one date: the last wins. Treat it as immutable: what was worked out is kept per object.
 */
export const PlantCalendar = z
  .strictObject({
    zone: z.string().refine(isZone, 'zone: must be an IANA time zone'),
    versions: z.array(CalendarVersion),
  })
  .refine(
    ({ versions }) => versions.every((version, i) => (versions[i - 1]?.effectiveFrom ?? '') <= version.effectiveFrom),
    { error: 'versions: must be in the order of their effectiveFrom', path: ['versions'] },
  )
export type PlantCalendar = z.output<typeof PlantCalendar>

/** No calendar: every instant counts. */
export function alwaysOpen(zone: string): PlantCalendar {
  return { zone, versions: [] }
}
