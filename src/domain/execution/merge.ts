export const EXECUTION_STATUSES = ['running', 'succeeded', 'failed', 'cancelled'] as const
export type ExecutionStatus = (typeof EXECUTION_STATUSES)[number]

/** What one event says about its run. Instants in epoch milliseconds, `key` is the sender's event id. */
export interface ExecutionEvent {
  key: string
  status: ExecutionStatus
  occurredAt: number
  /** execution.started: the only type that dates the start (a step is alive, not the beginning) */
  isStart: boolean
  durationMs: number | null
  errorClass: string | null
  errorStep: string | null
  version: string | null
  definitionHash: string | null
  measures: Readonly<Record<string, number>> | null
  /** a person ran it by hand, to try it out */
  isManual: boolean
}

/** The merged columns of `execution`. Instants in epoch milliseconds. */
export interface ExecutionState {
  status: ExecutionStatus
  /** occurrence and key of the deciding event: with the status' rank, the total order of the merge */
  statusAt: number
  statusKey: string
  startedAt: number | null
  endedAt: number | null
  /** as the sender measured it, from the deciding event; what to show is `durationOf` */
  durationMs: number | null
  errorClass: string | null
  errorStep: string | null
  version: string | null
  definitionHash: string | null
  /** from the deciding event */
  measures: Readonly<Record<string, number>> | null
  isManual: boolean
}

/**
 * Order of UTF-8 bytes, as PostgreSQL's COLLATE "C" compares; JavaScript's `<` differs above U+FFFF.
 * Negative, zero or positive.
 */
export function compareBytes(a: string, b: string): number {
  if (a === b) return 0
  const length = Math.min(a.length, b.length)
  let at = 0
  while (at < length && a.charCodeAt(at) === b.charCodeAt(at)) at++
  if (at === length) return a.length - b.length
  const [left, right] = [a.charCodeAt(at), b.charCodeAt(at)]
  const isSurrogate = (unit: number) => unit >= 0xd800 && unit <= 0xdfff
  if (isSurrogate(left) !== isSurrogate(right)) return isSurrogate(left) ? 1 : -1
  return left - right
}

const rank = (status: ExecutionStatus) => (status === 'running' ? 0 : 1)

type Decided = Pick<ExecutionState, 'status' | 'statusAt' | 'statusKey'>

/** The merge's total order: a terminal beats running, then the later occurrence, then the greater event key. */
function compareDecisions(a: Decided, b: Decided): number {
  return rank(a.status) - rank(b.status) || a.statusAt - b.statusAt || compareBytes(a.statusKey, b.statusKey)
}

function stateOf(event: ExecutionEvent): ExecutionState {
  const isTerminal = event.status !== 'running'
  return {
    status: event.status,
    statusAt: event.occurredAt,
    statusKey: event.key,
    startedAt: event.isStart ? event.occurredAt : null,
    endedAt: isTerminal ? event.occurredAt : null,
    durationMs: isTerminal ? event.durationMs : null,
    errorClass: event.errorClass,
    errorStep: event.errorStep,
    version: event.version,
    definitionHash: event.definitionHash,
    measures: isTerminal ? event.measures : null,
    isManual: event.isManual,
  }
}

function least(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b
  return Math.min(a, b)
}

/** A run has one version and one definition; should a sender name two, the greater text is kept, so that arrival order cannot matter. */
function greatest(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b
  return compareBytes(a, b) >= 0 ? a : b
}

/**
 * Joins two partial views of one run. Commutative, associative and idempotent: any order, grouping and repetition of the
 * same events gives the same row. Status, end, duration and error come from the deciding event; the start is the earliest.
 */
export function joinStates(a: ExecutionState, b: ExecutionState): ExecutionState {
  const decided = compareDecisions(a, b) >= 0 ? a : b
  return {
    ...decided,
    startedAt: least(a.startedAt, b.startedAt),
    version: greatest(a.version, b.version),
    definitionHash: greatest(a.definitionHash, b.definitionHash),
    isManual: a.isManual || b.isManual,
  }
}

/** One more event, in any order. */
export function merge(state: ExecutionState | null, event: ExecutionEvent): ExecutionState {
  return state ? joinStates(state, stateOf(event)) : stateOf(event)
}

/** The run that these events tell, or null for none. */
export function mergeAll(events: Iterable<ExecutionEvent>): ExecutionState | null {
  let state: ExecutionState | null = null
  for (const event of events) state = merge(state, event)
  return state
}

type Timed = Pick<ExecutionState, 'startedAt' | 'endedAt' | 'durationMs'>

/** Milliseconds: as the sender measured, else end minus start (never negative), else null. */
export function durationOf({ durationMs, startedAt, endedAt }: Timed): number | null {
  if (durationMs !== null) return durationMs
  return startedAt === null || endedAt === null ? null : Math.max(0, endedAt - startedAt)
}
