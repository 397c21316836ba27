import { expireApprovals } from '@/services/approval/expire'
import { expireProofs } from '@/services/change/expire-proofs'
import { takeDailyCheckpoints } from '@/services/checkpoint/daily'
import { sweepConformance, sweepConformanceDays } from '@/services/conformance/sweep'
import { sweepConnections } from '@/services/connection/sync/sweep'
import type { Caller } from '@/services/context'
import { settleLedgers } from '@/services/expectation/settle'
import { sweepExpectations } from '@/services/expectation/sweep'
import { expireWaivers } from '@/services/finding/expire-waivers'
import { settleAllPromises } from '@/services/objective-day/settle'
import { tickAllPromises } from '@/services/objective-day/tick'
import { tidy } from '@/services/platform/tidy'
import { sweepPolicies } from '@/services/policy/evaluate'
import { rollUpAll, settleAllMoves } from '@/services/rollup/settle'
import { type Loop, startLoop } from './loop'

const SECOND_MS = 1_000

/** Plain timers, so that nothing here depends on Redis. Every task claims its rows, so any number of workers may run them. */
export function loops(callerOf: (tenantId: string) => Caller): Loop[] {
  return [
    {
      // Sleeps until the next timer fires, and looks for new ones every second.
      name: 'expectation timers',
      everyMs: SECOND_MS,
      run: async () => (await sweepExpectations(callerOf)).nextInMs ?? undefined,
    },
    {
      name: 'roll-ups',
      everyMs: 10 * SECOND_MS,
      run: async () => {
        await rollUpAll(callerOf)
        await settleAllPromises(callerOf)
      },
    },
    {
      name: 'promises',
      everyMs: 60 * SECOND_MS,
      run: async () => {
        await tickAllPromises(callerOf)
      },
    },
    {
      name: 'moved workflows',
      everyMs: 60 * SECOND_MS,
      run: async () => {
        await settleAllMoves(callerOf)
      },
    },
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
    {
      name: 'checkpoints',
      everyMs: 60 * SECOND_MS,
      run: async () => {
        await takeDailyCheckpoints(callerOf)
      },
    },
    {
      name: 'ledgers of expectations',
      everyMs: 5 * SECOND_MS,
      run: async () => {
        await settleLedgers(callerOf)
      },
    },
    {
      name: 'connections',
      everyMs: 2 * SECOND_MS,
      run: async () => {
        await sweepConnections(callerOf)
      },
    },
    {
      name: 'tidy',
      everyMs: 60 * SECOND_MS,
      run: async () => {
        await tidy()
      },
    },
  ]
}

/** Starts what must happen by the clock. */
export function startSchedule(callerOf: (tenantId: string) => Caller): { stop(): Promise<void> } {
  const running = loops(callerOf).map(startLoop)
  return {
    async stop() {
      await Promise.all(running.map((loop) => loop.stop()))
    },
  }
}
