import { Redis } from 'ioredis'
import { env } from '@/env'
import { logger } from './logger'

/**
 * What a connection is for. `commands` fails at once while Redis is away, so that the caller can do without it;
 * `blocking` waits for ever (BullMQ demands that of its workers).
 */
export type RedisUse = 'commands' | 'blocking'

const OPTIONS = {
  commands: { enableOfflineQueue: false, maxRetriesPerRequest: 0, commandTimeout: 2_000 },
  blocking: { maxRetriesPerRequest: null },
} as const

/** A new connection to REDIS_URL that reconnects for ever. Logs when Redis goes and when it is back, once each. */
export function connectRedis(use: RedisUse): Redis {
  const redis = new Redis(env.REDIS_URL, {
    ...OPTIONS[use],
    connectTimeout: 3_000,
    retryStrategy: (attempt) => Math.min(100 * 2 ** Math.min(attempt, 5), 2_000),
  })
  let isAway = false
  redis.on('error', (error) => {
    if (!isAway) logger.warn({ use, error: error.message }, 'redis is away')
    isAway = true
  })
  redis.on('ready', () => {
    if (isAway) logger.info({ use }, 'redis is back')
    isAway = false
  })
  return redis
}
