import { LRUCache } from 'lru-cache'

/** Requests of one key per minute, in each process. */
export const QUOTA = 600
const WINDOW_MS = 60_000

const WINDOWS = new LRUCache<string, { used: number; endsAt: number }>({ max: 20_000 })

/** What is left of a key's minute. */
export interface Allowance {
  isAllowed: boolean
  /** `RateLimit` and `RateLimit-Policy` (IETF draft 9), and `Retry-After` on a refusal */
  headers: Record<string, string>
}

/** Counts one request. Fixed windows that start with a key's first request. `now` in epoch milliseconds. */
export function spendRequest(keyId: string, now: number): Allowance {
  let window = WINDOWS.get(keyId)
  if (!window || window.endsAt <= now) {
    window = { used: 0, endsAt: now + WINDOW_MS }
    WINDOWS.set(keyId, window)
  }
  window.used++
  const isAllowed = window.used <= QUOTA
  const resetS = Math.ceil((window.endsAt - now) / 1000)
  return {
    isAllowed,
    headers: {
      'ratelimit-policy': `"default";q=${QUOTA};w=${WINDOW_MS / 1000}`,
      ratelimit: `"default";r=${Math.max(0, QUOTA - window.used)};t=${resetS}`,
      ...(!isAllowed && { 'retry-after': String(resetS) }),
    },
  }
}
