import { type ChainEntry, plain } from '../audit/chain'
import type { HashOf } from './merkle'
import { inclusionProof, rangeProof } from './proofs'

/** An entry of the pack's own client is shown with its content; of others only the hash stands. */
export interface AuditRow {
  seq: number
  hash: string
  prevHash?: string
  entry?: unknown
  proof?: string[]
}

const hexOf = (nodes: readonly Buffer[]) => nodes.map((node) => node.toString('hex'))

/** A shown entry with its audit path to the signed root over `size` entries. */
export function shownRow(entry: ChainEntry, size: number, hashOf: HashOf): AuditRow {
  const { hash, prevHash, ...content } = entry
  const seq = Number(entry.seq)
  return { seq, hash, prevHash, entry: plain(content), proof: hexOf(inclusionProof(hashOf, seq - 1, size)) }
}

/** What gives the signed root together with every hash from entry `from` on: nothing in the range can be left out. */
export function rangeRow(from: number, size: number, hashOf: HashOf): { from: number; beside: string[] } {
  return { from, beside: hexOf(rangeProof(hashOf, { from: from - 1, to: size, size })) }
}
