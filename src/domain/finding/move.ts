import type { FindingStatus } from './schema'

/** A finding that stands, as far as the next look at it goes. */
export interface StandingFinding {
  status: Exclude<FindingStatus, 'cleared'>
  stateHash: string
  lastSeenAt: Date
}

export type Sighting =
  | { kind: 'opened' }
  /** the waiver was for another state */
  | { kind: 'reopened' }
  | { kind: 'changed' }
  /** the same as before; `isStale`: worth a note that it was seen */
  | { kind: 'same'; isStale: boolean }

/** `last_seen_at` moves at most this often: a finding seen at every run must not be a write at every run. */
const TOUCH_MS = 15 * 60_000

/** What seeing something once more does to the finding that stands for it. */
export function sight(standing: StandingFinding | null, stateHash: string, now: Date): Sighting {
  if (!standing) return { kind: 'opened' }
  if (standing.stateHash !== stateHash) return { kind: standing.status === 'waived' ? 'reopened' : 'changed' }
  return { kind: 'same', isStale: now.getTime() - standing.lastSeenAt.getTime() >= TOUCH_MS }
}
