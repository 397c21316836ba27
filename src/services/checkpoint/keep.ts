import { keptText } from '@/domain/proof/kept'
import { storage } from '@/infra/storage'
import { notFound } from '@/lib/errors'
import type { Caller } from '../context'
import { sealed } from '../effect/sealed'

/** Where a checkpoint is kept outside the database: its number for order, its digest because it is its name. */
export function checkpointPath(tenantId: string, number: number, digest: string): string {
  return `checkpoints/${tenantId}/${String(number).padStart(8, '0')}-${digest}.checkpoint`
}

interface Row {
  body: string
  signature: string
  digest: string
  publicKey: string
  size: string
  before: string | null
}

const READ = `
SELECT c.body, c.signature, c.digest, k.public_key AS "publicKey", c.size::text AS size, p.size::text AS before
FROM audit_checkpoint c
JOIN signing_key k ON k.tenant_id = c.tenant_id AND k.id = c.key_id
LEFT JOIN audit_checkpoint p ON p.tenant_id = c.tenant_id AND p.number = c.number - 1
WHERE c.tenant_id = :tenant AND c.number = $1`

const HASHES = `
SELECT a.hash FROM audit_entry a WHERE a.tenant_id = :tenant AND a.seq > $1::bigint AND a.seq <= $2::bigint ORDER BY a.seq`

/** Keeps a checkpoint and the hashes of the entries it added outside the database, once; safe to repeat. */
export async function keepCheckpoint(caller: Caller, { number }: { number: number }): Promise<void> {
  const { tenantId } = caller.scope
  const { row, hashes } = await sealed(caller.scope, async (sql) => {
    const [row] = await sql<Row>(READ, [number])
    if (!row) throw notFound('checkpoint')
    return { row, hashes: await sql<{ hash: string }>(HASHES, [row.before ?? '0', row.size]) }
  })
  const { body, signature, publicKey, digest } = row
  const text = keptText({ body, signature, publicKey, entryHashes: hashes.map(({ hash }) => hash) })
  await storage().put(checkpointPath(tenantId, number, digest), Buffer.from(text))
}
