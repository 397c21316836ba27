import { type ClockChange, nextClockChange, overrunAt, statusAt } from './clock'
import { dueAfterRun, nextDue } from './schedule'
import { type Expectation, type ExpectationStatus, isScheduled } from './schema'
import type { ExpectationState, ExpectationTransition, OpenRun, RunInput, StepInput, TransitionCause } from './state'

export interface StepResult {
  state: ExpectationState
  /** in order; empty = nothing changed that anybody must know */
  transitions: ExpectationTransition[]
  /** the same as `state.nextCheckAt` */
  nextCheckAt: Date | null
}

interface Draft {
  expectation: Expectation
  state: ExpectationState
  transitions: ExpectationTransition[]
  /** the slot awaited before the input */
  slot: Date | null
}

const later = (a: Date, b: Date) => (a > b ? a : b)
const earlier = (a: Date, b: Date) => (a < b ? a : b)

function move(draft: Draft, to: ExpectationStatus, at: Date, cause: TransitionCause): void {
  const { state } = draft
  if (to === state.status) return
  const seq = state.seq + 1
  const stamped = later(at, state.since)
  draft.transitions.push({ seq, from: state.status, to, at: stamped, cause })
  draft.state = { ...state, status: to, since: stamped, seq }
}

function causeOf({ state }: Draft, { reason }: Pick<ClockChange, 'reason'>): TransitionCause {
  return {
    reason,
    ...(state.dueAt && { dueAt: state.dueAt.toISOString() }),
    ...(reason === 'overrun' && state.startedAt && { startedAt: state.startedAt.toISOString() }),
  }
}

/** Everything that time alone brought before (or, inclusive, at) an instant, each at its own computed moment. */
function advance(draft: Draft, until: Date, inclusive: boolean): void {
  for (;;) {
    const change = nextClockChange(draft.expectation, draft.state)
    if (!change || change.at > until || (!inclusive && change.at.getTime() === until.getTime())) return
    move(draft, change.to, change.at, causeOf(draft, change))
  }
}

/** Moves to what the facts now mean, at the moment of the run (never before the last transition). */
function settle(draft: Draft, input: RunInput, at: Date): void {
  const moment = later(at, draft.state.since)
  const meant = statusAt(draft.expectation, draft.state, moment)
  const run = { executionId: input.executionId, eventKey: input.eventKey }
  if (typeof meant === 'object') {
    move(draft, meant.to, moment, { ...causeOf(draft, meant), ...run })
    return
  }
  const reason = input.status === 'running' ? 'started' : input.status
  move(draft, meant, moment, { reason, ...(draft.slot && { dueAt: draft.slot.toISOString() }), ...run })
}

/** More runs open at once are told by nobody who also tells their ends; the latest have the clock. */
const OPEN_MAX = 50

/** The open runs without those that `isOver` names; `startedAt` follows. */
function close(state: ExpectationState, isOver: (run: OpenRun) => boolean): ExpectationState {
  if (!state.openRuns.some(isOver)) return state
  const openRuns = state.openRuns.filter((run) => !isOver(run))
  return { ...state, openRuns, startedAt: openRuns[0]?.startedAt ?? null }
}

/** The runs whose clock an end stops: the one of its name. */
const ends =
  ({ executionId }: RunInput) =>
  ({ id }: OpenRun): boolean =>
    id === executionId

function succeed(draft: Draft, input: RunInput, at: Date): void {
  const { expectation, state } = draft
  const isInterval = expectation.kind === 'interval'
  const due = dueAfterRun(expectation, isInterval ? at : earlier(input.startedAt ?? at, at))
  const meetsSlot = state.dueAt !== null && (due === null || due > state.dueAt)
  const endsRun = state.openRuns.some(ends(input))
  const sinceDown = state.status === 'down' && at >= state.since
  // Without a clock of its own an older run that never told its end would stand for ever.
  const isForgotten = (run: OpenRun) =>
    run.startedAt <= at &&
    (sinceDown || (expectation.maxDurationS === null && run.startedAt <= (input.startedAt ?? at)))
  const closed = close(state, (run) => ends(input)(run) || isForgotten(run))
  draft.state = {
    ...closed,
    lastMetAt: state.lastMetAt ? later(state.lastMetAt, at) : at,
    dueAt: meetsSlot || (state.dueAt === null && due !== null && isScheduled(expectation)) ? due : state.dueAt,
  }
  if (state.status !== 'down' || meetsSlot || endsRun || sinceDown) settle(draft, input, at)
}

function fail(draft: Draft, input: RunInput, at: Date): void {
  draft.state = close(draft.state, ends(input))
  if (draft.state.status !== 'down') settle(draft, input, at)
}

