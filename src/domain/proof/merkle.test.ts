import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EMPTY_ROOT, Frontier, type Hash, leafHash, TILE, treeOf } from './merkle'
import { consistencyProof, inclusionProof, isConsistent, rangeProof, rootOfPath } from './proofs'

/** The eight leaves that certificate transparency tests with. */
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
const leaves = LEAVES.map((hex) => leafHash(Buffer.from(hex, 'hex')))

/** Roots over the first n of them, published with RFC 6962's reference code. */
const ROOTS: Record<number, string> = {
  0: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  1: '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  2: 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  3: 'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  4: 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  5: '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  6: '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  7: 'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  8: '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
}

/** Audit paths published there: leaf index, tree size, hashes from the leaf upwards. */
const PATHS: [number, number, string[]][] = [
  [0, 1, []],
  [
    0,
    8,
    [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  ],
  [
    5,
    8,
    [
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  ],
  [2, 3, ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']],
  [
    1,
    5,
    [
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  ],
]

/** Consistency proofs published there: older size, newer size, hashes. */
const PROOFS: [number, number, string[]][] = [
  [1, 1, []],
  [
    1,
    8,
    [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  ],
  [
    6,
    8,
    [
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  ],
  [
    2,
    5,
    [
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  ],
]

/** Independent of the product: the definition of RFC 6962 §2.1, over arrays. */
function mth(hashes: readonly Hash[]): Hash {
  if (hashes.length === 0) return createHash('sha256').digest()
  const [only] = hashes
  if (hashes.length === 1 && only) return only
  const k = 2 ** Math.floor(Math.log2(hashes.length - 1))
  const inner = [mth(hashes.slice(0, k)), mth(hashes.slice(k))]
  return createHash('sha256')
    .update(Buffer.from([1]))
    .update(Buffer.concat(inner))
    .digest()
}

const many = Array.from({ length: 700 }, (_, index) => leafHash(Buffer.from(`leaf ${index}`)))
const at = (list: readonly Hash[]) => (index: number) => list[index] ?? EMPTY_ROOT
const plainTree = (list: readonly Hash[]) => treeOf(at(list), () => undefined)
const hex = (hashes: readonly Hash[]) => hashes.map((hash) => hash.toString('hex'))
function frontierOf(list: readonly Hash[]): Frontier {
  const frontier = new Frontier()
  for (const leaf of list) frontier.append(leaf)
  return frontier
}

describe('published vectors', () => {
  it.each(Object.entries(ROOTS))('root over %s leaves', (n, root) => {
    expect(
      frontierOf(leaves.slice(0, Number(n)))
        .root()
        .toString('hex'),
    ).toBe(root)
  })
  it.each(PATHS)('audit path of leaf %i in %i', (index, size, path) => {
    expect(hex(inclusionProof(plainTree(leaves), index, size))).toEqual(path)
    const proof = { index, size, path: path.map((node) => Buffer.from(node, 'hex')) }
    expect(rootOfPath(at(leaves)(index), proof)?.toString('hex')).toBe(ROOTS[size])
  })
  it.each(PROOFS)('consistency of %i and %i', (first, size, proof) => {
    expect(hex(consistencyProof(plainTree(leaves), first, size))).toEqual(proof)
  })
})

describe('against the definition', () => {
  const sizes = fc.integer({ min: 1, max: many.length })
  it('a frontier that is stored and taken up again has the same root', () => {
    fc.assert(
      fc.property(sizes, fc.nat(many.length), (size, cut) => {
        const first = frontierOf(many.slice(0, Math.min(cut, size)))
        const second = new Frontier(first.size, first.peaks)
        for (const leaf of many.slice(first.size, size)) second.append(leaf)
        expect(second.root().equals(mth(many.slice(0, size)))).toBe(true)
      }),
      { numRuns: 60 },
    )
  })
  it('tiles give the same hashes as leaves, and leaves below a tile are never asked for', () => {
    const tiles = [0, 1].map((index) => mth(many.slice(index * TILE, (index + 1) * TILE)))
    const asked: number[] = []
    const tree = treeOf(
      (index) => {
        asked.push(index)
        return at(many)(index)
      },
      (index) => tiles[index],
    )
    expect(tree(0, 700).equals(mth(many))).toBe(true)
    expect(Math.min(...asked)).toBe(512)
  })
  it('every audit path leads to the root, and to no other for another leaf, place, size or path', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), fc.nat(), (size, pick, flip) => {
        const index = pick % size
        const path = inclusionProof(plainTree(many), index, size)
        const root = mth(many.slice(0, size))
        const isProven = (leaf: Hash, proof: Parameters<typeof rootOfPath>[1]) =>
          rootOfPath(leaf, proof)?.equals(root) ?? false
        expect(isProven(at(many)(index), { index, size, path })).toBe(true)
        expect(isProven(leafHash(Buffer.from('forged')), { index, size, path })).toBe(false)
        expect(isProven(at(many)(index), { index: index + 1, size, path })).toBe(false)
        expect(isProven(at(many)(index), { index, size, path: [...path, root] })).toBe(false)
        if (path.length > 0) {
          expect(isProven(at(many)(index), { index, size, path: path.slice(1) })).toBe(false)
          const bent = path.map((node, i) => (i === flip % path.length ? leafHash(node) : node))
          expect(isProven(at(many)(index), { index, size, path: bent })).toBe(false)
        }
      }),
      { numRuns: 80 },
    )
  })
  it('a range with its proof gives the root', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), fc.nat(), (size, a, b) => {
        const [from = 0, to = 0] = [a % (size + 1), b % (size + 1)].sort((x, y) => x - y)
        fc.pre(from < to)
        const nodes = rangeProof(plainTree(many), { from, to, size })
        // the leaves between, and each proof node, fold to the root: folded here by the definition
        const fold = (lo: number, hi: number): Hash => {
          if (hi <= from || lo >= to) return nodes.shift() ?? EMPTY_ROOT
          if (hi - lo === 1) return at(many)(lo)
          const k = 2 ** Math.floor(Math.log2(hi - lo - 1))
          return mth([fold(lo, lo + k), fold(lo + k, hi)])
        }
        expect(fold(0, size).equals(mth(many.slice(0, size)))).toBe(true)
        expect(nodes).toEqual([])
      }),
      { numRuns: 80 },
    )
  })
  it('a later tree begins with an earlier one exactly when the proof says so', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), fc.nat(), (size, pick, flip) => {
        const first = pick % (size + 1)
        const older = { size: first, root: mth(many.slice(0, first)) }
        const newer = { size, root: mth(many.slice(0, size)) }
        const proof = consistencyProof(plainTree(many), first, size)
        expect(isConsistent(older, newer, proof)).toBe(true)
        if (first > 0) expect(isConsistent({ ...older, root: leafHash(older.root) }, newer, proof)).toBe(false)
        if (first > 0) expect(isConsistent(older, { ...newer, root: leafHash(newer.root) }, proof)).toBe(false)
        expect(isConsistent(older, newer, [...proof, newer.root])).toBe(false)
        const bent = proof.map((node, i) => (i === flip % proof.length ? leafHash(node) : node))
        if (proof.length > 0) expect(isConsistent(older, newer, bent)).toBe(false)
      }),
      { numRuns: 80 },
    )
  })
})
