import {
  type CheckpointBody,
  type CheckpointFault,
  readBody,
  type SignedCheckpoint,
  verifyCheckpoints,
} from './checkpoint'
import type { KeptCheckpoint } from './kept'
import { Frontier } from './merkle'
import { entryLeaf, type TrailMark } from './trail'

export type MarksVerdict =
  | { ok: true; marks: TrailMark[] }
  | { ok: false; number: number; why: CheckpointFault | 'missing_in_database' | 'differs_from_kept' | 'kept_entries' }

/** Kept hashes count only when they lead to the signed root; null when a file before them is missing. */
function keptHashes(bodies: readonly CheckpointBody[], kept: ReadonlyMap<number, KeptCheckpoint>) {
  const frontier = new Frontier()
  const hashes = new Map<number, readonly string[]>()
  for (const { number, size, root } of bodies) {
    const file = kept.get(number)
    if (file?.entryHashes.length !== size - frontier.size) return { hashes, bad: file ? number : null }
    for (const hash of file.entryHashes) frontier.append(entryLeaf(hash))
    if (frontier.root().toString('hex') !== root) return { hashes, bad: number }
    hashes.set(number, file.entryHashes)
  }
  return { hashes, bad: null }
}

/**
 * Puts the checkpoints of the database beside those kept outside and gives what a trail is walked against. A kept one that the
 * database lacks, or holds otherwise, is named: the copy outside is the one to believe.
 */
export function marksOf(
  stored: readonly SignedCheckpoint[],
  kept: ReadonlyMap<number, KeptCheckpoint>,
  isKnownKey: (fingerprint: string) => boolean,
): MarksVerdict {
  for (const [number, { body }] of [...kept].sort(([a], [b]) => a - b)) {
    const there = stored[number - 1]
    if (!there) return { ok: false, number, why: 'missing_in_database' }
    if (there.body !== body) return { ok: false, number, why: readBody(body) ? 'differs_from_kept' : 'body' }
  }
  const verdict = verifyCheckpoints(stored, isKnownKey)
  if (!verdict.ok) return verdict
  const { hashes, bad } = keptHashes(verdict.bodies, kept)
  if (bad !== null) return { ok: false, number: bad, why: 'kept_entries' }
  const marks = verdict.bodies.map(({ number, size, root }) => ({
    number,
    size,
    root,
    hashes: hashes.get(number) ?? null,
  }))
  return { ok: true, marks }
}
