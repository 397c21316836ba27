import type { Redis } from 'ioredis'
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'
import { sha256 } from '@/lib/crypto'
import { AppError } from '@/lib/errors'
import { connectRedis } from './redis'

/** Tries per window. A lock on a person's own address would let a stranger lock them out, so it is wide. */
const LIMITS = {
  'password.person-and-address': { points: 10, duration: 15 * 60 },
  'password.person': { points: 50, duration: 60 * 60 },
  'password.address': { points: 100, duration: 15 * 60 },
  'link.mail': { points: 5, duration: 15 * 60 },
  'link.address': { points: 50, duration: 15 * 60 },
  'token.address': { points: 60, duration: 15 * 60 },
  'sign-up.address': { points: 10, duration: 60 * 60 },
  'sign-up.mail': { points: 3, duration: 60 * 60 },
  'sign-up.all': { points: 500, duration: 60 * 60 },
  'address.look': { points: 120, duration: 5 * 60 },
  'portal.address': { points: 20, duration: 15 * 60 },
  'portal.mail': { points: 3, duration: 24 * 60 * 60 },
  'code.person': { points: 10, duration: 15 * 60 },
} as const
export type LimitName = keyof typeof LIMITS

const shared = globalThis as typeof globalThis & {
  andonLimits?: { redis: Redis; limiters: Map<LimitName, RateLimiterRedis> }
}

function limiter(name: LimitName): RateLimiterRedis {
  shared.andonLimits ??= { redis: connectRedis('commands'), limiters: new Map() }
  const { redis, limiters } = shared.andonLimits
  const existing = limiters.get(name)
  if (existing) return existing
  const limit = LIMITS[name]
  // While Redis is away this process counts alone: stricter than nothing, never open.
  const insuranceLimiter = new RateLimiterMemory({ keyPrefix: name, ...limit })
  const created = new RateLimiterRedis({ storeClient: redis, keyPrefix: `limit:${name}`, insuranceLimiter, ...limit })
  limiters.set(name, created)
  return created
}

/** One try against each limit; keys are hashed, so no mail address stands in Redis. @throws AppError LIMIT */
export async function spendTry(tries: Partial<Record<LimitName, string>>): Promise<void> {
  for (const [name, key] of Object.entries(tries)) {
    try {
      await limiter(name as LimitName).consume(sha256(key))
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal
      const minutes = Math.max(1, Math.ceil(refusal.msBeforeNext / 60_000))
      throw new AppError('LIMIT', `Too many attempts. Try again in ${minutes} min.`)
    }
  }
}

/** The person proved who they are: earlier slips no longer count. */
export async function forgetTries(name: LimitName, key: string): Promise<void> {
  await limiter(name).delete(sha256(key))
}

/** Ends the connection; the process is stopping. */
export function closeRateLimits(): void {
  shared.andonLimits?.redis.disconnect()
  shared.andonLimits = undefined
}
