/** Standard Webhooks 1.0: seconds between the tries of one message; ten tries in 75 h 35 min 5 s. */
export const SCHEDULE_S = [0, 5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400] as const

/** A try is spread over so much more than its pause, so that a receiver that comes back is not met by everybody at once. */
const JITTER = 0.1
/** Asked to slow down without being told how long. */
const THROTTLE_MS = 60_000
const THROTTLES: readonly number[] = [429, 502, 504]
const GONE = 410

/** What came back; status null: no answer at all. */
export interface Reply {
  status: number | null
  /** the receiver's own wish, from `Retry-After` */
  retryAfterMs: number | null
}

export type Next =
  | { kind: 'delivered' }
  /** `quietMs`: the whole endpoint is left alone so long */
  | { kind: 'retry'; at: Date; quietMs: number | null }
  /** gone: the receiver wants no more. exhausted: the last try failed. */
  | { kind: 'end'; reason: 'gone' | 'exhausted' }

/**
 * What follows from try number `tries` (from 1) of a chain. `random` in [0, 1) spreads the next one.
 * Only 2xx is success; a redirect is not followed.
 */
export function afterTry(tries: number, reply: Reply, now: Date, random: number): Next {
  const { status } = reply
  if (status !== null && status >= 200 && status < 300) return { kind: 'delivered' }
  if (status === GONE) return { kind: 'end', reason: 'gone' }
  const pauseS = SCHEDULE_S[tries]
  if (pauseS === undefined) return { kind: 'end', reason: 'exhausted' }
  const isThrottled = status !== null && THROTTLES.includes(status)
  const quietMs = isThrottled ? (reply.retryAfterMs ?? THROTTLE_MS) : reply.retryAfterMs
  const pauseMs = Math.round(pauseS * 1000 * (1 + JITTER * random))
  return { kind: 'retry', at: new Date(now.getTime() + Math.max(pauseMs, quietMs ?? 0)), quietMs }
}
