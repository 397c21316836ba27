import { deadlineOf, dueAfterRun, lateAt } from './schedule'
import type { Expectation, ExpectationStatus } from './schema'
import type { ExpectationState, TransitionReason } from './state'

/** A change that time alone brings. */
export interface ClockChange {
  at: Date
  to: ExpectationStatus
  reason: TransitionReason
}

/** When the open run will have lasted too long, or null. */
export function overrunAt({ maxDurationS }: Expectation, startedAt: Date | null): Date | null {
  return startedAt && maxDurationS !== null ? new Date(startedAt.getTime() + maxDurationS * 1000) : null
}

/** The open run would meet the slot being waited for, were it to succeed. An interval has no slots: any run would. */
function isForSlot(expectation: Expectation, startedAt: Date, dueAt: Date): boolean {
  return expectation.kind === 'interval' || dueAfterRun(expectation, startedAt) > dueAt
}

interface Clocks {
  /** late when this has come; null = the open run stands for the slot */
  late: Date | null
  /** missed when this has come; null = the open run has its own clock instead */
  missed: Date | null
  overrun: Date | null
}

function clocksOf(expectation: Expectation, { startedAt, dueAt }: ExpectationState): Clocks {
  const overrun = overrunAt(expectation, startedAt)
  if (!dueAt) return { late: null, missed: null, overrun }
  const isCovered = startedAt !== null && isForSlot(expectation, startedAt, dueAt)
  return {
    late: isCovered ? null : lateAt(expectation, dueAt),
    missed: isCovered && overrun ? null : deadlineOf(expectation, dueAt),
    overrun,
  }
}

/** The status that the facts in `state` mean at an instant, whatever it was before. */
export function statusAt(
  expectation: Expectation,
  state: ExpectationState,
  at: Date,
): Pick<ClockChange, 'to' | 'reason'> | ExpectationStatus {
  const { late, missed, overrun } = clocksOf(expectation, state)
  if (overrun && at >= overrun) return { to: 'down', reason: 'overrun' }
  if (missed && at >= missed) return { to: 'down', reason: 'missed' }
  if (late && at >= late) return 'late'
  if (state.startedAt) return 'started'
  return state.lastMetAt ? 'on_time' : 'new'
}

/** The next change that time alone will bring, or null. Down and paused are left by people and runs only. */
export function nextClockChange(expectation: Expectation, state: ExpectationState): ClockChange | null {
  if (state.status === 'down' || state.status === 'paused') return null
  const { late, missed, overrun } = clocksOf(expectation, state)
  const changes: ClockChange[] = []
  if (overrun) changes.push({ at: overrun, to: 'down', reason: 'overrun' })
  if (missed) changes.push({ at: missed, to: 'down', reason: 'missed' })
  if (late && state.status !== 'late') changes.push({ at: late, to: 'late', reason: 'due' })
  return changes.reduce<ClockChange | null>((first, change) => (first && first.at <= change.at ? first : change), null)
}
