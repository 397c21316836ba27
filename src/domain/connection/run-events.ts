import type { NativeEvent } from '../event/schema'
import type { RunFailure, SourceRun } from './source'

/** What was in force when: enough to say which definition a run had. */
export interface KnownDefinition {
  key: string
  hash: string
  versionRef: string | null
  /** since when it is in force */
  since: Date
  previousHash: string | null
  previousVersion: string | null
}

const MAX_NAME = 200
const MAX_WORDS = 4000
const UNFIT = /[\p{Cc}\p{Cs}]/gu

function clean(text: string, max: number): string {
  return text.replace(UNFIT, ' ').slice(0, max)
}

interface RanDefinition {
  version?: string
  definitionHash?: string
}

/**
 * By the source's own word where it has one. Older sources say nothing: then what was in force when the run began, which
 * is the same answer however often the run is read.
 */
export function ranDefinition(
  { versionRef, startedAt }: Pick<SourceRun, 'versionRef' | 'startedAt'>,
  known: KnownDefinition,
): RanDefinition {
  const current = { version: known.versionRef ?? undefined, definitionHash: known.hash }
  const previous = { version: known.previousVersion ?? undefined, definitionHash: known.previousHash ?? undefined }
  if (versionRef !== null) {
    if (versionRef === known.versionRef) return current
    return versionRef === known.previousVersion ? previous : { version: clean(versionRef, MAX_NAME) }
  }
  if (startedAt === null) return {}
  if (startedAt >= known.since) return current
  return known.previousHash === null ? {} : previous
}

/** The name of a run: its id, and behind it which history of the source it belongs to, once there was more than one. */
export function runName(id: bigint, epoch: number): string {
  return epoch === 0 ? String(id) : `${id}@${epoch}`
}

const ENDS = { succeeded: 'execution.succeeded', failed: 'execution.failed', cancelled: 'execution.cancelled' } as const

type Ended = keyof typeof ENDS

export function isEnded(status: SourceRun['status']): status is Ended {
  return status in ENDS
}

export interface RunEvents {
  start: NativeEvent | null
  end: NativeEvent | null
}

/**
 * What a run says as events. Each id is made of the run and what became of it, so that the same run read twice, in
 * whatever order, is the same event twice.
 */
export function runEvents(
  run: SourceRun,
  known: KnownDefinition,
  told: { epoch: number; failure: RunFailure | null },
): RunEvents {
  const execution = runName(run.id, told.epoch)
  const data = { mode: run.mode, ...(run.retryOf !== null && { retryOf: runName(run.retryOf, told.epoch) }) }
  const common = { workflow: known.key, execution, attempt: 1, ...ranDefinition(run, known), data }
  const ended = isEnded(run.status) ? run.status : null
  const endedAt = run.endedAt ?? run.startedAt
  const start: NativeEvent | null = run.startedAt && {
    ...common,
    id: `${execution}.started`,
    type: 'execution.started',
    time: run.startedAt.toISOString(),
  }
  if (ended === null || endedAt === null) return { start, end: null }
  const error = ended === 'failed' ? errorOf(run, told.failure) : undefined
  const durationMs =
    run.startedAt && run.endedAt ? Math.max(0, run.endedAt.getTime() - run.startedAt.getTime()) : undefined
  const end: NativeEvent = {
    ...common,
    id: `${execution}.${ended}`,
    type: ENDS[ended],
    time: endedAt.toISOString(),
    ...(durationMs !== undefined && { durationMs }),
    ...(error && { error }),
  }
  return { start, end }
}

function errorOf({ failure }: SourceRun, told: RunFailure | null): NonNullable<NativeEvent['error']> {
  return {
    class: clean(told?.class ?? failure ?? 'error', MAX_NAME),
    ...(told?.message && { message: clean(told.message, MAX_WORDS) }),
    ...(told?.step && { step: clean(told.step, MAX_NAME) }),
  }
}
