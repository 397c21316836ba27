import { AppError } from '@/lib/errors'
import type { Audience, IncidentStatus } from './schema'

/** The columns of `incident` that moves read and write. */
export interface IncidentState {
  status: IncidentStatus
  occurrences: number
  openedAt: Date
  lastAt: Date
  acknowledgedAt: Date | null
  acknowledgedBy: string | null
  resolvedAt: Date | null
  resolvedBy: string | null
  resolution: string | null
}

export interface IncidentNoteDraft {
  audience: Audience
  author: string
  body: string
}

/** What to write, only if the row's version is still the one that was read. `note` = null when nothing is said. */
export interface IncidentMove {
  state: IncidentState
  hasChanged: boolean
  note: IncidentNoteDraft | null
}

/** Somebody who acts, by the name the record keeps. */
export type Person = { name: string }

export type Decided = { move: IncidentMove; error?: undefined } | { error: AppError; move?: undefined }

const later = (a: Date, b: Date) => (a > b ? a : b)
const changed = (state: IncidentState, note: IncidentNoteDraft | null = null): Decided => ({
  move: { state, hasChanged: true, note },
})
const unchanged = (state: IncidentState): Decided => ({ move: { state, hasChanged: false, note: null } })

function isResolved(state: IncidentState): Decided {
  const when = state.resolvedAt?.toISOString() ?? 'an earlier time'
  return {
    error: new AppError('CONFLICT', `This incident was resolved at ${when}. If it happens again, a new one opens.`),
  }
}

/** "I have it." Again by the same person changes nothing; by another is a conflict that names who has it. */
export function acknowledge(state: IncidentState, person: Person, now: Date): Decided {
  if (state.status === 'resolved') return isResolved(state)
  if (state.status === 'acknowledged') {
    if (state.acknowledgedBy === person.name) return unchanged(state)
    return {
      error: new AppError('CONFLICT', `${state.acknowledgedBy ?? 'Somebody'} has already acknowledged this incident.`),
    }
  }
  return changed({ ...state, status: 'acknowledged', acknowledgedAt: now, acknowledgedBy: person.name })
}

/** Words for the record; also after the end, when the story is told. */
export function note(state: IncidentState, person: Person, words: { audience: Audience; body: string }): Decided {
  return { move: { state, hasChanged: false, note: { ...words, author: person.name } } }
}

/** Ends it with what was done; the words are kept as a note that the team reads. */
export function resolve(
  state: IncidentState,
  person: Person,
  { resolution, at }: { resolution: string; at: Date },
): Decided {
  if (state.status === 'resolved') return isResolved(state)
  if (resolution.trim() === '') {
    return {
      error: new AppError('INVALID', 'resolution: say what was done', [
        { pointer: '/resolution', detail: 'must not be empty' },
      ]),
    }
  }
  const ended = {
    ...state,
    status: 'resolved' as const,
    resolvedAt: later(at, state.openedAt),
    resolvedBy: person.name,
    resolution,
  }
  return changed(ended, { audience: 'internal', author: person.name, body: resolution })
}

/** It happened again while open: counted, never a second incident. A resolved one is never reopened. */
export function occurrence(state: IncidentState, at: Date): Decided {
  if (state.status === 'resolved') return isResolved(state)
  return changed({ ...state, occurrences: state.occurrences + 1, lastAt: later(at, state.lastAt) })
}

/** The work runs again: ends by itself at the computed moment. Already resolved = nothing to do. */
export function recover(state: IncidentState, at: Date, resolution: string): Decided {
  if (state.status === 'resolved') return unchanged(state)
  return changed({ ...state, status: 'resolved', resolvedAt: later(at, state.openedAt), resolvedBy: null, resolution })
}
