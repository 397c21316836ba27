import { z } from 'zod'
import { isZone } from '@/lib/zone'
import type { PlantCalendar } from '../calendar/schema'
import { cronProblem } from './cron'
import { CalendarAnchor, COMMON, type Spec, Trigger, zKeyName } from './spec'

const MINUTE_S = 60
const DAY_S = 86_400

/** An IANA zone this runtime knows. */
export const zZone = z
  .string()
  .refine(isZone, { error: 'zone: must be an IANA time zone, e.g. Europe/Berlin or America/Chicago' })

const zCron = z
  .string()
  .trim()
  .max(100, 'cron: must have at most 100 characters')
  .superRefine((pattern, ctx) => {
    const problem = cronProblem(pattern)
    if (problem) ctx.addIssue({ code: 'custom', message: problem })
  })

const clocks = {
  zone: zZone,
  graceS: z
    .int('graceS: must be a whole number of seconds')
    .min(MINUTE_S, 'graceS: must be at least 60 seconds')
    .max(7 * DAY_S, 'graceS: must be at most 604800 seconds (7 days)'),
  maxDurationS: z
    .int('maxDurationS: must be a whole number of seconds')
    .min(1, 'maxDurationS: must be at least 1 second')
    .max(7 * DAY_S, 'maxDurationS: must be at most 604800 seconds (7 days)')
    .nullish()
    .transform((value) => value ?? null),
  ...COMMON,
}

export const EXPECTATION_KINDS = ['cron', 'interval', 'calendar', 'trigger', 'list'] as const
export type ExpectationKind = (typeof EXPECTATION_KINDS)[number]

/** Something should happen by a time. All spans in seconds. */
export const ExpectationInput = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('cron'), cron: zCron, ...clocks }),
    z.strictObject({
      kind: z.literal('interval'),
      intervalS: z
        .int('intervalS: must be a whole number of seconds')
        .min(MINUTE_S, 'intervalS: must be at least 60 seconds')
        .max(366 * DAY_S, 'intervalS: must be at most 366 days'),
      ...clocks,
    }),
    z.strictObject({ kind: z.literal('calendar'), at: CalendarAnchor, ...clocks }),
    z.strictObject({
      kind: z.literal('trigger'),
      triggerWorkflowId: z.uuid('triggerWorkflowId: must be the id of another workflow of the same client'),
      trigger: Trigger,
      ...clocks,
    }),
    z.strictObject({ kind: z.literal('list'), key: zKeyName.nullable().default(null), ...clocks }),
  ],
  {
    error:
      'kind: must be "cron" (with cron), "interval" (with intervalS), "calendar" (with at), "trigger" (with trigger) or "list"',
  },
)
export type ExpectationInput = z.output<typeof ExpectationInput>

/** The stored rule as decisions read it: the columns of `expectation`, and the calendar its workflow lives by. */
export interface Expectation {
  kind: ExpectationKind
  cron: string | null
  intervalS: number | null
  zone: string
  graceS: number
  maxDurationS: number | null
  createdAt: Date
  spec: Spec
  /** null = always open */
  plant: PlantCalendar | null
}

export const EXPECTATION_STATUSES = ['new', 'on_time', 'started', 'late', 'down', 'paused'] as const
export type ExpectationStatus = (typeof EXPECTATION_STATUSES)[number]

/** Rules whose slots follow from the rule alone; the others are owed by name. */
export function isScheduled({ kind }: Pick<Expectation, 'kind'>): boolean {
  return kind !== 'trigger' && kind !== 'list'
}
