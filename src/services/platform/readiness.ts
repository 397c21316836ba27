import { once } from 'node:events'
import type { Redis } from 'ioredis'
import { platformQuery } from '@/infra/db'
import { connectRedis } from '@/infra/redis'

export interface Readiness {
  /** degraded: effects are slower, nothing is refused or lost */
  status: 'ready' | 'degraded' | 'unavailable'
  parts: { database: 'ok' | 'away'; redis: 'ok' | 'away' }
}

const DATABASE_WITHIN_MS = 2_000
const REDIS_WITHIN_MS = 500

/** A transaction id is only given out by a server that may write, and committing one proves that it can. */
const CAN_COMMIT = 'SELECT pg_current_xact_id()'

let redis: Redis | undefined

async function answers(asked: Promise<unknown>, withinMs: number): Promise<'ok' | 'away'> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'away'>((resolve) => {
    timer = setTimeout(() => resolve('away'), withinMs)
  })
  const answer = asked.then(
    () => 'ok' as const,
    () => 'away' as const,
  )
  return Promise.race([answer, late]).finally(() => clearTimeout(timer))
}

/** A connection that is still being made counts as soon as it is there. */
async function pingRedis(client: Redis): Promise<void> {
  if (client.status !== 'ready') await once(client, 'ready')
  await client.ping()
}

/** Can this process commit, and what works slower than it should? */
export async function readiness(): Promise<Readiness> {
  redis ??= connectRedis('commands')
  const [database, cache] = await Promise.all([
    answers(platformQuery(CAN_COMMIT), DATABASE_WITHIN_MS),
    answers(pingRedis(redis), REDIS_WITHIN_MS),
  ])
  const degraded = cache === 'ok' ? 'ready' : 'degraded'
  return { status: database === 'ok' ? degraded : 'unavailable', parts: { database, redis: cache } }
}

/** The process is stopping. */
export function closeReadiness(): void {
  redis?.disconnect()
  redis = undefined
}
