import type { Span } from '@/lib/span'
import type { ContractVersion } from './schema'

/** A stretch of one month that one version governs. Local dates; `to` does not belong to it. */
export interface Segment {
  version: ContractVersion
  from: string
  to: string
  days: number
  monthDays: number
}

const DAY_MS = 86_400_000
const dayNumber = (day: string) => Date.parse(`${day}T00:00:00Z`) / DAY_MS

/** The first day of the month after `month` (YYYY-MM). */
function monthEnd(month: string): string {
  const [year, of] = month.split('-').map(Number) as [number, number]
  return new Date(Date.UTC(year, of, 1)).toISOString().slice(0, 10)
}

/** The version that governs a local day: the latest one in effect; null before the first. */
export function versionOn(versions: readonly ContractVersion[], day: string): ContractVersion | null {
  let found: ContractVersion | null = null
  for (const version of versions)
    if (version.effectiveFrom <= day && (found === null || version.number > found.number)) found = version
  return found
}

/**
 * Cuts a local month at the days on which versions take effect. Days before the first version, and from `endsOn` on, belong
 * to no segment. Of two versions that take effect on one day the later number stands alone.
 */
export function segmentsOf(
  versions: readonly ContractVersion[],
  month: string,
  endsOn: string | null = null,
): Segment[] {
  const first = `${month}-01`
  const next = monthEnd(month)
  const end = endsOn !== null && endsOn < next ? endsOn : next
  const inside = versions.map(({ effectiveFrom }) => effectiveFrom).filter((day) => day > first && day < end)
  const cuts = [first, ...new Set(inside.sort())]
  return cuts.flatMap((from, index) => {
    const to = cuts[index + 1] ?? end
    const version = versionOn(versions, from)
    if (!version || from >= to) return []
    const days = dayNumber(to) - dayNumber(from)
    return [{ version, from, to, days, monthDays: dayNumber(next) - dayNumber(first) }]
  })
}

/** A segment as instants: its local days begin when they begin in the contract's zone. */
export interface SegmentSpan extends Segment {
  span: Span
}

/** Adds the instants. `dayStart` is the calendar's: the first instant of a local day. */
export function segmentSpans(segments: readonly Segment[], dayStart: (day: string) => Date): SegmentSpan[] {
  return segments.map((segment) => ({ ...segment, span: { from: dayStart(segment.from), to: dayStart(segment.to) } }))
}
