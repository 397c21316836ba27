import { normalise } from '@/domain/event/normalise'
import type { NativeEvent } from '@/domain/event/schema'
import { validateEvent } from '@/domain/event/validate'
import { env } from '@/env'
import { ingestMetrics } from '@/infra/metrics'
import { traced } from '@/infra/tracing'
import { notFound } from '@/lib/errors'
import type { Caller } from '../context'
import { demand } from '../define'
import { type Hide, hideOf } from '../source/field-rules'
import { countIntake } from '../source/intake'
import { commitBatch, unavailable } from './ingest-commit'
import type { IngestItem, IngestOutcome } from './ingest-item'
import { IngestQueue } from './ingest-queue'
import { type ResolvedWorkflow, resolveWorkflows } from './resolve-workflows'

export interface IngestInput {
  sourceId: string
  clientId: string
  /** parsed JSON, not yet trusted */
  events: readonly unknown[]
  /** history loaded by us: wakes no evaluation */
  backfill?: boolean
}

/** What became of each event; `index` is its place in the input. */
export interface IngestResult {
  accepted: number
  duplicates: number
  conflicts: number
  conflictsAt: number[]
  rejected: { index: number; reason: string }[]
}

const STATEMENT_EVENTS = 500
const STATEMENT_BYTES = 1024 * 1024
const QUEUE_BYTES = 16 * 1024 * 1024
const STATEMENTS_IN_FLIGHT = 2

let queue: IngestQueue | undefined

/** One per process; its fill is a metric. */
export function ingestQueue(): IngestQueue {
  if (queue) return queue
  queue = new IngestQueue(
    commitBatch,
    {
      maxEvents: env.INGEST_QUEUE_EVENTS_MAX,
      maxBytes: QUEUE_BYTES,
      batchEvents: STATEMENT_EVENTS,
      batchBytes: STATEMENT_BYTES,
      inFlight: STATEMENTS_IN_FLIGHT,
    },
    Date.now,
  )
  ingestMetrics.watchQueue(queue)
  return queue
}

interface Placed {
  index: number
  event: NativeEvent
}

function read(events: readonly unknown[], rejected: IngestResult['rejected']): Placed[] {
  const valid: Placed[] = []
  for (const [index, raw] of events.entries()) {
    const checked = validateEvent(raw)
    if (checked.ok) valid.push({ index, event: checked.event })
    else rejected.push({ index, reason: checked.reason })
  }
  return valid
}

function workflowsOf(valid: readonly Placed[]): Map<string, { key: string; site: string | null }> {
  const wanted = new Map<string, { key: string; site: string | null }>()
  for (const { event } of valid) {
    const { workflow, site } = event
    if (!wanted.has(workflow)) wanted.set(workflow, { key: workflow, site: site ?? null })
  }
  return wanted
}

interface Numbered {
  index: number
  item: IngestItem
}

interface Reading {
  sealed: { tenantId: string; clientId: string; sourceId: string }
  wakes: boolean
  rejected: IngestResult['rejected']
}

interface Place {
  workflows: Map<string, ResolvedWorkflow>
  hide: Hide | undefined
}

function itemsOf(valid: readonly Placed[], { workflows, hide }: Place, reading: Reading): Numbered[] {
  const receivedAt = Date.now()
  const numbered: Numbered[] = []
  for (const { index, event } of valid) {
    const workflow = workflows.get(event.workflow)
    if (!workflow || 'reason' in workflow) {
      reading.rejected.push({ index, reason: workflow?.reason ?? 'workflow: could not be registered' })
      continue
    }
    const normalised = normalise(event, receivedAt, hide)
    const wakes = reading.wakes && !normalised.stale
    const item = { ...reading.sealed, workflowId: workflow.id, normalised, wakes }
    numbered.push({ index, item })
  }
  return numbered
}

function tally(
  outcomes: readonly IngestOutcome[],
  numbered: readonly Numbered[],
  rejected: IngestResult['rejected'],
): IngestResult {
  const result: IngestResult = { accepted: 0, duplicates: 0, conflicts: 0, conflictsAt: [], rejected }
  for (const [at, outcome] of outcomes.entries()) {
    const index = numbered[at]?.index ?? at
    if (outcome.kind === 'accepted') result.accepted++
    else if (outcome.kind === 'duplicate') result.duplicates++
    else if (outcome.kind === 'rejected') rejected.push({ index, reason: outcome.reason })
    else result.conflictsAt.push(index)
  }
  result.conflicts = result.conflictsAt.length
  rejected.sort((a, b) => a.index - b.index)
  return result
}

function seal(caller: Caller, { clientId, sourceId }: Pick<IngestInput, 'clientId' | 'sourceId'>): Reading['sealed'] {
  demand(caller, { action: 'event.ingest', can: 'event.write' })
  const { tenantId, clientIds } = caller.scope
  if (clientIds && !clientIds.includes(clientId)) throw notFound('source')
  if (caller.actor.kind === 'key' && caller.actor.sourceId !== sourceId) throw notFound('source')
  return { tenantId, clientId, sourceId }
}

async function placeOf(caller: Caller, valid: readonly Placed[], { sealed }: Reading): Promise<Place> {
  const [workflows, hide] = await Promise.all([
    resolveWorkflows(sealed, workflowsOf(valid)),
    hideOf(caller, sealed.clientId, sealed.sourceId),
  ])
  return { workflows, hide }
}

async function store(caller: Caller, valid: readonly Placed[], reading: Reading): Promise<IngestResult> {
  const placing = placeOf(caller, valid, reading)
  const place = await placing.catch((error) => Promise.reject(unavailable(error)))
  const numbered = itemsOf(valid, place, reading)
  const outcomes = await ingestQueue().add(numbered.map(({ item }) => item))
  const result = tally(outcomes, numbered, reading.rejected)
  ingestMetrics.count(result)
  countIntake(reading.sealed, { ...result, rejected: result.rejected.length })
  return result
}

/**
 * The one way events come in from outside: HTTP and seed. Resolves after the commit; every event has exactly one outcome.
 * @throws AppError FORBIDDEN, NOT_FOUND for a client outside the scope, LIMIT and UNAVAILABLE (send the same again)
 */
export async function ingestEvents(caller: Caller, input: IngestInput): Promise<IngestResult> {
  const reading: Reading = { sealed: seal(caller, input), wakes: !input.backfill, rejected: [] }
  return traced('event.ingest', () => store(caller, read(input.events, reading.rejected), reading))
}

/** The same for events that our own doors translated: already in canonical form. */
export async function ingestNative(
  caller: Caller,
  input: Omit<IngestInput, 'events'> & { events: readonly NativeEvent[] },
): Promise<IngestResult> {
  const reading: Reading = { sealed: seal(caller, input), wakes: !input.backfill, rejected: [] }
  return traced('event.ingest', () =>
    store(
      caller,
      input.events.map((event, index) => ({ index, event })),
      reading,
    ),
  )
}
