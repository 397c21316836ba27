import { describe, expect, it, vi } from 'vitest'
import { newSigningPair } from '@/lib/ed25519'
import { type ChainEntry, type ChainHead, entryHash, GENESIS } from '../audit/chain'
import { digestOf, readBody, type SignedCheckpoint, signCheckpoint, verifyCheckpoints } from './checkpoint'
import { keptText, readKept } from './kept'
import { Frontier } from './merkle'
import { entryLeaf, type TrailFault, type TrailMark, TrailWalk } from './trail'

const LENGTH = 60
const SIZES = [20, 45, 60]
const MUTATIONS = 1_000

// Half a second each on a quiet machine; a busy one may take its time.
vi.setConfig({ testTimeout: 60_000 })

/** A small generator (mulberry32): the same thousand mutations in every run. */
function randoms(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below)
  }
}

const content = (seq: number) => ({
  tenantId: 't1',
  seq: BigInt(seq),
  at: new Date(Date.UTC(2026, 10, 1, 8, seq)),
  actorName: seq % 3 === 0 ? 'Ben' : 'Ada',
  action: 'client.update',
  before: { tier: seq },
  after: { tier: seq + 1, tags: ['a'] },
  reason: null as string | null,
})

/** Writes entries from `from` on with right hashes, as somebody with the database's password could. */
function rehash(entries: readonly ChainEntry[], from = 0): ChainEntry[] {
  let prevHash = from === 0 ? GENESIS : (entries[from - 1]?.hash ?? GENESIS)
  return entries.map((entry, index) => {
    if (index < from) return entry
    const { hash: _hash, prevHash: _prev, ...rest } = entry
    const renumbered = { ...rest, seq: BigInt(index + 1) }
    const hash = entryHash(renumbered, prevHash)
    const made = { ...renumbered, prevHash, hash }
    prevHash = hash
    return made
  })
}

const TRUE = rehash(Array.from({ length: LENGTH }, (_, index) => ({ ...content(index + 1), prevHash: '', hash: '' })))
const headOf = (entries: readonly ChainEntry[]): ChainHead => {
  const last = entries.at(-1)
  return last ? { seq: last.seq, hash: last.hash } : { seq: 0n, hash: GENESIS }
}

function rootAt(size: number): string {
  const frontier = new Frontier()
  for (const { hash } of TRUE.slice(0, size)) frontier.append(entryLeaf(hash))
  return frontier.root().toString('hex')
}
const marks: TrailMark[] = SIZES.map((size, index) => ({
  number: index + 1,
  size,
  root: rootAt(size),
  hashes: TRUE.slice(SIZES[index - 1] ?? 0, size).map(({ hash }) => hash),
}))
const bare = marks.map((mark) => ({ ...mark, hashes: null }))

function verify(entries: readonly ChainEntry[], head = headOf(entries), against = marks): TrailFault | null {
  const walk = new TrailWalk(against)
  for (const entry of entries) {
    const fault = walk.take(entry)
    if (fault) return fault
  }
  return walk.finish(head)
}

const altered = (entry: ChainEntry, random: (below: number) => number): ChainEntry => {
  const fields = [
    { actorName: 'Mallory' },
    { after: { tier: 99 } },
    { at: new Date(0) },
    { reason: 'because' },
    { before: null },
  ]
  return { ...entry, ...fields[random(fields.length)] }
}

/** Each gives the forged trail, the head that the database would then show, and the first entry that is not as it was. */
type Forge = (random: (below: number) => number) => { entries: ChainEntry[]; head?: ChainHead; bad: number }
const FORGERIES: Record<string, Forge> = {
  'alter an entry': (random) => {
    const at = random(LENGTH)
    return { entries: TRUE.map((entry, i) => (i === at ? altered(entry, random) : entry)), bad: at + 1 }
  },
  'alter an entry and its own hash': (random) => {
    const at = random(LENGTH)
    const entries = TRUE.map((entry, i) => {
      const changed = i === at ? altered(entry, random) : entry
      return { ...changed, hash: entryHash(changed, changed.prevHash) }
    })
    return { entries, bad: at + 1 }
  },
  'drop an entry': (random) => {
    const at = random(LENGTH)
    return { entries: TRUE.filter((_, i) => i !== at), head: headOf(TRUE), bad: at + 1 }
  },
  'swap two entries': (random) => {
    const [a, b] = [random(LENGTH), random(LENGTH)]
    const other = a === b ? (a + 1) % LENGTH : b
    const entries = TRUE.map((entry, i) => TRUE[i === a ? other : i === other ? a : i] ?? entry)
    return { entries, head: headOf(TRUE), bad: Math.min(a, other) + 1 }
  },
  'swap the content of two entries': (random) => {
    const a = random(LENGTH - 1)
    const b = a + 1 + random(LENGTH - 1 - a)
    const entries = TRUE.map((entry, i) => {
      const from = TRUE[i === a ? b : i === b ? a : i] ?? entry
      return { ...from, seq: entry.seq, prevHash: entry.prevHash, hash: entry.hash }
    })
    return { entries, bad: a + 1 }
  },
  'truncate and leave the head': (random) => {
    const keep = random(LENGTH)
    return { entries: TRUE.slice(0, keep), head: headOf(TRUE), bad: keep + 1 }
  },
  'truncate and move the head': (random) => {
    const keep = random(LENGTH)
    return { entries: TRUE.slice(0, keep), bad: keep + 1 }
  },
  'rewrite history from an entry on': (random) => {
    const at = random(LENGTH)
    return {
      entries: rehash(
        TRUE.map((entry, i) => (i === at ? altered(entry, random) : entry)),
        at,
      ),
      bad: at + 1,
    }
  },
  'take an entry out and rewrite what follows': (random) => {
    const at = random(LENGTH)
    return {
      entries: rehash(
        TRUE.filter((_, i) => i !== at),
        at,
      ),
      bad: at + 1,
    }
  },
  'put an entry in and rewrite what follows': (random) => {
    const at = random(LENGTH)
    const made = { ...content(777), prevHash: '', hash: '' }
    return { entries: rehash([...TRUE.slice(0, at), made, ...TRUE.slice(at)], at), bad: at + 1 }
  },
  'rewrite and cut the tail': (random) => {
    const at = random(LENGTH - 1)
    const keep = at + 1 + random(LENGTH - at - 1)
    const entries = rehash(
      TRUE.map((entry, i) => (i === at ? altered(entry, random) : entry)),
      at,
    )
    return { entries: entries.slice(0, keep), bad: at + 1 }
  },
}

