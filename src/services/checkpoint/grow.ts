import { type ChainHead, GENESIS, verifyChain } from '@/domain/audit/chain'
import { Frontier, TILE } from '@/domain/proof/merkle'
import { entryLeaf } from '@/domain/proof/trail'
import type { Sql } from '@/infra/db'
import { AppError } from '@/lib/errors'
import { CHAIN_COLUMNS, type ChainRow, chainEntry } from '../audit/entry'

const PIECE = 2_000

/** Entries of the trail above one and up to another, in order. `:tenant` is the wall. */
export const ENTRIES = `
SELECT ${CHAIN_COLUMNS} FROM audit_entry a
WHERE a.tenant_id = :tenant AND a.seq > $1::bigint AND a.seq <= $2::bigint ORDER BY a.seq LIMIT ${PIECE}`

/** The recorded head; GENESIS for an empty trail. */
export async function loadHead(sql: Sql): Promise<ChainHead> {
  const [row] = await sql<{ seq: string; hash: string }>(
    'SELECT h.seq::text AS seq, h.hash FROM audit_head h WHERE h.tenant_id = :tenant',
  )
  return row ? { seq: BigInt(row.seq), hash: row.hash } : { seq: 0n, hash: GENESIS }
}

/** Hash of the entry at `seq`; GENESIS before the first. */
async function headAt(sql: Sql, seq: number): Promise<ChainHead> {
  if (seq === 0) return { seq: 0n, hash: GENESIS }
  const [row] = await sql<{ hash: string }>(
    'SELECT a.hash FROM audit_entry a WHERE a.tenant_id = :tenant AND a.seq = $1::bigint',
    [seq],
  )
  if (!row) throw brokenAt(seq)
  return { seq: BigInt(seq), hash: row.hash }
}

function brokenAt(seq: number | bigint): AppError {
  return new AppError(
    'CONFLICT',
    `The audit trail is not as it was written from entry ${seq} on. Nothing is signed. Run "andon verify-audit".`,
  )
}

/** Full subtrees of one tile that the frontier has begun: its peaks below the tile's size. */
function beginTile(frontier: Frontier): Frontier {
  const rest = frontier.size % TILE
  const count = rest.toString(2).replaceAll('0', '').length
  return new Frontier(rest, count === 0 ? [] : frontier.peaks.slice(-count))
}

export interface Grown {
  frontier: Frontier
  /** tiles that are full now: number and root in hex */
  tiles: { number: number; hash: string }[]
}

/**
 * Carries the tree from `from` to the entry `until`, reading and checking only what is new: a trail that does not hold
 * together is not signed. CONFLICT names the first bad entry.
 */
export async function growTree(sql: Sql, from: Frontier, until: bigint): Promise<Grown> {
  const frontier = new Frontier(from.size, from.peaks)
  let tile = beginTile(frontier)
  const tiles: Grown['tiles'] = []
  let head = await headAt(sql, from.size)
  while (head.seq < until) {
    const rows = await sql<ChainRow>(ENTRIES, [head.seq.toString(), until.toString()])
    const verdict = verifyChain(rows.map(chainEntry), head)
    if (!verdict.ok || rows.length === 0) throw brokenAt(verdict.ok ? head.seq + 1n : verdict.firstBadSeq)
    head = verdict.head
    for (const { hash } of rows) {
      frontier.append(entryLeaf(hash))
      tile.append(entryLeaf(hash))
      if (tile.size < TILE) continue
      tiles.push({ number: frontier.size / TILE - 1, hash: tile.root().toString('hex') })
      tile = new Frontier()
    }
  }
  return { frontier, tiles }
}
