import { z } from 'zod'
import { zName } from '../client/schema'
import { zZone } from '../expectation/schema'

const MAX_MEMBERS = 50
const MAX_HOURS = 21

const zClock = (field: string) =>
  z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, `${field}: must be a time such as 08:00`)

/** Stretches of the week; `to` at or before `from` ends on the next day, equal means 24 hours. */
export const RotationHours = z.strictObject({
  /** 1 = Monday … 7 = Sunday: the day on which it begins */
  days: z.array(z.int().min(1).max(7)).min(1, 'days: name at least one day').max(7),
  from: zClock('from'),
  to: zClock('to'),
})
export type RotationHours = z.output<typeof RotationHours>

/** Who takes turns, and when the turn changes; wall time of the rotation's zone. */
export const RotationPlan = z.strictObject({
  cadence: z.enum(['daily', 'weekly'], 'cadence: must be daily or weekly'),
  handoffTime: zClock('handoffTime'),
  /** the day the first member's first turn begins; a weekly turn changes on its weekday */
  firstDay: z.iso.date('firstDay: must be a date such as 2026-11-23'),
  /** in order; the same person may stand more than once */
  memberIds: z.array(z.uuid()).min(1, 'memberIds: name at least one person').max(MAX_MEMBERS),
  /** empty: around the clock */
  hours: z.array(RotationHours).max(MAX_HOURS),
})
export type RotationPlan = z.output<typeof RotationPlan>

export const RotationInput = z.strictObject({ name: zName('name'), zone: zZone, plan: RotationPlan })

/** Somebody else, or nobody (null), answers for a while. */
export interface RotationOverride {
  userId: string | null
  from: Date
  to: Date
  createdAt: Date
}

export interface Rota {
  zone: string
  plan: RotationPlan
  overrides: readonly RotationOverride[]
}
