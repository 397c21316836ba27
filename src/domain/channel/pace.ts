/** How often a provider wants to hear from us: one message per `gapMs`, after `burst` at once. */
export interface Pace {
  gapMs: number
  burst: number
}

/**
 * Generic cell rate algorithm. `paceAt` is when the line of messages so far is worked off (ms).
 * @returns the new end of the line, or how long to wait
 */
export function takeTurn(pace: Pace, paceAt: number | null, now: number): { paceAt: number } | { waitMs: number } {
  const line = Math.max(paceAt ?? 0, now)
  const waitMs = line - now - pace.gapMs * (pace.burst - 1)
  return waitMs > 0 ? { waitMs } : { paceAt: line + pace.gapMs }
}

const OPENS_AFTER = 3
const [FIRST_MS, MOST_MS] = [15_000, 600_000]

/** How long a provider that failed `failures` times in a row is left alone; null: it is asked at once. */
export function breakMs(failures: number): number | null {
  return failures < OPENS_AFTER ? null : Math.min(FIRST_MS * 2 ** (failures - OPENS_AFTER), MOST_MS)
}
