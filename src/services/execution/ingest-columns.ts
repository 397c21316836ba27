import { executionEventOf, type NormalisedEvent } from '@/domain/event/normalise'
import type { ExecutionEvent } from '@/domain/execution/merge'
import { type ArrayType, BinaryArray } from '@/infra/db/binary-array'
import { newId } from '@/lib/ids'
import { canonicalJson } from '@/lib/json'
import type { IngestItem } from './ingest-item'

/** Older runs are anchored here, so that one mistyped year cannot name a partition of its own. */
const ANCHOR_BACK_MS = 400 * 86_400_000

/** Our id of a run, should the run be new: all its events in the batch propose the same. */
interface Proposal {
  id: string
  anchorAt: number
}

interface Row {
  item: IngestItem
  normalised: NormalisedEvent
  /** what the event says of its run */
  run: ExecutionEvent | null
  proposal: Proposal | null
}

/** The anchor is the earliest occurrence in the batch; the id carries it in its time part, so an id alone prunes partitions. */
function rowsOf(items: readonly IngestItem[], receivedAt: number): Row[] {
  const oldest = receivedAt - ANCHOR_BACK_MS
  const proposed = new Map<string, Proposal>()
  const propose = ({ sourceId, workflowId, normalised }: IngestItem): Proposal | null => {
    if (normalised.runKey === null) return null
    const identity = `${sourceId}${workflowId}${normalised.attempt}:${normalised.runKey}`
    const anchorAt = Math.max(normalised.occurredAt, oldest)
    const known = proposed.get(identity)
    if (known) known.anchorAt = Math.min(known.anchorAt, anchorAt)
    else proposed.set(identity, { id: '', anchorAt })
    return known ?? proposed.get(identity) ?? null
  }
  const rows = items.map((item): Row => {
    const { normalised } = item
    return { item, normalised, run: executionEventOf(normalised), proposal: propose(item) }
  })
  for (const proposal of proposed.values()) proposal.id = newId(new Date(proposal.anchorAt))
  return rows
}

function writePayload(column: BinaryArray, { normalised }: Row): void {
  column.jsonb(normalised.canonical)
}

/** The columns of INGEST, in its order. */
const COLUMNS: readonly [type: ArrayType, write: (column: BinaryArray, row: Row) => void][] = [
  ['uuid', (column, { item }) => column.uuid(item.tenantId)],
  ['uuid', (column, { item }) => column.uuid(item.clientId)],
  ['uuid', (column, { item }) => column.uuid(item.sourceId)],
  ['uuid', (column, { item }) => column.uuid(item.workflowId)],
  ['text', (column, { normalised }) => column.text(normalised.key)],
  ['bytea', (column, { normalised }) => column.hex(normalised.digest)],
  ['uuid', (column) => column.newUuid()],
  ['text', (column, { normalised }) => column.text(normalised.event.type)],
  ['timestamptz', (column, { normalised }) => column.timestamptz(normalised.occurredAt)],
  ['bool', (column, { normalised }) => column.bool(normalised.clockSkew)],
  ['jsonb', writePayload],
  ['bool', (column, { item, run }) => column.bool(item.wakes && run !== null)],
  ['text', (column, { normalised }) => column.text(normalised.runKey)],
  ['int4', (column, { normalised }) => column.int4(normalised.attempt)],
  ['uuid', (column, { proposal }) => column.uuid(proposal?.id ?? null)],
  ['timestamptz', (column, { proposal }) => column.timestamptz(proposal?.anchorAt ?? null)],
  ['text', (column, { run }) => column.text(run?.status ?? null)],
  ['timestamptz', (column, { run }) => column.timestamptz(run?.isStart ? run.occurredAt : null)],
  ['int4', (column, { run }) => column.int4(run?.durationMs ?? null)],
  ['text', (column, { run }) => column.text(run?.errorClass ?? null)],
  ['text', (column, { run }) => column.text(run?.errorStep ?? null)],
  ['text', (column, { run }) => column.text(run?.version ?? null)],
  ['text', (column, { run }) => column.text(run?.definitionHash ?? null)],
  ['jsonb', (column, { run }) => column.jsonb(run?.measures ? canonicalJson(run.measures) : null)],
  ['bool', (column, { run }) => column.bool(run?.isManual ?? false)],
]

/** The parameters of INGEST: one array per column. */
export function ingestColumns(items: readonly IngestItem[], receivedAt: number): Buffer[] {
  const rows = rowsOf(items, receivedAt)
  const payloadBytes = items.reduce((sum, { normalised }) => sum + normalised.canonical.length, 0)
  // a text is first given the room of its longest encoding
  const room = payloadBytes + payloadBytes / 4 + 4096
  return COLUMNS.map(([type, write]) => {
    const column = new BinaryArray(type, rows.length, write === writePayload ? room : 0)
    for (const row of rows) write(column, row)
    return column.done()
  })
}

/** The parameters of STORED_DIGESTS. */
export function identityColumns(items: readonly IngestItem[]): Buffer[] {
  const tenantId = new BinaryArray('uuid', items.length)
  const sourceId = new BinaryArray('uuid', items.length)
  const key = new BinaryArray('text', items.length)
  for (const item of items) {
    tenantId.uuid(item.tenantId)
    sourceId.uuid(item.sourceId)
    key.text(item.normalised.key)
  }
  return [tenantId.done(), sourceId.done(), key.done()]
}
