import { expireApprovals } from '@/services/approval/expire'
import { expireProofs } from '@/services/change/expire-proofs'
import { sweepConformance, sweepConformanceDays } from '@/services/conformance/sweep'
import type { Caller } from '@/services/context'
import { expireWaivers } from '@/services/finding/expire-waivers'
import { sweepPolicies } from '@/services/policy/evaluate'
import type { Loop } from './loop'

const SECOND_MS = 1_000

/** What governance does by the clock. */
export function governanceLoops(callerOf: (tenantId: string) => Caller): Loop[] {
  return [
    {
      name: 'approval deadlines',
      everyMs: 30 * SECOND_MS,
      run: async () => {
        await expireApprovals(callerOf)
        await expireProofs(callerOf)
        await expireWaivers(callerOf)
      },
    },
    {
      // Approved versus ran: a run of an unapproved version is a finding within seconds.
      name: 'versions of runs',
      everyMs: 3 * SECOND_MS,
      run: async () => {
        await sweepConformance(callerOf)
      },
    },
    {
      name: 'conformance of days',
      everyMs: 120 * SECOND_MS,
      run: async () => {
        await sweepConformanceDays(callerOf)
      },
    },
    {
      name: 'policies',
      everyMs: 900 * SECOND_MS,
      run: async () => {
        await sweepPolicies(callerOf)
      },
    },
  ]
}
