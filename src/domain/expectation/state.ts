import { lateAt, nextDue } from './schedule'
import { type Expectation, type ExpectationStatus, isScheduled } from './schema'

/** A run that has begun and not ended, as far as anybody has told. */
export interface OpenRun {
  id: string
  startedAt: Date
}

/** The columns of `expectation_state` that decisions read and write; `version` is the store's. */
export interface ExpectationState {
  status: ExpectationStatus
  since: Date
  /** the slot being waited for; null while paused, and while nothing is owed within reach */
  dueAt: Date | null
  /** start of the earliest run known to be open: the first of `openRuns` */
  startedAt: Date | null
  /** every run known to be open, earliest first; each has its own overrun clock */
  openRuns: readonly OpenRun[]
  /** latest success */
  lastMetAt: Date | null
  /** when the timer must fire next; null = no change can come by time alone */
  nextCheckAt: Date | null
  /** number of the last transition */
  seq: number
}

export const REASONS = [
  'due',
  'missed',
  'not_started',
  'overrun',
  'started',
  'succeeded',
  'failed',
  'violated',
  'excused',
  'given_up',
  'paused',
  'resumed',
  'changed',
] as const
export type TransitionReason = (typeof REASONS)[number]

/** Plain JSON, stored with the transition. Instants as ISO 8601 UTC. */
export interface TransitionCause {
  reason: TransitionReason
  /** the slot concerned */
  dueAt?: string
  /** what was owed by name: an order, a delivery */
  ref?: string
  /** for an overrun: when the run began */
  startedAt?: string
  executionId?: string
  eventKey?: string
}

export interface ExpectationTransition {
  seq: number
  from: ExpectationStatus
  to: ExpectationStatus
  /** the computed moment, never the moment of the tick; never before the previous transition */
  at: Date
  cause: TransitionCause
}

/** One run of the workflow, as merged so far: after a run's end arrived, a late start is passed as the end again. */
export interface RunInput {
  kind: 'run'
  /** a cancelled run is passed as failed: it did not meet the expectation; `violated`: it succeeded, and a fact is not as promised */
  status: 'running' | 'succeeded' | 'failed' | 'violated'
  /** when the deciding event occurred */
  at: Date
  startedAt?: Date | null
  executionId: string
  eventKey: string
}

/** `changed` = the rule was edited: what was waited for no longer counts, the next slot does. */
export type StepInput = RunInput | { kind: 'tick' } | { kind: 'pause' } | { kind: 'resume' } | { kind: 'changed' }

/** A new expectation waits for its first slot after its creation; `lastSuccessAt` is what was seen of the workflow before. */
export function initialState(expectation: Expectation, lastSuccessAt: Date | null = null): ExpectationState {
  const dueAt = isScheduled(expectation) ? nextDue(expectation, expectation.createdAt) : null
  return {
    status: lastSuccessAt ? 'on_time' : 'new',
    since: expectation.createdAt,
    dueAt,
    startedAt: null,
    openRuns: [],
    lastMetAt: lastSuccessAt,
    nextCheckAt: dueAt && lateAt(expectation, dueAt),
    seq: 0,
  }
}
