import { mintScope } from '@/domain/access/scope'
import { newId } from '@/lib/ids'
import { effectQueue, effectWorker } from '@/queue/bull'
import type { EffectJob } from '@/queue/claim'
import { startRelay } from '@/queue/relay'
import type { Caller } from '@/services/context'
import { HANDLERS } from './handlers'
import { performEffect } from './perform'
import { startSchedule } from './schedule'

/** Below the size of the app pool, so that pages of the same process still get a connection. */
const EFFECTS_AT_A_TIME = 6

/** The product itself acts, for every client of one partner. */
function systemCaller(tenantId: string): Caller {
  return { scope: mintScope(tenantId, null), actor: { kind: 'system', name: 'system' }, requestId: newId() }
}

/** Starts relay, workers and timers of this process. `stop` takes nothing new and waits for what runs. */
export async function startWorker(): Promise<{ stop(): Promise<void> }> {
  const run = async (job: EffectJob) => {
    await performEffect(job, systemCaller, HANDLERS)
    relay.jobEnded()
  }
  const queue = effectQueue()
  const relay = startRelay({ queue, run, inlineMax: EFFECTS_AT_A_TIME })
  const worker = effectWorker(run, EFFECTS_AT_A_TIME)
  const schedule = startSchedule(systemCaller)
  return {
    async stop() {
      await Promise.all([schedule.stop(), relay.stop(), worker.close()])
      await queue.close()
    },
  }
}
