import { z } from 'zod'
import { cronProblem } from '@/domain/expectation/cron'

const zName = z.string().min(1).max(180)
const zInstant = z.iso
  .datetime({ offset: true, error: 'must be an instant with offset, e.g. 2026-03-02T06:10:00+01:00' })
  .transform((text) => new Date(text))
const zLocal = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d$/, 'must be local wall time, e.g. 2026-03-02T06:10')
const zDay = z.string().regex(/^\d{4}-\d\d-\d\d$/, 'must be a day, e.g. 2026-03-02')
const zDuration = z
  .int('durationMs: must be whole milliseconds')
  .min(0)
  .max(7 * 86_400_000)

const zCron = z.string().superRefine((pattern, ctx) => {
  const problem = cronProblem(pattern)
  if (problem) ctx.addIssue({ code: 'custom', message: problem })
})

/** What a run says beside its times. */
const facts = {
  definitionHash: z.string().min(1).max(200).optional(),
  measures: z.record(z.string(), z.number()).optional(),
  keys: z.record(z.string(), z.string()).optional(),
  data: z.record(z.string(), z.unknown()).optional(),
}

/** A native event as the door takes it, with the file's own `receivedAt` and `repeat`; the door judges the rest. */
const zNative = z
  .looseObject({
    id: zName,
    workflow: zName,
    type: z.string(),
    time: z.iso.datetime({ offset: true, error: 'time: must be RFC 3339 with offset' }),
    receivedAt: zInstant.optional(),
    repeat: z.int().min(0).max(100).default(0),
  })
  .transform((event) => ({ kind: 'native' as const, ...event }))

const zRun = z
  .strictObject({
    run: zName,
    workflow: zName,
    start: zInstant,
    durationMs: zDuration.default(0),
    outcome: z.enum(['succeeded', 'failed', 'cancelled', 'open']).default('succeeded'),
    receivedAt: zInstant.optional(),
    startReceivedAt: zInstant.optional(),
    ...facts,
  })
  .transform((run) => ({ kind: 'run' as const, ...run }))

const zSeries = z
  .strictObject({
    every: zCron,
    id: zName,
    workflow: zName,
    durationMs: zDuration.default(0),
    outcome: z.enum(['succeeded', 'failed', 'cancelled', 'open']).default('succeeded'),
    delayMs: z.int().min(0).max(86_400_000).default(0),
    from: zInstant.optional(),
    until: zInstant.optional(),
    except: z.array(z.union([zDay, zLocal, z.strictObject({ from: zLocal, to: zLocal })])).default([]),
    lateByMs: z
      .int()
      .min(0)
      .max(90 * 86_400_000)
      .default(0),
    ...facts,
  })
  .transform((series) => ({ kind: 'series' as const, ...series }))

/** One entry of `events`: docs/months.md §1.1. Which of the three it is follows from its fields. */
export const MonthEvent = z.unknown().transform((raw, ctx) => {
  const isObject = typeof raw === 'object' && raw !== null
  const schema = isObject && 'every' in raw ? zSeries : isObject && 'run' in raw ? zRun : zNative
  const parsed = schema.safeParse(raw)
  if (parsed.success) return parsed.data
  for (const issue of parsed.error.issues) ctx.addIssue({ code: 'custom', path: issue.path, message: issue.message })
  return z.NEVER
})
export type MonthEvent = z.output<typeof MonthEvent>
export type MonthRun = z.output<typeof zRun>
export type MonthSeries = z.output<typeof zSeries>
export type MonthNative = z.output<typeof zNative>
