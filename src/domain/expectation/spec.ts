import { z } from 'zod'

const DAY_S = 86_400
const SPAN_MAX_S = 7 * DAY_S

/** Whole seconds within bounds, or null. */
const zSeconds = (field: string, min = 1) =>
  z
    .int(`${field}: must be a whole number of seconds`)
    .min(min, `${field}: must be at least ${min} seconds`)
    .max(SPAN_MAX_S, `${field}: must be at most ${SPAN_MAX_S} seconds (7 days)`)

/** Whose minutes count: the plant's open ones, or all. */
const zClock = (field: string) =>
  z.enum(['always', 'plant'], `${field}: must be "always" or "plant" (only open plant time counts)`)

const zShiftName = z
  .string()
  .trim()
  .min(1, 'shift: must not be empty')
  .max(80, 'shift: must have at most 80 characters')
const zOffsetMin = z
  .int('offsetMin: must be a whole number of minutes')
  .min(0, 'offsetMin: must not be negative')
  .max(1_440, 'offsetMin: must be at most 1440 minutes')

/** When a calendar rule is due. `shift` null = every shift. Minutes after a start, before an end. */
export const CalendarAnchor = z.discriminatedUnion(
  'anchor',
  [
    z.strictObject({
      anchor: z.literal('shift_start'),
      shift: zShiftName.nullable().default(null),
      offsetMin: zOffsetMin,
    }),
    z.strictObject({
      anchor: z.literal('shift_end'),
      shift: zShiftName.nullable().default(null),
      offsetMin: zOffsetMin,
    }),
    z.strictObject({
      anchor: z.literal('working_day'),
      time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'time: must be a local time, e.g. 06:30'),
    }),
  ],
  { error: 'anchor: must be shift_start, shift_end or working_day' },
)
export type CalendarAnchor = z.output<typeof CalendarAnchor>

/** Name of a business key as events carry it, e.g. "order". */
export const zKeyName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_.-]{0,63}$/, 'key: must be the name of a business key, e.g. "order"')

/** Another workflow's run obliges this one. `key`: the same order, delivery …; null = the next success will do. */
export const Trigger = z.strictObject({
  on: z.enum(['succeeded', 'failed'], 'on: must be "succeeded" or "failed"').default('succeeded'),
  withinS: zSeconds('withinS'),
  withinClock: zClock('withinClock').default('always'),
  key: zKeyName.nullable().default(null),
})
export type Trigger = z.output<typeof Trigger>

export const ASSERTION_OPS = ['gt', 'gte', 'lt', 'lte', 'eq', 'between'] as const

/** What a run must have measured: a name of `measures`, or `durationMs`. `to` is the upper bound of `between`, included. */
export const Assertion = z
  .strictObject({
    fact: z
      .string()
      .regex(/^[A-Za-z][A-Za-z0-9_.-]{0,63}$/, 'fact: must be the name of a measure, e.g. "rows", or durationMs'),
    op: z.enum(ASSERTION_OPS, `op: must be one of ${ASSERTION_OPS.join(', ')}`),
    value: z.number('value: must be a number'),
    to: z.number('to: must be a number').nullable().default(null),
  })
  .refine(({ op, value, to }) => op !== 'between' || (to !== null && to >= value), {
    error: 'to: "between" needs an upper bound that is not below the lower one',
    path: ['to'],
  })
export type Assertion = z.output<typeof Assertion>

/** When bad news becomes an incident and a mail. */
export const Alarm = z.strictObject({
  /** bad for so long before an incident opens */
  holdS: zSeconds('holdS', 0).default(0),
  /** at least `bad` of the last `of` runs and slots */
  badOf: z
    .strictObject({
      bad: z.int().min(1, 'bad: must be at least 1').max(50),
      of: z.int().min(1).max(50, 'of: at most 50'),
    })
    .refine(({ bad, of }) => bad <= of, { error: 'bad: must not be more than of', path: ['bad'] })
    .nullable()
    .default(null),
  /** so many changes within the window = one incident of class flapping, no mail per change */
  flap: z
    .strictObject({ changes: z.int().min(3, 'changes: must be at least 3').max(100), windowS: zSeconds('windowS', 60) })
    .nullable()
    .default(null),
  /** an incident that heals within this time wakes nobody */
  quietS: zSeconds('quietS', 0).default(0),
})
export type Alarm = z.output<typeof Alarm>

const zCalendar = zClock('calendar')
const zGraceClock = zClock('graceClock')
const zStartS = zSeconds('startS').nullable()
const zAssertions = z.array(Assertion).max(10, 'assertions: at most 10')

/** What every kind may say, and need not. */
export const COMMON = {
  /** `plant`: slots due outside the plant's open time are excused */
  calendar: zCalendar.optional(),
  /** `plant`: the grace runs in open plant time only */
  graceClock: zGraceClock.optional(),
  /** a run must begin within this time of its slot; null = no start clock */
  startS: zStartS.optional(),
  assertions: zAssertions.optional(),
  alarm: Alarm.optional(),
}

/** The part of a rule that is stored as JSON. */
export const Spec = z.strictObject({
  calendar: zCalendar.default('always'),
  graceClock: zGraceClock.default('always'),
  startS: zStartS.default(null),
  assertions: zAssertions.default([]),
  alarm: Alarm.default(() => Alarm.parse({})),
  at: CalendarAnchor.nullable().default(null),
  trigger: Trigger.nullable().default(null),
  /** list: the business key that carries the reference; null = the next success will do */
  key: zKeyName.nullable().default(null),
})
export type Spec = z.output<typeof Spec>

/** A rule with nothing but its schedule and grace. */
export const PLAIN: Spec = Object.freeze(Spec.parse({}))

const KEPT_MAX = 5_000
/** By the text that was read, and by the text of what it means. */
const read = new Map<string, Spec>()
const meant = new Map<string, Spec>([[JSON.stringify(PLAIN), PLAIN]])

/** The stored or given JSON; rules that mean the same share one object, because thousands are read on every pass. */
export function specOf(json: unknown): Spec {
  const text = JSON.stringify(json ?? {})
  const known = read.get(text)
  if (known) return known
  const parsed = Spec.parse(json ?? {})
  const canonical = JSON.stringify(parsed)
  if (read.size >= KEPT_MAX) read.clear()
  if (meant.size >= KEPT_MAX) meant.clear()
  const spec = meant.get(canonical) ?? parsed
  meant.set(canonical, spec)
  read.set(text, spec)
  return spec
}
