import type { Span } from '@/lib/span'

export const OUTCOMES = ['met', 'late', 'missed', 'excused', 'pending'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** One expected event and what became of it. `reason` is a code with names after colons: `closed:holiday:Allerheiligen`. */
export interface Obligation {
  dueAt: Date
  /** what is owed by name; '' where slots have none */
  ref: string
  deadlineAt: Date
  outcome: Outcome
  /** when it was met, in time or late */
  metAt: Date | null
  /** the run that met it, else the last one that tried */
  executionId: string | null
  reason: string | null
  /** successes that were for it: more than one = done twice */
  runs: number
}

/** A run as its row tells it, with what it measured. */
export interface ReplayRun {
  executionId: string
  status: 'running' | 'succeeded' | 'failed' | 'cancelled'
  startedAt: Date | null
  /** when it ended; of a running one: when it was last heard of */
  at: Date
  isManual: boolean
  measures: Readonly<Record<string, number>> | null
  durationMs: number | null
}

/** While paused nothing is owed; `to` far ahead = still. */
export type Pause = Span
