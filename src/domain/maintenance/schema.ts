import { z } from 'zod'
import { zName } from '../client/schema'
import { zZone } from '../expectation/schema'
import { firstStart, ruleProblem } from './rule'

const MINUTE_S = 60
const DAY_S = 86_400
const MAX_LIST = 500

/** A wall time of the plant, to the minute. */
export const zLocal = z
  .string()
  .regex(/^20\d\d-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d$/, 'must be a local time without zone, e.g. 2026-12-01T22:00')
  .refine((local) => {
    const at = new Date(`${local}Z`)
    return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(local)
  }, 'must be a date that exists')

const zDuration = z
  .int('durationS: must be a whole number of seconds')
  .min(MINUTE_S, 'durationS: must be at least 60 seconds')
  .max(31 * DAY_S, 'durationS: must be at most 31 days')

/** What a window covers; exactly one of the three. */
export const MaintenanceScope = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('client') }),
    z.strictObject({ kind: z.literal('site'), siteId: z.uuid() }),
    z.strictObject({
      kind: z.literal('workflows'),
      workflowIds: z.array(z.uuid()).min(1, 'workflowIds: name at least one').max(MAX_LIST),
    }),
  ],
  { error: 'kind: must be "client", "site" (with siteId) or "workflows" (with workflowIds)' },
)
export type MaintenanceScope = z.output<typeof MaintenanceScope>

const zMove = z.strictObject({
  /** the start the rule gives */
  occurrence: zLocal,
  startLocal: zLocal,
  durationS: zDuration.optional(),
})

/**
 * When a window happens: wall time in the plant's zone, exact length, RFC 5545 recurrence. The wall time stays through
 * clock changes; a start that the zone skips is the instant of the jump, one that comes twice is the first.
 */
export const MaintenancePlan = z
  .strictObject({
    zone: zZone,
    startLocal: zLocal,
    durationS: zDuration,
    /** e.g. FREQ=WEEKLY;BYDAY=TU (no DTSTART, no zone); null: once */
    rrule: z
      .string()
      .trim()
      .max(200, 'rrule: must have at most 200 characters')
      .nullish()
      .transform((rule) => rule || null),
    moves: z.array(zMove).max(MAX_LIST, `moves: at most ${MAX_LIST}`).default([]),
    /** starts, as the rule gives them, of occurrences that do not happen */
    cancellations: z.array(zLocal).max(MAX_LIST, `cancellations: at most ${MAX_LIST}`).default([]),
  })
  .superRefine((plan, ctx) => {
    const problem = plan.rrule === null ? null : ruleProblem(plan.rrule, plan.startLocal)
    if (problem) ctx.addIssue({ code: 'custom', message: problem, path: ['rrule'] })
    if (problem || plan.rrule === null) return
    const first = firstStart(plan.rrule, plan.startLocal)
    if (first !== plan.startLocal)
      ctx.addIssue({
        code: 'custom',
        message: `startLocal: is not one of the rule's dates; the first would be ${first}`,
        path: ['startLocal'],
      })
  })
export type MaintenancePlan = z.output<typeof MaintenancePlan>

export const MaintenanceTitle = zName('title')

/** What is done, for the approver and the plant. */
export const MaintenanceWork = z
  .string('work: must be text')
  .trim()
  .min(3, 'work: say what is done, in at least 3 characters')
  .max(2_000, 'work: must have at most 2000 characters')

/** Why a window is changed or cancelled. */
export const EditReason = z
  .string()
  .trim()
  .min(3, 'reason: say why, in at least 3 characters')
  .max(500, 'reason: must have at most 500 characters')

export const MAINTENANCE_STATUSES = ['draft', 'pending', 'approved', 'rejected', 'cancelled', 'ended'] as const
export type MaintenanceStatus = (typeof MAINTENANCE_STATUSES)[number]

/**
 * One revision of a window, as clocks and contracts read it. An edit makes a new revision that needs its own approval;
 * what began before the edit stays with the revision under which it began.
 */
export interface MaintenanceWindow extends MaintenancePlan {
  id: string
  scope: MaintenanceScope
  /** when this revision was asked for: the notice given counts from here; null: still a draft */
  requestedAt: Date | null
  approvedAt: Date | null
  status: MaintenanceStatus
  /** occurrences that begin before belong to the revision before this; null: this is the first */
  validFrom: Date | null
  /** occurrences that begin at or after do not happen under this revision: edited, cancelled or ended then */
  validUntil: Date | null
}
