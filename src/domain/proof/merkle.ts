import { sha256Bytes } from '@/lib/crypto'

/** 32 bytes of SHA-256. */
export type Hash = Buffer

const LEAF = Buffer.from([0x00])
const NODE = Buffer.from([0x01])

/** Root of no leaves: the hash of nothing (RFC 6962 §2.1). */
export const EMPTY_ROOT: Hash = sha256Bytes('')

/** MTH of one leaf: SHA-256(0x00 ‖ data). */
export function leafHash(data: Uint8Array): Hash {
  return sha256Bytes(Buffer.concat([LEAF, data]))
}

/** SHA-256(0x01 ‖ left ‖ right). */
export function nodeHash(left: Hash, right: Hash): Hash {
  return sha256Bytes(Buffer.concat([NODE, left, right]))
}

/** The largest power of two below `n` (n ≥ 2): where a tree of n leaves is cut. */
export function splitOf(n: number): number {
  let k = 1
  while (k * 2 < n) k *= 2
  return k
}

/** Roots of the full subtrees from the left, one per set bit of the size: all that is needed to go on appending. */
export class Frontier {
  readonly #peaks: Hash[]
  #size: number

  constructor(size = 0, peaks: readonly Hash[] = []) {
    this.#size = size
    this.#peaks = [...peaks]
  }

  get size(): number {
    return this.#size
  }

  get peaks(): readonly Hash[] {
    return this.#peaks
  }

  /** Adds the hash of a leaf; on average two hashes of work, whatever the size. */
  append(leaf: Hash): void {
    let node = leaf
    for (let n = this.#size; n % 2 === 1; n = (n - 1) / 2) {
      const left = this.#peaks.pop()
      if (!left) throw new RangeError('the peaks do not fit the size')
      node = nodeHash(left, node)
    }
    this.#peaks.push(node)
    this.#size++
  }

  /** Merkle tree hash of everything appended. */
  root(): Hash {
    const [last, ...rest] = [...this.#peaks].reverse()
    if (!last) return EMPTY_ROOT
    return rest.reduce((right, left) => nodeHash(left, right), last)
  }
}

/** Gives the Merkle tree hash over the leaves lo … hi-1, lo < hi. */
export type HashOf = (lo: number, hi: number) => Hash

/** Leaves per stored subtree: proofs read these instead of all history. */
export const TILE = 256

/** Hashes of subtrees out of stored tiles and, where a tile is cut or not there, out of leaves. Remembers what it has made. */
export function treeOf(leaf: (index: number) => Hash, tile: (index: number) => Hash | undefined): HashOf {
  const made = new Map<string, Hash>()
  const make = (lo: number, hi: number): Hash => {
    if (hi - lo === 1) return leaf(lo)
    if (hi - lo === TILE && lo % TILE === 0) {
      const stored = tile(lo / TILE)
      if (stored) return stored
    }
    const middle = lo + splitOf(hi - lo)
    return nodeHash(hashOf(lo, middle), hashOf(middle, hi))
  }
  const hashOf: HashOf = (lo, hi) => {
    const key = `${lo}-${hi}`
    const known = made.get(key) ?? make(lo, hi)
    made.set(key, known)
    return known
  }
  return hashOf
}
