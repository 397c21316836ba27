import { executionEventOf } from '@/domain/event/normalise'
import { BinaryArray } from '@/infra/db/binary-array'
import { newId } from '@/lib/ids'
import type { IngestItem } from './ingest-item'

/** Older runs are anchored here, so that one mistyped year cannot name a partition of its own. */
const ANCHOR_BACK_MS = 400 * 86_400_000

/** Our id of a run, should the run be new: all its events in the batch propose the same. */
interface Proposal {
  id: string
  anchorAt: number
}

function runIdentity({ sourceId, workflowId, normalised }: IngestItem): string {
  return `${sourceId}${workflowId}${normalised.attempt}:${normalised.runKey}`
}

/** The anchor is the earliest occurrence in the batch; the id carries it in its time part, so an id alone prunes partitions. */
function proposals(items: readonly IngestItem[], receivedAt: number): Map<string, Proposal> {
  const anchors = new Map<string, number>()
  for (const item of items) {
    if (item.normalised.runKey === null) continue
    const identity = runIdentity(item)
    anchors.set(identity, Math.min(anchors.get(identity) ?? Number.MAX_SAFE_INTEGER, item.normalised.occurredAt))
  }
  const oldest = receivedAt - ANCHOR_BACK_MS
  const proposed = new Map<string, Proposal>()
  for (const [identity, earliest] of anchors) {
    const anchorAt = Math.max(earliest, oldest)
    proposed.set(identity, { id: newId(new Date(anchorAt)), anchorAt })
  }
  return proposed
}

/** The parameters of INGEST, one array per column, in its order. */
export function ingestColumns(items: readonly IngestItem[], receivedAt: number): Buffer[] {
  const { length } = items
  const column = (type: ConstructorParameters<typeof BinaryArray>[0]) => new BinaryArray(type, length)
  const tenantId = column('uuid')
  const clientId = column('uuid')
  const sourceId = column('uuid')
  const workflowId = column('uuid')
  const key = column('text')
  const digest = column('bytea')
  const eventId = column('uuid')
  const type = column('text')
  const occurredAt = column('timestamptz')
  const clockSkew = column('bool')
  const payload = column('jsonb')
  const wakes = column('bool')
  const runKey = column('text')
  const attempt = column('int4')
  const proposedId = column('uuid')
  const anchorAt = column('timestamptz')
  const status = column('text')
  const startedAt = column('timestamptz')
  const durationMs = column('int4')
  const errorClass = column('text')
  const errorStep = column('text')
  const version = column('text')
  const proposed = proposals(items, receivedAt)
  for (const item of items) {
    const { normalised } = item
    const run = executionEventOf(normalised)
    const proposal = normalised.runKey === null ? undefined : proposed.get(runIdentity(item))
    tenantId.uuid(item.tenantId)
    clientId.uuid(item.clientId)
    sourceId.uuid(item.sourceId)
    workflowId.uuid(item.workflowId)
    key.text(normalised.key)
    digest.bytes(normalised.digest)
    eventId.newUuid()
    type.text(normalised.event.type)
    occurredAt.timestamptz(normalised.occurredAt)
    clockSkew.bool(normalised.clockSkew)
    payload.jsonb(item.payload)
    wakes.bool(item.wakes && run !== null)
    runKey.text(normalised.runKey)
    attempt.int4(normalised.attempt)
    proposedId.uuid(proposal?.id ?? null)
    anchorAt.timestamptz(proposal?.anchorAt ?? null)
    status.text(run?.status ?? null)
    startedAt.timestamptz(run?.isStart ? run.occurredAt : null)
    durationMs.int4(run?.durationMs ?? null)
    errorClass.text(run?.errorClass ?? null)
    errorStep.text(run?.errorStep ?? null)
    version.text(run?.version ?? null)
  }
  return [
    ...[
      tenantId,
      clientId,
      sourceId,
      workflowId,
      key,
      digest,
      eventId,
      type,
      occurredAt,
      clockSkew,
      payload,
      wakes,
      runKey,
      attempt,
    ],
    ...[proposedId, anchorAt, status, startedAt, durationMs, errorClass, errorStep, version],
  ].map((each) => each.done())
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
