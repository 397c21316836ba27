import type { ChainEntry } from '@/domain/audit/chain'

/** The columns of `audit_entry` as the chain hashed them; `seq` arrives as text from plain pg. */
export interface ChainRow {
  tenantId: string
  seq: string
  at: Date
  clientId: string | null
  actorKind: string
  actorId: string | null
  actorName: string
  action: string
  subjectKind: string
  subjectId: string
  subjectName: string
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
  reason: string | null
  requestId: string | null
  prevHash: string
  hash: string
}

/** An entry as the page shows it. */
export interface AuditRow extends Omit<ChainRow, 'seq'> {
  seq: bigint
  clientName: string | null
}

/** Every column, under the names that were hashed. */
export const CHAIN_COLUMNS = `a.tenant_id AS "tenantId", a.seq, a.at, a.client_id AS "clientId", a.actor_kind AS "actorKind",
  a.actor_id AS "actorId", a.actor_name AS "actorName", a.action, a.subject_kind AS "subjectKind", a.subject_id AS "subjectId",
  a.subject_name AS "subjectName", a.before, a.after, a.reason, a.request_id AS "requestId", a.prev_hash AS "prevHash", a.hash`

/** The entry as it was hashed: exactly the stored columns, nothing that a page adds. */
export function chainEntry(row: ChainRow): ChainEntry {
  const { tenantId, at, clientId, actorKind, actorId, actorName, action, subjectKind, subjectId, subjectName } = row
  const { before, after, reason, requestId, prevHash, hash } = row
  return {
    tenantId,
    seq: BigInt(row.seq),
    at,
    clientId,
    actorKind,
    actorId,
    actorName,
    action,
    subjectKind,
    subjectId,
    subjectName,
    before,
    after,
    reason,
    requestId,
    prevHash,
    hash,
  }
}
