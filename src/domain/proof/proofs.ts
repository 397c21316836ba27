import { type Hash, type HashOf, nodeHash, splitOf } from './merkle'

/**
 * The hashes that, with the leaves from … to-1, give the root over `size` leaves; left to right. For one leaf these are the
 * nodes of its audit path (RFC 6962 §2.1.1), there listed from the leaf upwards.
 */
export function rangeProof(hashOf: HashOf, { from, to, size }: { from: number; to: number; size: number }): Hash[] {
  const nodes: Hash[] = []
  const walk = (lo: number, hi: number): void => {
    if (hi <= from || lo >= to) nodes.push(hashOf(lo, hi))
    else if (hi - lo > 1) {
      const middle = lo + splitOf(hi - lo)
      walk(lo, middle)
      walk(middle, hi)
    }
  }
  if (from < to) walk(0, size)
  return nodes
}

/** PATH(m, D[n]) of RFC 6962 §2.1.1: the sibling hashes from the leaf upwards. */
export function inclusionProof(hashOf: HashOf, index: number, size: number): Hash[] {
  const path: Hash[] = []
  let [lo, hi] = [0, size]
  while (hi - lo > 1) {
    const middle = lo + splitOf(hi - lo)
    if (index < middle) {
      path.unshift(hashOf(middle, hi))
      hi = middle
    } else {
      path.unshift(hashOf(lo, middle))
      lo = middle
    }
  }
  return path
}

/** The root that a leaf and its audit path lead to, or null when the path has another length than the tree asks for. */
export function rootOfPath(
  leaf: Hash,
  { index, size, path }: { index: number; size: number; path: readonly Hash[] },
): Hash | null {
  const rest = [...path]
  const climb = (lo: number, hi: number): Hash | null => {
    if (hi - lo === 1) return leaf
    const sibling = rest.pop()
    if (!sibling) return null
    const middle = lo + splitOf(hi - lo)
    const inner = index < middle ? climb(lo, middle) : climb(middle, hi)
    if (!inner) return null
    return index < middle ? nodeHash(inner, sibling) : nodeHash(sibling, inner)
  }
  if (index < 0 || index >= size) return null
  const root = climb(0, size)
  return rest.length === 0 ? root : null
}

/** PROOF(m, D[n]) of RFC 6962 §2.1.2: shows that the tree of `size` begins with the tree of `first`. Empty for 0 and for `size`. */
export function consistencyProof(hashOf: HashOf, first: number, size: number): Hash[] {
  if (first === 0 || first === size) return []
  const walk = (m: number, lo: number, hi: number, isWhole: boolean): Hash[] => {
    if (m === hi - lo) return isWhole ? [] : [hashOf(lo, hi)]
    const k = splitOf(hi - lo)
    if (m <= k) return [...walk(m, lo, lo + k, isWhole), hashOf(lo + k, hi)]
    return [...walk(m - k, lo + k, hi, false), hashOf(lo, lo + k)]
  }
  return walk(first, 0, size, true)
}

/** Both roots that a consistency proof leads to; null when its length is wrong. */
function rootsOf(
  firstRoot: Hash,
  { first, size, proof }: { first: number; size: number; proof: readonly Hash[] },
): [Hash, Hash] | null {
  const rest = [...proof]
  const climb = (m: number, n: number, isWhole: boolean): [Hash, Hash] | null => {
    if (m === n) {
      const node = isWhole ? firstRoot : rest.shift()
      return node ? [node, node] : null
    }
    const k = splitOf(n)
    const inner = m <= k ? climb(m, k, isWhole) : climb(m - k, n - k, false)
    const sibling = rest.shift()
    if (!inner || !sibling) return null
    const [old, now] = inner
    return m <= k ? [old, nodeHash(now, sibling)] : [nodeHash(sibling, old), nodeHash(sibling, now)]
  }
  const roots = climb(first, size, true)
  return rest.length === 0 ? roots : null
}

/** True when `proof` shows that the tree (size, root) begins with the tree (first, firstRoot). */
export function isConsistent(
  older: { size: number; root: Hash },
  newer: { size: number; root: Hash },
  proof: readonly Hash[],
): boolean {
  if (older.size === 0) return proof.length === 0
  if (older.size > newer.size) return false
  const roots = rootsOf(older.root, { first: older.size, size: newer.size, proof })
  return roots?.[0].equals(older.root) === true && roots[1].equals(newer.root)
}
