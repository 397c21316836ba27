import type { Span } from '@/lib/span'
import { plannedOccurrences } from './occurrences'
import { wallMs } from './rule'
import type { MaintenancePlan, MaintenanceStatus } from './schema'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
/** A recurring plan waits at most this long for a decision. */
const WAIT_MS = 14 * DAY_MS
/** A look ahead that finds the next occurrence of every allowed rule. */
const AHEAD_MS = 3_660 * DAY_MS
const CHUNK_MS = 366 * DAY_MS

/** What is stored; `ended` follows from the plan and the clock. */
export type StoredStatus = Exclude<MaintenanceStatus, 'ended'>

/** Where looking ahead begins: at the instant, or shortly before the earliest start when that is still to come. */
function lookFrom(plan: MaintenancePlan, at: Date): number {
  const walls = [plan.startLocal, ...plan.moves.map(({ startLocal }) => startLocal)].map(wallMs)
  return Math.max(at.getTime(), Math.min(...walls) - 2 * DAY_MS)
}

/** The next occurrences that end after an instant, not cancelled; at most `count`, none farther than ten years. */
export function upcoming(plan: MaintenancePlan, at: Date, count: number): Span[] {
  const first = lookFrom(plan, at)
  const found: Span[] = []
  for (let from = first; from < first + AHEAD_MS && found.length < count; from += CHUNK_MS) {
    const span = { from: new Date(from), to: new Date(from + CHUNK_MS) }
    const fresh = plannedOccurrences(plan, span).filter(
      ({ from: start, isCancelled }) => !isCancelled && (from === first || start >= span.from),
    )
    found.push(...fresh)
    if (plan.rrule === null) break
  }
  return found.slice(0, count)
}

/** Where a window stands: it has ended when nothing of it is still to come. */
export function standingOf(stored: StoredStatus, plan: MaintenancePlan, now: Date): MaintenanceStatus {
  if (stored === 'cancelled' || stored === 'draft') return stored
  return upcoming(plan, now, 1).length > 0 ? stored : 'ended'
}

/** An edit is late when something of the plan has begun already: then it needs a reason. */
export function hasBegun(plan: MaintenancePlan, createdAt: Date, now: Date): boolean {
  const since = new Date(Math.min(createdAt.getTime(), now.getTime() - HOUR_MS))
  return plannedOccurrences(plan, { from: since, to: now }).some(({ isCancelled }) => !isCancelled)
}

/** Until when the decision is waited for: the start of what is asked for; a recurring plan at most two weeks. */
export function decisionDeadline(plan: MaintenancePlan, now: Date): Date {
  const next = upcoming(plan, now, 1)[0]?.from.getTime() ?? 0
  const latest = now.getTime() + WAIT_MS
  // Asked for after its start it may still be decided, but will not count.
  if (next <= now.getTime()) return new Date(latest)
  return new Date(plan.rrule === null ? Math.min(next, latest) : latest)
}
