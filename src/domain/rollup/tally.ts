import type { ExclusionReason, Tally } from '@/domain/objective/tally'
import { isWithin, type Span } from '@/lib/span'
import { type Stretch, stretchAt, type TimeReason } from './stretch'

/** What a unit comes to: good, bad, or not counted and why. */
export type UnitVerdict = 'good' | 'bad' | ExclusionReason

/** Runs of one workflow that are judged alike. `at`: any instant of the stretch in which they ended. */
export interface RunGroup {
  workflowId: string
  at: Date
  status: 'succeeded' | 'failed' | 'cancelled'
  isManual: boolean
  /** it succeeded, but took longer than the promise allows, or nobody knows how long */
  isSlow: boolean
  n: number
}

/** A slot that was due, as the ledger holds it. */
export interface DueUnit {
  expectationId: string
  dueAt: Date
  outcome: 'met' | 'late' | 'missed' | 'excused' | 'pending' | 'void'
  /** excused by a pause of its expectation */
  isPaused: boolean
}

/** An expectation of the scope: how its time counts and when it was down. */
export interface WatchedTime {
  expectationId: string
  stretches: readonly Stretch[]
  /** sorted, merged */
  downs: readonly Span[]
}

/** The verdict on a run. First reason first: manual, cancelled, then the time in which it ended. */
export function judgeRun(
  run: Pick<RunGroup, 'status' | 'isManual' | 'isSlow'>,
  stretch: Stretch | undefined,
): UnitVerdict {
  if (run.isManual) return 'manual'
  if (run.status === 'cancelled') return 'cancelled'
  if (!stretch) return 'before_start'
  return stretch.reason ?? (run.status === 'succeeded' && !run.isSlow ? 'good' : 'bad')
}

/**
 * The verdict on a slot; null = no unit: not judged yet, or nothing was owed (closed plant, night of a clock change, a rule that was
 * replaced). One excused by a pause is paused where the contract counts pauses out, else broken.
 */
export function judgeDue(
  { outcome, isPaused }: Pick<DueUnit, 'outcome' | 'isPaused'>,
  stretch: Stretch | undefined,
  arePausesOut: boolean,
): UnitVerdict | null {
  if (outcome === 'pending' || outcome === 'void' || (outcome === 'excused' && !isPaused)) return null
  if (!stretch) return 'before_start'
  if (stretch.reason === 'before_start') return 'before_start'
  if (outcome === 'excused' && arePausesOut) return 'paused'
  return stretch.reason ?? (outcome === 'met' ? 'good' : 'bad')
}

const TIME_REASONS: readonly TimeReason[] = ['before_start', 'paused', 'off_shift', 'maintenance']

/**
 * The verdict on an instant: bad if any expectation that counts there was down. Expectations for which the time does not count
 * are not asked; where none is left, the reason is the one that took the last of them. Null without an expectation.
 */
export function judgeSlice(instant: Date, watched: readonly WatchedTime[]): UnitVerdict | null {
  let left = watched.map((each) => ({ each, reason: stretchAt(each.stretches, instant)?.reason ?? null }))
  if (left.length === 0) return null
  for (const reason of TIME_REASONS) {
    left = left.filter((one) => one.reason !== reason)
    if (left.length === 0) return reason
  }
  return left.some(({ each }) => isWithin(each.downs, instant)) ? 'bad' : 'good'
}

/** Adds verdicts up: each unit stands in exactly one place. */
class TallySum {
  private readonly tally: Tally = { eligible: 0, good: 0, bad: 0, excluded: {} }

  add(verdict: UnitVerdict | null, n = 1): void {
    const { tally } = this
    if (verdict === null || n === 0) return
    if (verdict === 'good' || verdict === 'bad') {
      tally.eligible += n
      tally[verdict] += n
    } else tally.excluded[verdict] = (tally.excluded[verdict] ?? 0) + n
  }

  done(): Tally {
    return this.tally
  }
}

export function tallyRuns(groups: readonly RunGroup[], stretches: ReadonlyMap<string, readonly Stretch[]>): Tally {
  const sum = new TallySum()
  for (const group of groups)
    sum.add(judgeRun(group, stretchAt(stretches.get(group.workflowId) ?? [], group.at)), group.n)
  return sum.done()
}

export function tallyDues(
  units: readonly DueUnit[],
  stretches: ReadonlyMap<string, readonly Stretch[]>,
  arePausesOut: (dueAt: Date) => boolean,
): Tally {
  const sum = new TallySum()
  for (const unit of units) {
    const stretch = stretchAt(stretches.get(unit.expectationId) ?? [], unit.dueAt)
    sum.add(judgeDue(unit, stretch, arePausesOut(unit.dueAt)))
  }
  return sum.done()
}

/** Slices are laid from the start of the local day; one that has not begun by `now` is no unit yet. */
export function sliceStarts(day: Span, sliceS: number, now: Date): Date[] {
  const end = Math.min(day.to.getTime(), now.getTime())
  const count = Math.max(0, Math.ceil((end - day.from.getTime()) / (sliceS * 1000)))
  return Array.from({ length: count }, (_, index) => new Date(day.from.getTime() + index * sliceS * 1000))
}

export function tallySlices(starts: readonly Date[], watched: readonly WatchedTime[]): Tally {
  const sum = new TallySum()
  for (const start of starts) sum.add(judgeSlice(start, watched))
  return sum.done()
}
