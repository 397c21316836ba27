import type { Sql } from '@/infra/db'

export interface PackRow {
  id: string
  clientId: string
  clientName: string
  clientSlug: string
  month: string
  /** 0 = as frozen, else the number of the addendum it includes */
  revision: number
  status: 'building' | 'ready' | 'failed'
  done: number
  total: number
  requestedAt: Date
  requestedBy: string
  builtAt: Date | null
  sha256: string | null
  bytes: number | null
  problem: string | null
  checkpointNumber: number | null
  checkpointDigest: string | null
  /** fingerprint of the key that signed the checkpoint */
  fingerprint: string | null
}

const READ = `
SELECT e.id, e.client_id AS "clientId", c.name AS "clientName", c.slug AS "clientSlug", e.month, e.revision, e.status, e.done, e.total,
  e.requested_at AS "requestedAt", e.requested_by AS "requestedBy", e.built_at AS "builtAt", e.sha256, e.bytes::text AS bytes, e.problem,
  e.checkpoint_number AS "checkpointNumber", k.digest AS "checkpointDigest", s.fingerprint
FROM evidence_pack e
JOIN client c ON c.tenant_id = e.tenant_id AND c.id = e.client_id
LEFT JOIN audit_checkpoint k ON k.tenant_id = e.tenant_id AND k.number = e.checkpoint_number
LEFT JOIN signing_key s ON s.tenant_id = k.tenant_id AND s.id = k.key_id
WHERE e.tenant_id = :tenant AND e.client_id = ANY(:clients)`

/** Packs in the caller's reach, the latest first; or the one with an id. */
export async function loadPacks(sql: Sql, { id, limit }: { id: string | null; limit: number }): Promise<PackRow[]> {
  const rows = await sql<Omit<PackRow, 'bytes'> & { bytes: string | null }>(
    `${READ} AND ($1::uuid IS NULL OR e.id = $1) ORDER BY e.requested_at DESC, e.id LIMIT $2::int`,
    [id, limit],
  )
  return rows.map((row) => ({ ...row, bytes: row.bytes === null ? null : Number(row.bytes) }))
}

/** Where a pack is kept: by its hash, so that other bytes cannot take its place. */
export function packPath(tenantId: string, sha256: string): string {
  return `packs/${tenantId}/${sha256}.zip`
}

/** `brueckner-2026-10.zip`, or with its addendum. */
export function packFileName({
  clientSlug,
  month,
  revision,
}: Pick<PackRow, 'clientSlug' | 'month' | 'revision'>): string {
  return `${clientSlug}-${month}${revision > 0 ? `-addendum-${revision}` : ''}.zip`
}
