import { PLANS, type PlanName } from '../plan/plans'

/** What a month of a plan costs with so many monitored workflows, before tax and metered use; minor units. */
export function monthlyMinor(plan: PlanName, workflows: number): number {
  const { baseMinor, workflowMinor } = PLANS[plan]
  return baseMinor + workflowMinor * workflows
}
