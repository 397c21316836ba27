import { EMPTY_ROOT, type HashOf, TILE, treeOf } from '@/domain/proof/merkle'
import { entryLeaf } from '@/domain/proof/trail'
import type { Sql } from '@/infra/db'

const TILES = 'SELECT t.number, t.hash FROM audit_tile t WHERE t.tenant_id = :tenant AND t.number < $1::int'

const LEAVES = `
SELECT a.seq::text AS seq, a.hash FROM unnest($1::bigint[]) AS b (block)
JOIN audit_entry a ON a.tenant_id = :tenant AND a.seq > b.block * ${TILE} AND a.seq <= least((b.block + 1) * ${TILE}, $2::bigint)`

/** The tile that holds the entry, and the place where a tree of `size` entries ends. */
export function blockOf(seq: number): number {
  return Math.floor((seq - 1) / TILE)
}

/**
 * The trail's tree of `size` entries for proofs about the entries of some tiles: reads the tiles' roots and these tiles' entries,
 * never all history. Asking for other entries is a mistake in the code.
 */
export async function loadTree(sql: Sql, size: number, blocks: ReadonlySet<number>): Promise<HashOf> {
  const tiles = new Map<number, Buffer>()
  for (const { number, hash } of await sql<{ number: number; hash: string }>(TILES, [Math.floor(size / TILE)]))
    tiles.set(number, Buffer.from(hash, 'hex'))
  const wanted = [...blocks].filter((block) => block >= 0)
  // What no tile covers yet is always needed: the end of the tree.
  for (let block = tiles.size; block <= blockOf(size); block++) wanted.push(block)
  const leaves = new Map<number, Buffer>()
  const rows = await sql<{ seq: string; hash: string }>(LEAVES, [[...new Set(wanted)], size])
  for (const { seq, hash } of rows) leaves.set(Number(seq), entryLeaf(hash))
  // A missing entry has a hash that proves nothing: the root then differs, which is what must come out.
  return treeOf(
    (index) => leaves.get(index + 1) ?? EMPTY_ROOT,
    (number) => tiles.get(number),
  )
}
