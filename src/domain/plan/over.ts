import { LIMIT_METERS, type LimitMeter, PLANS, type PlanName } from './plans'

/** What a partner uses, counted like its limits. */
export type Used = Readonly<Record<LimitMeter, number>>

/** Meters beyond their limit; the limit itself is still inside. */
export function metersOver(plan: PlanName, used: Used): LimitMeter[] {
  return LIMIT_METERS.filter((meter) => {
    const limit = PLANS[plan].limits[meter]
    return limit !== null && used[meter] > limit
  })
}
