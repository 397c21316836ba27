import { addDays } from '@/domain/calendar/day'
import type { ObjectiveWindow } from '@/domain/objective/schema'
import type { Tally } from '@/domain/objective/tally'
import { windowOn } from '@/domain/objective/window'

type Counts = Pick<Tally, 'eligible' | 'good' | 'bad'>

/** Running sums over the days of a window; both days belong to it, as YYYY-MM-DD. */
export interface WindowState extends Counts {
  fromDay: string
  toDay: string
}

/** The days a promise looks at on a local day: the month so far, or the last N days, today included. */
export function windowDays(window: ObjectiveWindow, today: string): { fromDay: string; toDay: string } {
  return { fromDay: windowOn(window, today).fromDay, toDay: today }
}

function plus<State extends Counts>(state: State, { eligible, good, bad }: Counts, sign: 1 | -1): State {
  return {
    ...state,
    eligible: state.eligible + sign * eligible,
    good: state.good + sign * good,
    bad: state.bad + sign * bad,
  }
}

/** A day was settled again: what it was is taken off, what it is is added. Outside of the window nothing changes. */
export function resettle(state: WindowState, day: string, was: Counts | null, is: Counts): WindowState {
  if (day < state.fromDay || day > state.toDay) return state
  return plus(was ? plus(state, was, -1) : state, is, 1)
}

/** Every day of [from, to]. */
function daysOf(from: string, to: string): string[] {
  const days: string[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day)
  return days
}

/** The days that leave and that enter when the window moves. */
export function windowStep(
  state: WindowState,
  next: { fromDay: string; toDay: string },
): { leaving: string[]; entering: string[] } {
  const isIn = ({ fromDay, toDay }: { fromDay: string; toDay: string }, day: string) => day >= fromDay && day <= toDay
  return {
    leaving: daysOf(state.fromDay, state.toDay).filter((day) => !isIn(next, day)),
    entering: daysOf(next.fromDay, next.toDay).filter((day) => !isIn(state, day)),
  }
}

/** Moves the window: days that left are taken off, days that entered are added. `tallyOf` knows every settled day. */
export function moveWindow(
  state: WindowState,
  next: { fromDay: string; toDay: string },
  tallyOf: (day: string) => Counts | undefined,
): WindowState {
  const { leaving, entering } = windowStep(state, next)
  const none = { eligible: 0, good: 0, bad: 0 }
  let moved: WindowState = { ...state, ...next }
  for (const day of leaving) moved = plus(moved, tallyOf(day) ?? none, -1)
  for (const day of entering) moved = plus(moved, tallyOf(day) ?? none, 1)
  return moved
}
