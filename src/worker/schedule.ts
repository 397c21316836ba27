import { takeDailyCheckpoints } from '@/services/checkpoint/daily'
import { sweepConnections } from '@/services/connection/sync/sweep'
import type { Caller } from '@/services/context'
import { sweepExpectations } from '@/services/evaluation/sweep'
import { settleLedgers } from '@/services/ledger/settle'
import { keepMonths } from '@/services/month/sweep'
import { settleAllPromises } from '@/services/objective-day/settle'
import { tickAllPromises } from '@/services/objective-day/tick'
import { tidy } from '@/services/platform/tidy'
import { rollUpAll, settleAllMoves } from '@/services/rollup/settle'
import { governanceLoops } from './governance-loops'
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
    ...governanceLoops(callerOf),
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
      // Freezes what is due, and adds to frozen months what late news changed.
      name: 'months',
      everyMs: 300 * SECOND_MS,
      run: async () => {
        await keepMonths(callerOf, new Date())
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
