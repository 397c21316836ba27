import type { SourceProblem } from './source'

export const HEALTHS = ['waiting', 'ok', 'slowed', 'unreachable', 'refused', 'unreadable'] as const
export type ConnectionHealth = (typeof HEALTHS)[number]

/** Told as a finding when it lasts this long; a restart of the source is no news. */
export const SILENT_MS = 10 * 60_000
const BACKOFF_MAX_S = 15 * 60
const REFUSED_EVERY_S = 10 * 60

export function healthOf(kind: SourceProblem['kind']): ConnectionHealth {
  if (kind === 'refused' || kind === 'slowed' || kind === 'unreachable') return kind
  return 'unreadable'
}

/**
 * Seconds until the source is read again. What it asks for is obeyed; otherwise its pace doubles with each failure up to
 * a quarter of an hour, and a refused key is tried every ten minutes.
 */
export function nextInS(everyS: number, problem: SourceProblem | null, failures: number): number {
  if (!problem) return everyS
  if (problem.retryAfterS !== null) return Math.max(problem.retryAfterS, 1)
  if (problem.kind === 'refused') return Math.max(everyS, REFUSED_EVERY_S)
  return Math.min(everyS * 2 ** Math.min(failures, 10), Math.max(BACKOFF_MAX_S, everyS))
}