function begin(draft: Draft, input: RunInput, startedAt: Date): void {
  const { expectation, state } = draft
  const isOld = state.lastMetAt !== null && (overrunAt(expectation, startedAt) ?? startedAt) < state.lastMetAt
  if (isOld) return
  const others = state.openRuns.filter(({ id }) => id !== input.executionId)
  const openRuns = [...others, { id: input.executionId, startedAt }]
    .sort((a, b) => a.startedAt.getTime() - b.startedAt.getTime() || (a.id < b.id ? -1 : 1))
    .slice(-OPEN_MAX)
  draft.state = { ...state, openRuns, startedAt: openRuns[0]?.startedAt ?? null }
  if (state.status !== 'down') settle(draft, input, startedAt)
}

function takeRun(draft: Draft, input: RunInput, now: Date): void {
  const at = earlier(input.at, now)
  const { state } = draft
  if (state.status === 'paused') {
    if (input.status === 'succeeded')
      draft.state = { ...state, lastMetAt: state.lastMetAt ? later(state.lastMetAt, at) : at }
    return
  }
  const moment = input.status === 'running' ? earlier(input.startedAt ?? at, at) : at
  advance(draft, moment, false)
  if (input.status === 'succeeded') succeed(draft, input, at)
  else if (input.status === 'running') begin(draft, input, moment)
  else fail(draft, input, at)
  advance(draft, now, true)
}

function pause(draft: Draft, now: Date): void {
  if (draft.state.status === 'paused') return
  advance(draft, now, true)
  move(draft, 'paused', now, { reason: 'paused' })
  draft.state = { ...draft.state, dueAt: null, startedAt: null, openRuns: [] }
}

/** Waits for the next slot from now on; what was waited for before no longer counts. */
function restart(draft: Draft, now: Date, reason: 'resumed' | 'changed'): void {
  const { expectation, state } = draft
  if ((state.status === 'paused') !== (reason === 'resumed')) return
  if (reason === 'changed') advance(draft, now, true)
  const dueAt = isScheduled(expectation) ? nextDue(expectation, now) : null
  draft.state = { ...draft.state, dueAt, startedAt: null, openRuns: [], nextCheckAt: null }
  move(draft, state.lastMetAt ? 'on_time' : 'new', now, { reason })
}

/**
 * Timers are lazy: a run leaves `nextCheckAt` alone, so that the indexed column stays still; a timer that fires early computes
 * again. Two exceptions: a timer that was off is armed, and one that would fire after the next change is pulled forward (a run
 * started whose own clock ends first), else that change would be noticed late.
 */
function nextCheck({ expectation, state }: Draft, input: StepInput): Date | null {
  const wanted = nextClockChange(expectation, state)?.at ?? null
  if (input.kind !== 'run' || !state.nextCheckAt || !wanted)
    return input.kind === 'run' && !wanted ? state.nextCheckAt : wanted
  return earlier(state.nextCheckAt, wanted)
}

/**
 * The whole behaviour of an expectation, after Healthchecks (features A1). Pure: the same answer for the same arguments.
 *
 * new, on_time → late at due + patience (at most a minute) → down ("missed") at due + grace. A run that began for the slot stands for it (started): with
 * `maxDurationS` it has its own clock, start + maxDuration → down ("overrun"), instead of the grace; without, the grace still
 * holds. A success meets the slot its run was for and arms the next; a failure meets nothing and is no miss by itself. Down is
 * left by a success only: one that meets a newer slot, ends the open run, or occurred since.
 *
 * Every transition carries the moment it was due by the rule, whenever it is noticed; a run that occurred after a deadline but
 * arrives before the tick finds late and down first. A success exactly at a deadline is in time. Inputs may repeat and arrive
 * late or out of order. Overlapping runs are told apart by their ids, each with its own clock. With a start clock (`startS`) the
 * slot is missed when no run has begun by then, and the grace holds whatever the run's own clock says.
 */
export function step(expectation: Expectation, state: ExpectationState, input: StepInput, now: Date): StepResult {
  const draft: Draft = { expectation, state, transitions: [], slot: state.dueAt }
  if (input.kind === 'run') takeRun(draft, input, now)
  else if (input.kind === 'tick') advance(draft, now, true)
  else if (input.kind === 'pause') pause(draft, now)
  else restart(draft, now, input.kind === 'resume' ? 'resumed' : 'changed')
  const nextCheckAt = nextCheck(draft, input)
  return { state: { ...draft.state, nextCheckAt }, transitions: draft.transitions, nextCheckAt }
}