describe('the trail against checkpoints kept outside', () => {
  it('is as written, also in two walks', () => {
    expect(verify(TRUE)).toBeNull()
    const first = new TrailWalk(marks)
    for (const entry of TRUE.slice(0, 33)) expect(first.take(entry)).toBeNull()
    expect(first.met).toBe(1)
    const second = new TrailWalk(marks, first.place)
    for (const entry of TRUE.slice(33)) expect(second.take(entry)).toBeNull()
    expect(second.finish(headOf(TRUE))).toBeNull()
    expect(second.met).toBe(3)
  })
  it.each(Object.entries(FORGERIES))(`names the first bad entry of ${MUTATIONS} forgeries: %s`, (name, forge) => {
    const random = randoms(name.length)
    for (let round = 0; round < MUTATIONS; round++) {
      const { entries, head, bad } = forge(random)
      const fault = verify(entries, head ?? headOf(entries))
      expect({ round, seq: fault?.firstBadSeq }).toEqual({ round, seq: BigInt(bad) })
    }
  })
  it('with signed roots alone, finds every rewrite between the checkpoint before it and the one that shows it', () => {
    const random = randoms(7)
    for (let round = 0; round < MUTATIONS; round++) {
      const { entries, bad } = (FORGERIES['rewrite history from an entry on'] as Forge)(random)
      const fault = verify(entries, headOf(entries), bare)
      const shows = SIZES.findIndex((size) => size >= bad)
      expect(fault).toMatchObject({ checkpoint: shows + 1, why: 'rewritten' })
      expect(Number(fault?.firstBadSeq)).toBeLessThanOrEqual(bad)
      expect(Number(fault?.firstBadSeq)).toBe((SIZES[shows - 1] ?? 0) + 1)
    }
  })
})

const keys = newSigningPair()
const facts = (size: number) => ({
  partner: 't1',
  size,
  root: rootAt(size),
  at: new Date(0).toISOString(),
  cause: 'daily' as const,
})
function signedChain(): SignedCheckpoint[] {
  const chain: SignedCheckpoint[] = []
  for (const size of SIZES) {
    const last = chain.at(-1)
    chain.push(signCheckpoint(facts(size), last ? { number: chain.length, digest: digestOf(last) } : null, keys))
  }
  return chain
}

describe('signed checkpoints', () => {
  const chain = signedChain()
  const check = (list: readonly SignedCheckpoint[]) => verifyCheckpoints(list, () => true)
  it('hold together', () => {
    expect(check(chain)).toMatchObject({ ok: true })
    expect(readBody(chain[0]?.body ?? '')).toMatchObject({ number: 1, size: 20, prevCheckpointDigest: null })
    expect(digestOf({ body: chain[0]?.body ?? '' })).toBe(readBody(chain[1]?.body ?? '')?.prevCheckpointDigest)
  })
  it('name the first wrong one, whatever was done to it', () => {
    const random = randoms(3)
    for (let round = 0; round < 300; round++) {
      const at = random(chain.length)
      const part = (['body', 'signature', 'publicKey'] as const)[random(3)] ?? 'body'
      const bent = chain.map((checkpoint, i) => {
        if (i !== at) return checkpoint
        const text = checkpoint[part]
        const place = random(text.length)
        const letter = text[place] === '7' ? '8' : '7'
        return { ...checkpoint, [part]: text.slice(0, place) + letter + text.slice(place + 1) }
      })
      expect({ round, ...check(bent) }).toMatchObject({ round, ok: false, number: at + 1 })
    }
    expect(check(chain.slice(1))).toMatchObject({ ok: false, number: 1, why: 'number' })
    expect(check([...chain.slice(0, 1), ...chain.slice(2)])).toMatchObject({ ok: false, number: 2 })
  })
  it('refuse a key that nobody knows', () => {
    expect(verifyCheckpoints(chain, () => false)).toMatchObject({ ok: false, number: 1, why: 'key_unknown' })
  })
  it('are kept as text that reads back, and nothing else does', () => {
    const kept = { ...(chain[0] as SignedCheckpoint), entryHashes: TRUE.slice(0, 20).map(({ hash }) => hash) }
    expect(readKept(keptText(kept))).toEqual(kept)
    for (const bent of ['', 'x', keptText(kept).slice(0, -1), ` ${keptText(kept)}`, `${keptText(kept)}zz\n`]) {
      expect(readKept(bent)).toBeNull()
    }
  })
})
