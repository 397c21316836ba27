import { sha256 } from '@/lib/crypto'
import { canonicalJson } from '@/lib/json'

/** `prevHash` of a partner's first entry. */
export const GENESIS = '0'.repeat(64)

/** The columns of `audit_entry`. `hash` and `prevHash` are the chain; every other field is what is chained. */
export interface ChainEntry {
  seq: bigint
  prevHash: string
  hash: string
  [field: string]: unknown
}

export interface ChainHead {
  seq: bigint
  hash: string
}

export type ChainVerdict =
  | { ok: true; count: number; head: ChainHead }
  | { ok: false; firstBadSeq: bigint; why: 'gap' | 'link_broken' | 'content_altered' }

/** JSON as it is hashed and exported: bigint as decimal text, dates as ISO 8601 UTC, absent fields left out. */
export function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString()
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, plain(item)]))
}

/**
 * SHA-256 as hex over the UTF-8 bytes of JCS(entry) (RFC 8785) followed by the 64 hex characters of `prevHash`.
 * Fields named `hash` and `prevHash` do not count: the first is the result, the second is the suffix.
 */
export function entryHash(entry: Record<string, unknown>, prevHash: string): string {
  const { hash: _hash, prevHash: _prevHash, ...content } = entry
  return sha256(canonicalJson(plain(content)) + prevHash)
}

/**
 * Walks entries in the order given and names the first that is not as it was written: a missing or misplaced `seq`,
 * a link to another predecessor, or other content. `after` continues a walk from a known head.
 * Entries cut off at the end, or a whole chain written anew, look right from inside: only a checkpoint kept elsewhere
 * (issue 2) can tell.
 */
export function verifyChain(
  entries: Iterable<ChainEntry>,
  after: ChainHead = { seq: 0n, hash: GENESIS },
): ChainVerdict {
  let head = after
  let count = 0
  for (const entry of entries) {
    const seq = head.seq + 1n
    if (entry.seq !== seq) return { ok: false, firstBadSeq: seq, why: 'gap' }
    if (entry.prevHash !== head.hash) return { ok: false, firstBadSeq: seq, why: 'link_broken' }
    if (entry.hash !== entryHash(entry, entry.prevHash)) return { ok: false, firstBadSeq: seq, why: 'content_altered' }
    head = { seq, hash: entry.hash }
    count++
  }
  return { ok: true, count, head }
}
