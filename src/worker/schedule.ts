import { takeDailyCheckpoints } from '@/services/checkpoint/daily'
import { sweepConnections } from '@/services/connection/sync/sweep'
import type { Caller } from '@/services/context'
import { sweepEscalations } from '@/services/escalation/sweep'
import { sweepExpectations } from '@/services/evaluation/sweep'
import { sweepHosts } from '@/services/host/sweep'
import { rankAll } from '@/services/impact/sweep'
import { wakeIncidents } from '@/services/incident/work/wake'
import { settleLedgers } from '@/services/ledger/settle'
import { keepMonths } from '@/services/month/sweep'
import { settleAllPromises } from '@/services/objective-day/settle'
import { tickAllPromises } from '@/services/objective-day/tick'
import { sweepPages } from '@/services/page/tell'
import { keepRetention } from '@/services/platform/retain'
import { tidy } from '@/services/platform/tidy'
import { announcePortals } from '@/services/portal/announce'
import { keepReports } from '@/services/report/sweep'
import { rollUpAll, settleAllMoves } from '@/services/rollup/settle'
import { settleAllUsage } from '@/services/usage/settle'
import { billingLoops } from './billing-loops'
import { every } from './every'
import { governanceLoops } from './governance-loops'
import { type Loop, startLoop } from './loop'
import { webhookLoop } from './webhook-loop'

/** Plain timers, so that nothing here depends on Redis. Every task claims its rows, so any number of workers may run them. */
export function loops(callerOf: (tenantId: string) => Caller): Loop[] {
  return [
    {
      // Sleeps until the next timer fires, and looks for new ones every second.
      name: 'expectation timers',
      everyMs: 1_000,
      run: async () => (await sweepExpectations(callerOf)).nextInMs ?? undefined,
    },
    every(
      10,
      'roll-ups',
      () => rollUpAll(callerOf),
      () => settleAllPromises(callerOf),
    ),
    every(60, 'promises', () => tickAllPromises(callerOf)),
    every(60, 'moved workflows', () => settleAllMoves(callerOf)),
    every(60, 'checkpoints', () => takeDailyCheckpoints(callerOf)),
    // Shifts begin and clocks run out: the order of incidents follows.
    every(20, 'ranks of incidents', () => rankAll(callerOf)),
    every(5, 'ledgers of expectations', () => settleLedgers(callerOf)),
    // Freezes what is due, and adds to frozen months what late news changed.
    every(300, 'months', () => keepMonths(callerOf, new Date())),
    every(30, 'reports', () => keepReports(callerOf, new Date())),
    every(2, 'connections', () => sweepConnections(callerOf)),
    // A day gets few entries: the ledger follows the roll-ups every half hour.
    every(1_800, 'usage', () => settleAllUsage(callerOf)),
    every(5, 'snoozed incidents', () => wakeIncidents(callerOf)),
    every(15, 'proofs of hosts', () => sweepHosts(callerOf)),
    // People are called, then told; both also right after their cause.
    every(
      1,
      'escalations',
      () => sweepEscalations(callerOf),
      () => sweepPages(callerOf),
    ),
    every(10, 'news of portals', () => announcePortals(callerOf)),
    every(60, 'tidy', tidy),
    every(600, 'retention', () => keepRetention(new Date())),
    webhookLoop(callerOf),
    ...billingLoops(callerOf),
    ...governanceLoops(callerOf),
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
