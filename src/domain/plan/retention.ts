import { PLAN_NAMES, PLANS, type PlanName } from './plans'

/** A plan just left still decides what is kept for so long: nobody loses runs on the day of a downgrade. */
export const RETENTION_NOTICE_DAYS = 30
const DAY_MS = 86_400_000

export interface Retained {
  plan: PlanName
  /** when the plan was last set */
  changedAt: Date
}

const LONGEST_DAYS = Math.max(...PLAN_NAMES.map((name) => PLANS[name].retentionDays))

function daysOf({ plan, changedAt }: Retained, now: Date): number {
  const isNew = now.getTime() - changedAt.getTime() < RETENTION_NOTICE_DAYS * DAY_MS
  return isNew ? LONGEST_DAYS : PLANS[plan].retentionDays
}

/**
 * The instant before which no partner of this installation was promised its runs and events any more. Time partitions hold all
 * partners and go as a whole, so the longest promise decides; a plan that is younger than 30 days counts as the longest one.
 * Where no payments are taken (`isBilled` false) no plan is enforced, and the longest retention holds for everybody.
 */
export function keptFrom(partners: readonly Retained[], { now, isBilled }: { now: Date; isBilled: boolean }): Date {
  const promised = isBilled && partners.length > 0 ? partners.map((partner) => daysOf(partner, now)) : [LONGEST_DAYS]
  return new Date(now.getTime() - Math.max(...promised) * DAY_MS)
}
