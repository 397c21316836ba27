import type { SignedCheckpoint } from '@/domain/proof/checkpoint'
import type { Sql } from '@/infra/db'

export interface StoredCheckpoint extends SignedCheckpoint {
  number: number
  size: number
  root: string
  digest: string
  fingerprint: string
}

const READ = `
SELECT c.number, c.size::text AS size, c.root, c.digest, c.body, c.signature, k.public_key AS "publicKey", k.fingerprint
FROM audit_checkpoint c JOIN signing_key k ON k.tenant_id = c.tenant_id AND k.id = c.key_id
WHERE c.tenant_id = :tenant AND c.number <= $1::int ORDER BY c.number`

/** Every checkpoint up to a number, the oldest first. */
export async function loadCheckpoints(sql: Sql, upTo = 2_147_483_647): Promise<StoredCheckpoint[]> {
  const rows = await sql<Omit<StoredCheckpoint, 'size'> & { size: string }>(READ, [upTo])
  return rows.map((row) => ({ ...row, size: Number(row.size) }))
}
