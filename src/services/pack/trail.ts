import { rangeRow, shownRow } from '@/domain/proof/audit-rows'
import { consistencyProof } from '@/domain/proof/proofs'
import type { Sql } from '@/infra/db'
import { CHAIN_COLUMNS, type ChainRow, chainEntry } from '../audit/entry'
import { loadCheckpoints, type StoredCheckpoint } from '../checkpoint/store'
import { blockOf, loadTree } from '../checkpoint/tree'

/** The entry that records what the pack rests on; a checkpoint must cover it. */
const LAST_ENTRY = `
SELECT coalesce(max(a.seq), 0)::text AS seq FROM audit_entry a
WHERE a.tenant_id = :tenant AND a.client_id = $1::uuid AND a.at <= date_trunc('milliseconds', $2::timestamptz)`

const COVERING = `
SELECT min(c.number) AS number FROM audit_checkpoint c WHERE c.tenant_id = :tenant AND c.size >= $1::bigint`

/** The first checkpoint that covers the client's entries up to a moment; null when none does yet. */
export async function coveringCheckpoint(sql: Sql, clientId: string, asOf: Date): Promise<number | null> {
  const [last] = await sql<{ seq: string }>(LAST_ENTRY, [clientId, asOf])
  const [found] = await sql<{ number: number | null }>(COVERING, [last?.seq ?? '0'])
  return found?.number ?? null
}

const FIRST_OF_MONTH = `
SELECT coalesce(min(a.seq), $2::bigint + 1)::text AS seq FROM audit_entry a
WHERE a.tenant_id = :tenant AND a.at >= $1::timestamptz AND a.seq <= $2::bigint`

const OWN = `
SELECT ${CHAIN_COLUMNS} FROM audit_entry a
WHERE a.tenant_id = :tenant AND a.client_id = $1::uuid AND a.seq <= $2::bigint ORDER BY a.seq`

const OTHERS = `
SELECT a.seq::text AS seq, a.hash FROM audit_entry a
WHERE a.tenant_id = :tenant AND a.client_id IS DISTINCT FROM $1::uuid AND a.seq >= $2::bigint AND a.seq <= $3::bigint ORDER BY a.seq`

export interface PackTrail {
  audit: unknown[]
  proofs: unknown[]
  checkpoints: unknown[]
  keys: unknown[]
  anchor: StoredCheckpoint
}

/**
 * The client's entries up to a checkpoint with their proofs; of others, from the month's first entry on, only hashes. And every
 * checkpoint up to it, each with the proof that it continues the one before.
 */
export async function loadPackTrail(
  sql: Sql,
  { clientId, from, checkpoint }: { clientId: string; from: Date; checkpoint: number },
): Promise<PackTrail> {
  const checkpoints = await loadCheckpoints(sql, checkpoint)
  const anchor = checkpoints.at(-1)
  if (!anchor) throw new Error('there is no checkpoint')
  const { size } = anchor
  const [first] = await sql<{ seq: string }>(FIRST_OF_MONTH, [from, size])
  const start = Number(first?.seq ?? size + 1)
  const own = (await sql<ChainRow>(OWN, [clientId, size])).map(chainEntry)
  const others = await sql<{ seq: string; hash: string }>(OTHERS, [clientId, start, size])
  const blocks = new Set([
    ...own.map(({ seq }) => blockOf(Number(seq))),
    ...others.map(({ seq }) => blockOf(Number(seq))),
    ...checkpoints.flatMap((each) => [blockOf(each.size), blockOf(each.size + 1)]),
    blockOf(start - 1),
    blockOf(start),
  ])
  const hashOf = await loadTree(sql, size, blocks)
  const rows = [
    ...own.map((entry) => shownRow(entry, size, hashOf)),
    ...others.map(({ seq, hash }) => ({ seq: Number(seq), hash })),
  ].sort((a, b) => a.seq - b.seq)
  const signed = checkpoints.map(({ body, signature, publicKey, size: grown }, index) => {
    const before = checkpoints[index - 1]?.size ?? 0
    const nodes = before === 0 ? [] : consistencyProof(hashOf, before, grown)
    return { body, signature, publicKey, consistency: nodes.map((node) => node.toString('hex')) }
  })
  const keys = [...new Map(checkpoints.map((each) => [each.fingerprint, each.publicKey]))]
  return {
    audit: rows,
    proofs: [rangeRow(start, size, hashOf)],
    checkpoints: signed,
    keys: keys.map(([fingerprint, publicKey]) => ({ fingerprint, publicKey })),
    anchor,
  }
}
