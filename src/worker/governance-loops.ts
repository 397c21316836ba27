import { expireApprovals } from '@/services/approval/expire'
import { expireProofs } from '@/services/change/expire-proofs'
import { sweepConformance, sweepConformanceDays } from '@/services/conformance/sweep'
import type { Caller } from '@/services/context'
import { expireWaivers } from '@/services/finding/expire-waivers'
import { sweepPolicies } from '@/services/policy/evaluate'
import { every } from './every'
import type { Loop } from './loop'

/** What governance does by the clock. */
export function governanceLoops(callerOf: (tenantId: string) => Caller): Loop[] {
  return [
    every(
      30,
      'approval deadlines',
      () => expireApprovals(callerOf),
      () => expireProofs(callerOf),
      () => expireWaivers(callerOf),
    ),
    // Approved versus ran: a run of an unapproved version is a finding within seconds.
    every(3, 'versions of runs', () => sweepConformance(callerOf)),
    every(120, 'conformance of days', () => sweepConformanceDays(callerOf)),
    every(900, 'policies', () => sweepPolicies(callerOf)),
  ]
}
