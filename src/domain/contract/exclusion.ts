import { intersectSpans, mergeSpans, type Span, subtractSpans, totalMs } from '@/lib/span'
import type { SegmentSpan } from './segment'

/** One occurrence of a maintenance window, as the calendar of windows answers it. */
export interface MaintenanceSlot extends Span {
  windowId: string
  approvedAt: Date | null
  /** from the request to the start */
  noticeMs: number
}

/** Why an occurrence, or a part of it, counts like any other time. */
export const REFUSALS = ['counts_in', 'not_approved', 'approved_late', 'short_notice', 'over_cap'] as const
export type Refusal = (typeof REFUSALS)[number]

/** A part of an occurrence with what the contract says of it. */
export interface JudgedSlot extends Span {
  windowId: string
  versionNumber: number
  /** null = it counts out */
  refusal: Refusal | null
}

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000

function refusalOf(slot: MaintenanceSlot, { version }: SegmentSpan): Refusal | null {
  const { counts, noticeHours } = version.terms.maintenance
  if (counts === 'in') return 'counts_in'
  if (slot.approvedAt === null) return 'not_approved'
  if (slot.approvedAt >= slot.from) return 'approved_late'
  return slot.noticeMs < noticeHours * HOUR_MS ? 'short_notice' : null
}

/** The first `limitMs` of sorted, merged spans. */
function firstMs(spans: readonly Span[], limitMs: number): Span[] {
  let left = limitMs
  return spans.flatMap(({ from, to }) => {
    const end = new Date(Math.min(to.getTime(), from.getTime() + left))
    left -= Math.max(0, end.getTime() - from.getTime())
    return end > from ? [{ from, to: end }] : []
  })
}

function cut(slot: MaintenanceSlot, spans: readonly Span[]): MaintenanceSlot[] {
  return intersectSpans([slot], spans).map((span) => ({ ...slot, ...span }))
}

/**
 * What a contract makes of the maintenance of one month: which parts count out, and of the others why not. An occurrence
 * counts out when it was approved before its start and asked for in time; then the month's cap is filled in order of time
 * (minutes that several windows share are spent once). Where versions change, each part obeys its own version; what was
 * spent before the change stays spent. `segments` are those of one month.
 */
export function judgeMaintenance(segments: readonly SegmentSpan[], slots: readonly MaintenanceSlot[]): JudgedSlot[] {
  let usedMs = 0
  const judged: JudgedSlot[] = []
  for (const segment of segments) {
    const { version, span } = segment
    // The start decides about approval and notice, also where a version changes inside an occurrence.
    const inside = slots.map((slot) => ({ slot, refusal: refusalOf(slot, segment), parts: cut(slot, [span]) }))
    const union = mergeSpans(inside.flatMap(({ refusal, parts }) => (refusal === null ? parts : [])))
    const cap = version.terms.maintenance.monthlyCapMinutes
    const kept = cap === null ? union : firstMs(union, Math.max(0, cap * MINUTE_MS - usedMs))
    usedMs += totalMs(kept)
    for (const { slot, refusal, parts } of inside) {
      const { windowId } = slot
      const facts = { windowId, versionNumber: version.number }
      if (refusal !== null) for (const { from, to } of parts) judged.push({ ...facts, from, to, refusal })
      else judged.push(...withinCap(parts, kept).map((part) => ({ ...facts, ...part })))
    }
  }
  return judged.sort((a, b) => a.from.getTime() - b.from.getTime() || (a.windowId < b.windowId ? -1 : 1))
}

function withinCap(parts: readonly Span[], kept: readonly Span[]): (Span & { refusal: Refusal | null })[] {
  const out = intersectSpans(parts, kept)
  const over = subtractSpans(parts, kept)
  return [
    ...out.map((span) => ({ ...span, refusal: null })),
    ...over.map((span) => ({ ...span, refusal: 'over_cap' as const })),
  ]
}

/** The time that counts out, per window, because windows have different scopes. */
export function exclusionSpans(
  segments: readonly SegmentSpan[],
  slots: readonly MaintenanceSlot[],
): (Span & { windowId: string })[] {
  return judgeMaintenance(segments, slots).flatMap(({ refusal, windowId, from, to }) =>
    refusal === null ? [{ windowId, from, to }] : [],
  )
}
