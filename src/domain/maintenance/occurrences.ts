import type { Span } from '@/lib/span'
import { instantOf } from '../calendar/zone'
import { startsBetween, wallMs } from './rule'
import type { MaintenancePlan, MaintenanceWindow } from './schema'

const DAY_MS = 86_400_000
/** Wall time is never farther from UTC than this. */
const REACH_MS = 2 * DAY_MS

/** One time a plan happens. */
export interface PlannedOccurrence extends Span {
  /** the start the rule gives: its name, also after a move */
  occurrence: string
  startLocal: string
  isMoved: boolean
  isCancelled: boolean
}

/** One time a window happens, with what a contract asks about it. */
export interface Occurrence extends PlannedOccurrence {
  /** counts out only when before `from` */
  approvedAt: Date | null
  /** from the request to the start; negative when asked for afterwards; null while a draft */
  noticeMs: number | null
}

function spanOf(plan: MaintenancePlan, startLocal: string, durationS: number): Span {
  const from = instantOf(plan.zone, wallMs(startLocal), 'first')
  return { from: new Date(from), to: new Date(from + durationS * 1000) }
}

/** The longest an occurrence of this plan lasts. */
function longestMs({ durationS, moves }: MaintenancePlan): number {
  return Math.max(durationS, ...moves.map((move) => move.durationS ?? durationS)) * 1000
}

function startsOf(plan: MaintenancePlan, span: Span): string[] {
  if (plan.rrule === null) return [plan.startLocal]
  const from = span.from.getTime() - longestMs(plan) - REACH_MS
  return startsBetween(plan.rrule, plan.startLocal, { from, to: span.to.getTime() + REACH_MS })
}

/** Every occurrence of a plan that touches the span, cancelled ones marked; in the order of their starts. */
export function plannedOccurrences(plan: MaintenancePlan, span: Span): PlannedOccurrence[] {
  const moves = new Map(plan.moves.map((move) => [move.occurrence, move]))
  const cancelled = new Set(plan.cancellations)
  // A move may lead from far outside the span into it: every moved start is looked at.
  const starts = new Set([...startsOf(plan, span), ...moves.keys()])
  return [...starts]
    .map((occurrence) => {
      const move = moves.get(occurrence)
      const startLocal = move?.startLocal ?? occurrence
      const length = move?.durationS ?? plan.durationS
      const flags = { isMoved: move !== undefined, isCancelled: cancelled.has(occurrence) }
      return { occurrence, startLocal, ...spanOf(plan, startLocal, length), ...flags }
    })
    .filter(({ from, to }) => from < span.to && to > span.from)
    .sort((a, b) => a.from.getTime() - b.from.getTime())
}

/** Does the plan give this start? Moves and cancellations name an occurrence by it. */
export function isOccurrence(plan: MaintenancePlan, local: string): boolean {
  if (plan.rrule === null) return plan.startLocal === local
  return startsBetween(plan.rrule, plan.startLocal, { from: wallMs(local), to: wallMs(local) }).length > 0
}

const isInForce = ({ validFrom, validUntil }: MaintenanceWindow, at: Date) =>
  (validFrom === null || at >= validFrom) && (validUntil === null || at < validUntil)

/**
 * Occurrences of one revision that touch the span and really happen: not cancelled, and begun while the revision was in force.
 * Whether one counts out is the contract's decision: `approvedAt` and `noticeMs` are its facts.
 */
export function occurrences(window: MaintenanceWindow, span: Span): Occurrence[] {
  return plannedOccurrences(window, span)
    .filter(({ from, isCancelled }) => !isCancelled && isInForce(window, from))
    .map((planned) => ({
      ...planned,
      approvedAt: window.approvedAt,
      noticeMs: window.requestedAt && planned.from.getTime() - window.requestedAt.getTime(),
    }))
}

/** Approved before it began: the only kind that holds incidents, or counts out. */
function isApprovedInTime({ approvedAt, from }: Occurrence): boolean {
  return approvedAt !== null && approvedAt < from
}

/** The occurrence of an approved window that holds at an instant, or null: the one that ends last. */
export function activeOccurrence<W extends MaintenanceWindow>(
  windows: readonly W[],
  at: Date,
): { window: W; occurrence: Occurrence } | null {
  const instant = { from: at, to: new Date(at.getTime() + 1) }
  const active = windows.flatMap((window) =>
    occurrences(window, instant)
      .filter(isApprovedInTime)
      .map((occurrence) => ({ window, occurrence })),
  )
  return active.toSorted((a, b) => b.occurrence.to.getTime() - a.occurrence.to.getTime())[0] ?? null
}
