import { openSpans } from '@/domain/calendar/expand'
import type { PlantCalendar } from '@/domain/calendar/schema'
import type { ExclusionReason } from '@/domain/objective/tally'
import { isWithin, mergeSpans, type Span, subtractSpans } from '@/lib/span'

/** Why time does not count for a unit that happens in it; runs add `manual` and `cancelled`. */
export type TimeReason = Exclude<ExclusionReason, 'manual' | 'cancelled'>

/** Time that counts out, with the window whose occurrence it is. */
export interface MaintenanceSpan extends Span {
  windowId: string
}

/** What decides whether time counts for one workflow or expectation. */
export interface TimeFacts {
  /** null: every hour counts */
  calendar: PlantCalendar | null
  /** nothing was promised before */
  startsAt: Date
  /** pauses that the contract counts out */
  pauses: readonly Span[]
  /** what the contract counts out, of the windows that cover the workflow */
  maintenance: readonly MaintenanceSpan[]
}

/** A stretch in which every instant counts, or does not, for one and the same reason. */
export interface Stretch extends Span {
  /** null = it counts */
  reason: TimeReason | null
  /** the maintenance window, when that is the reason */
  windowId: string | null
}

const at = (ms: number) => new Date(ms)

/** Every instant at which one of the facts may change its mind. */
function cutsOf(span: Span, lists: readonly (readonly Span[])[]): number[] {
  const edges = lists.flat().flatMap(({ from, to }) => [from.getTime(), to.getTime()])
  const inside = edges.filter((edge) => edge > span.from.getTime() && edge < span.to.getTime())
  return [...new Set([span.from.getTime(), ...inside, span.to.getTime()])].sort((a, b) => a - b)
}

/** Neighbours with one reason become one stretch. */
function joined(stretches: readonly Stretch[]): Stretch[] {
  const result: Stretch[] = []
  for (const stretch of stretches) {
    const last = result.at(-1)
    if (last && last.reason === stretch.reason && last.windowId === stretch.windowId) last.to = stretch.to
    else result.push({ ...stretch })
  }
  return result
}

/**
 * Cuts a span into stretches that count or do not. Of several reasons the first holds: before_start, paused, off_shift,
 * maintenance (docs/months.md §5). The stretches fill the span without a gap.
 */
export function stretchesOf(span: Span, { calendar, startsAt, pauses, maintenance }: TimeFacts): Stretch[] {
  const open = calendar ? openSpans(calendar, span) : [span]
  const paused = mergeSpans(pauses)
  const before = startsAt > span.from ? [{ from: span.from, to: startsAt < span.to ? startsAt : span.to }] : []
  const reasonAt = (instant: Date): Pick<Stretch, 'reason' | 'windowId'> => {
    if (isWithin(before, instant)) return { reason: 'before_start', windowId: null }
    if (isWithin(paused, instant)) return { reason: 'paused', windowId: null }
    if (!isWithin(open, instant)) return { reason: 'off_shift', windowId: null }
    const window = maintenance.find(({ from, to }) => from <= instant && instant < to)
    return window ? { reason: 'maintenance', windowId: window.windowId } : { reason: null, windowId: null }
  }
  const cuts = cutsOf(span, [open, paused, before, maintenance])
  return joined(
    cuts.slice(0, -1).map((from, i) => ({ from: at(from), to: at(cuts[i + 1] ?? from), ...reasonAt(at(from)) })),
  )
}

/** The stretch an instant lies in; undefined outside of them. Binary search. */
export function stretchAt(stretches: readonly Stretch[], instant: Date): Stretch | undefined {
  let [low, high] = [0, stretches.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((stretches[middle] as Stretch).to <= instant) low = middle + 1
    else high = middle
  }
  const found = stretches[low]
  return found && found.from <= instant ? found : undefined
}

/** The time in which all of several lists hold; none of nothing. */
export function commonTime(lists: readonly (readonly Span[])[], span: Span): Span[] {
  if (lists.length === 0) return []
  const missing = lists.flatMap((list) => subtractSpans([span], list))
  return subtractSpans([span], missing)
}
