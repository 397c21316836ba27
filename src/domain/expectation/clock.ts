import { deadlineOf, dueAfterRun, lateAt, startBy } from './schedule'
import type { Expectation, ExpectationStatus } from './schema'
import type { ExpectationState, OpenRun, TransitionReason } from './state'

/** A change that time alone brings. */
export interface ClockChange {
  at: Date
  to: ExpectationStatus
  reason: TransitionReason
}

/** When an open run will have lasted too long, or null. */
export function overrunAt({ maxDurationS }: Expectation, startedAt: Date | null): Date | null {
  return startedAt && maxDurationS !== null ? new Date(startedAt.getTime() + maxDurationS * 1000) : null
}

/** An open run would meet the slot being waited for, were it to succeed. An interval has no slots: any run would. */
function isForSlot(expectation: Expectation, { startedAt }: OpenRun, dueAt: Date): boolean {
  if (expectation.kind === 'interval') return true
  const due = dueAfterRun(expectation, startedAt)
  return due === null || due > dueAt
}

interface Clocks {
  /** late when this has come; null = an open run stands for the slot */
  late: Date | null
  /** not begun in time when this has come; null = no start clock, or begun in time */
  unstarted: Date | null
  /** missed when this has come; null = the open run has its own clock instead */
  missed: Date | null
  overrun: Date | null
}

function clocksOf(expectation: Expectation, { openRuns, startedAt, dueAt }: ExpectationState): Clocks {
  const overrun = overrunAt(expectation, startedAt)
  if (!dueAt) return { late: null, unstarted: null, missed: null, overrun }
  const covering = openRuns.find((run) => isForSlot(expectation, run, dueAt)) ?? null
  const start = startBy(expectation, dueAt)
  const hasOwnClock = covering !== null && expectation.maxDurationS !== null && start === null
  return {
    late: covering ? null : lateAt(expectation, dueAt),
    unstarted: start && !(covering && covering.startedAt <= start) ? start : null,
    missed: hasOwnClock ? null : deadlineOf(expectation, dueAt),
    overrun,
  }
}

/** The status that the facts in `state` mean at an instant, whatever it was before. */
export function statusAt(
  expectation: Expectation,
  state: ExpectationState,
  at: Date,
): Pick<ClockChange, 'to' | 'reason'> | ExpectationStatus {
  const { late, unstarted, missed, overrun } = clocksOf(expectation, state)
  if (overrun && at >= overrun) return { to: 'down', reason: 'overrun' }
  if (missed && at >= missed) return { to: 'down', reason: 'missed' }
  if (unstarted && at >= unstarted) return { to: 'down', reason: 'not_started' }
  if (late && at >= late) return 'late'
  if (state.openRuns.length > 0) return 'started'
  return state.lastMetAt ? 'on_time' : 'new'
}

/** The next change that time alone will bring, or null. Down and paused are left by people and runs only. */
export function nextClockChange(expectation: Expectation, state: ExpectationState): ClockChange | null {
  if (state.status === 'down' || state.status === 'paused') return null
  const { late, unstarted, missed, overrun } = clocksOf(expectation, state)
  const changes: ClockChange[] = []
  if (overrun) changes.push({ at: overrun, to: 'down', reason: 'overrun' })
  if (missed) changes.push({ at: missed, to: 'down', reason: 'missed' })
  if (unstarted) changes.push({ at: unstarted, to: 'down', reason: 'not_started' })
  if (late && state.status !== 'late') changes.push({ at: late, to: 'late', reason: 'due' })
  return changes.reduce<ClockChange | null>((first, change) => (first && first.at <= change.at ? first : change), null)
}
