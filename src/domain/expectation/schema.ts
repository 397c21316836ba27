import { z } from 'zod'
import { cronProblem, isZone } from './cron'

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
}

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
  ],
  { error: 'kind: must be "cron" (with cron, zone) or "interval" (with intervalS, zone)' },
)
export type ExpectationInput = z.output<typeof ExpectationInput>

/** The stored rule as decisions read it: the columns of `expectation`. */
export interface Expectation {
  kind: 'cron' | 'interval'
  cron: string | null
  intervalS: number | null
  zone: string
  graceS: number
  maxDurationS: number | null
  createdAt: Date
}

export const EXPECTATION_STATUSES = ['new', 'on_time', 'started', 'late', 'down', 'paused'] as const
export type ExpectationStatus = (typeof EXPECTATION_STATUSES)[number]
