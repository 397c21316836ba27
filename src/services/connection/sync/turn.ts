import type { KnownDefinition } from '@/domain/connection/run-events'
import type { SourceProblem } from '@/domain/connection/source'
import type { Caller } from '../../context'
import type { Connector, Read, SourceLink } from '../port'
import type { StoredConnection } from '../store'

/** A workflow of the source as runs are copied: under which name, or not at all. */
export interface WatchedRef extends KnownDefinition {
  ref: string
  isWatched: boolean
}

/** One reading of one source: what it works with, and what it counts for the log. */
export interface Turn {
  caller: Caller
  connection: StoredConnection
  connector: Connector
  link: SourceLink
  workflows: Map<string, WatchedRef>
  /** no claim outlives this; work left over is taken up by the next reading */
  until: number
  counts: { pages: number; runs: number; repeats: number; changes: number; gaps: number }
}

/** Ends a reading: the source did not answer as it should. */
export class Stopped extends Error {
  constructor(readonly problem: SourceProblem) {
    super(problem.detail)
  }
}

/** The value, or the end of the reading. */
export function must<T>(read: Read<T>): T {
  if (!read.ok) throw new Stopped(read.problem)
  return read.value
}

export function isOver(turn: Turn): boolean {
  return Date.now() > turn.until
}
