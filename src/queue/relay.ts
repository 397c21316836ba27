import { logger } from '@/infra/logger'
import type { EffectQueue } from './bull'
import { claimEffects, type EffectJob } from './claim'
import { listenOutbox } from './listen'

/** Rows taken in one round while Redis queues them. */
const ROUND = 500
/** Lost nudges, retries that have become due and work of dead workers are found by the sweep. */
const SWEEP_MS = 1_000

export interface RelayOptions {
  queue: EffectQueue
  /** Runs a job here and now; never rejects. */
  run(job: EffectJob): Promise<void>
  /** Jobs run at a time while Redis is away. */
  inlineMax: number
}

export interface Relay {
  /** A row was committed. */
  wake(): void
  /** A job has ended: takes what was left behind for lack of room. */
  jobEnded(): void
  /** Takes nothing more and waits for what runs inline. */
  stop(): Promise<void>
}

/** Jobs run in this process because Redis is away: slower, not wrong. */
function inlineRunner({ run, inlineMax }: RelayOptions, onFree: () => unknown) {
  const waiting: EffectJob[] = []
  const running = new Set<Promise<void>>()
  const next = () => {
    while (running.size < inlineMax) {
      const job = waiting.shift()
      if (!job) return
      const done: Promise<void> = run(job).finally(() => {
        running.delete(done)
        next()
        onFree()
      })
      running.add(done)
    }
  }
  return {
    room: () => Math.max(0, inlineMax - running.size - waiting.length),
    start(jobs: readonly EffectJob[]) {
      waiting.push(...jobs)
      next()
    },
    /** Waits for what runs; what only waits stays in the outbox. */
    async drain() {
      waiting.length = 0
      await Promise.all(running)
    },
  }
}

/** Hands over through Redis; false when it is away. */
async function handOver(queue: EffectQueue, jobs: readonly EffectJob[]): Promise<boolean> {
  if (!queue.isReady()) return false
  try {
    await queue.add(jobs)
    return true
  } catch (error) {
    logger.warn(
      { error: error instanceof Error ? error.message : String(error), jobs: jobs.length },
      'redis refused effects; they run inline',
    )
    return false
  }
}

/** Moves committed outbox rows to workers: woken by NOTIFY within milliseconds, by the sweep at the latest. */
export function startRelay(options: RelayOptions): Relay {
  let isAwake = false
  let isStopped = false
  let hasLeft = false
  let round: Promise<void> | undefined
  const inline = inlineRunner(options, () => hasLeft && wake())

  /** True when there may be more to take at once. */
  const once = async (): Promise<boolean> => {
    const limit = options.queue.isReady() ? ROUND : inline.room()
    if (limit === 0) {
      hasLeft = true
      return false
    }
    const { jobs, rows, left } = await claimEffects(limit)
    hasLeft = left > 0
    if (jobs.length > 0 && !(await handOver(options.queue, jobs))) inline.start(jobs)
    return rows === limit
  }
  const drain = async () => {
    try {
      do {
        isAwake = false
        if (await once()) isAwake = true
      } while (isAwake && !isStopped)
    } catch (error) {
      logger.warn(
        { error: error instanceof Error ? error.message : String(error) },
        'the relay could not read the outbox; it tries again',
      )
    } finally {
      round = undefined
    }
  }
  const wake = () => {
    isAwake = true
    if (!isStopped) round ??= drain()
  }
  const sweep = setInterval(wake, SWEEP_MS)
  const listener = listenOutbox(wake)
  return {
    wake,
    jobEnded() {
      if (hasLeft) wake()
    },
    async stop() {
      isStopped = true
      clearInterval(sweep)
      await listener.stop()
      await round
      await inline.drain()
    },
  }
}
