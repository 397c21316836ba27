import type { ExecutionEvent, ExecutionStatus } from '@/domain/execution/merge'
import { sha256 } from '@/lib/crypto'
import { canonicalJson } from '@/lib/json'
import type { NativeEvent } from './schema'

/** A sender's clock may run ahead by this much (standards §1.0). */
const SKEW_MS = 5 * 60_000
/** Older events are history: stored and counted, but they alert nobody (performance-reliability §2.3). */
const STALE_MS = 7 * 86_400_000

export interface NormalisedEvent {
  /** the sender's idempotency key within its source */
  key: string
  /** SHA-256 (hex) over the canonical sender-given content: same key + other digest = conflict */
  digest: string
  /** the sender's name of the run; null = belongs to the workflow only (log, business) */
  runKey: string | null
  attempt: number
  /** what the event says about its run; null for log and business */
  executionStatus: ExecutionStatus | null
  /** epoch milliseconds, never more than 5 min after receipt */
  occurredAt: number
  /** the sender's time was more than 5 min in the future and was clamped to the receipt */
  clockSkew: boolean
  /** occurred more than 7 days before receipt: no alert */
  stale: boolean
  /** a person started the run to try something out */
  isManual: boolean
  /** as it is stored: after the field rules of its source */
  event: NativeEvent
  /** `event` as canonical JSON text (RFC 8785): what is stored, and without field rules what the digest covers */
  canonical: string
}

const STATUS: Record<string, ExecutionStatus> = {
  'execution.started': 'running',
  'execution.succeeded': 'succeeded',
  'execution.failed': 'failed',
  'execution.cancelled': 'cancelled',
}

/** `data.mode` of runs that a person starts to try something out (n8n's words): stored, outside every promise. */
const MANUAL_MODES: ReadonlySet<string> = new Set(['manual', 'evaluation', 'chat'])

function isManual(data: unknown): boolean {
  const mode = typeof data === 'object' && data !== null && 'mode' in data ? data.mode : undefined
  return typeof mode === 'string' && MANUAL_MODES.has(mode)
}

/** A step proves that its run is alive; log and business events say nothing about it. */
function statusOf(type: string): ExecutionStatus | null {
  return STATUS[type] ?? (type.startsWith('step.') ? 'running' : null)
}

/**
 * A valid event as the ingest statement needs it. `receivedAt` in epoch milliseconds is never part of key or digest.
 * `hide` takes out what must not be stored; the digest and whether the run is manual are judged before that.
 */
export function normalise(
  event: NativeEvent,
  receivedAt: number,
  hide?: (event: NativeEvent) => NativeEvent,
): NormalisedEvent {
  const sentAt = Date.parse(event.time)
  const sent = canonicalJson(event)
  const kept = hide ? hide(event) : event
  const clockSkew = sentAt > receivedAt + SKEW_MS
  return {
    key: event.id,
    digest: sha256(sent),
    runKey: event.execution ?? null,
    attempt: event.attempt,
    executionStatus: statusOf(event.type),
    occurredAt: clockSkew ? receivedAt : sentAt,
    clockSkew,
    stale: sentAt < receivedAt - STALE_MS,
    isManual: isManual(event.data),
    event: kept,
    canonical: kept === event ? sent : canonicalJson(kept),
  }
}

/** What the merge reads of an event, or null when the event says nothing about a run. */
export function executionEventOf(normalised: NormalisedEvent): ExecutionEvent | null {
  const { key, executionStatus, occurredAt, event } = normalised
  if (executionStatus === null) return null
  const isFailure = executionStatus === 'failed' || executionStatus === 'cancelled'
  return {
    key,
    status: executionStatus,
    occurredAt,
    isStart: event.type === 'execution.started',
    durationMs: executionStatus === 'running' ? null : (event.durationMs ?? null),
    errorClass: isFailure ? (event.error?.class ?? null) : null,
    errorStep: isFailure ? (event.error?.step ?? null) : null,
    version: event.version ?? null,
    definitionHash: event.definitionHash ?? null,
    measures: executionStatus === 'running' ? null : (event.measures ?? null),
    isManual: normalised.isManual,
  }
}
