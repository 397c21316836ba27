import { Queue, Worker } from 'bullmq'
import { connectRedis } from '@/infra/redis'
import type { EffectJob } from './claim'

const NAME = 'effects'
/** One hash tag for every key, so that a Redis cluster keeps the queue on one node. */
const PREFIX = '{andon}'
/** A worker that died is noticed after at most lock + check. */
const LOCK_MS = 15_000
const STALLED_CHECK_MS = 10_000
/** A Redis that accepts and never answers must not hold the relay. */
const ADD_TIMEOUT_MS = 2_000

/** Hands jobs to whichever worker is free. Rejects at once while Redis is away: the caller then works inline. */
export interface EffectQueue {
  isReady(): boolean
  add(jobs: readonly EffectJob[]): Promise<void>
  close(): Promise<void>
}

function rejectAfter(ms: number): { late: Promise<never>; cancel(): void } {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Redis did not answer within ${ms} ms`)), ms)
  })
  return { late, cancel: () => clearTimeout(timer) }
}

/** The producing side. The job id is the first outbox id, so a second dispatch of waiting work is no second job. */
export function effectQueue(): EffectQueue {
  const connection = connectRedis('commands')
  const queue = new Queue<EffectJob>(NAME, {
    connection,
    prefix: PREFIX,
    defaultJobOptions: { removeOnComplete: true, removeOnFail: true },
  })
  // The connection has reported it already; without a listener it would end the process.
  queue.on('error', () => undefined)
  return {
    isReady: () => connection.status === 'ready',
    async add(jobs) {
      const { late, cancel } = rejectAfter(ADD_TIMEOUT_MS)
      const added = queue.addBulk(jobs.map((job) => ({ name: job.topic, data: job, opts: { jobId: job.ids[0] } })))
      await Promise.race([added, late]).finally(cancel)
    },
    async close() {
      connection.disconnect()
      await queue.close().catch(() => undefined)
    },
  }
}

/** The consuming side. `run` never rejects: success and failure are recorded in the outbox, not in Redis. */
export function effectWorker(run: (job: EffectJob) => Promise<void>, concurrency: number): { close(): Promise<void> } {
  const connection = connectRedis('blocking')
  const worker = new Worker<EffectJob>(NAME, (job) => run(job.data), {
    connection,
    prefix: PREFIX,
    concurrency,
    lockDuration: LOCK_MS,
    stalledInterval: STALLED_CHECK_MS,
    removeOnComplete: { count: 0 },
    removeOnFail: { count: 0 },
  })
  worker.on('error', () => undefined)
  return {
    /** Waits for running jobs; with Redis away there is nothing to give back. */
    async close() {
      await worker.close(connection.status !== 'ready').catch(() => undefined)
      connection.disconnect()
    },
  }
}
