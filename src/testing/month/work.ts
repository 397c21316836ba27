import { mintScope } from '@/domain/access/scope'
import { platformQuery } from '@/infra/db'
import { newId } from '@/lib/ids'
import { claimEffects } from '@/queue/claim'
import type { Caller } from '@/services/context'
import { sweepExpectations } from '@/services/evaluation/sweep'
import { HANDLERS } from '@/worker/handlers'
import { performEffect } from '@/worker/perform'
import { loops } from '@/worker/schedule'

/** The product itself acts, as the worker's runtime mints it. */
export function systemCaller(tenantId: string): Caller {
  return { scope: mintScope(tenantId, null), actor: { kind: 'system', name: 'system' }, requestId: newId() }
}

const WAITING = `
SELECT (SELECT min(next_check_at) FROM expectation_state) AS timer_at,
  (SELECT min(not_before) FROM outbox WHERE done_at IS NULL AND failed_at IS NULL) AS effect_at`

/** When the worker has something to do next, by timer rows and by the outbox. */
export async function waiting(): Promise<{ timerAt: Date | null; effectAt: Date | null }> {
  const [row] = await platformQuery<{ timer_at: Date | null; effect_at: Date | null }>(WAITING)
  return { timerAt: row?.timer_at ?? null, effectAt: row?.effect_at ?? null }
}

const ROUND = 500
const ROUNDS_MAX = 1_000

/** Every effect that is due, in the order in which it was asked for, and what follows from it. */
async function drain(): Promise<void> {
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const { jobs } = await claimEffects(ROUND)
    if (jobs.length === 0) return
    for (const job of jobs) await performEffect(job, systemCaller, HANDLERS)
  }
  throw new Error('effects bring about effects without end')
}

/** What a worker does at this instant: effects of what arrived, then timers, then effects of those. */
export async function workAt(now: Date): Promise<void> {
  const before = await waiting()
  if (before.effectAt && before.effectAt <= now) await drain()
  if (!before.timerAt || before.timerAt > now) return
  await sweepExpectations(systemCaller)
  const { effectAt } = await waiting()
  if (effectAt && effectAt <= now) await drain()
}

/** No source outside is asked on virtual time. */
const LEFT_OUT = ['connections']

/** Every periodic task of the worker once, in its order. */
export async function workRoutine(): Promise<void> {
  for (const task of loops(systemCaller)) if (!LEFT_OUT.includes(task.name)) await task.run()
  await drain()
}
