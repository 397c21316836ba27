import { beforeAll, describe, expect, it, vi } from 'vitest'
import { sha256 } from '@/lib/crypto'
import { fingerprintOf, newSigningPair } from '@/lib/ed25519'
import { canonicalJson } from '@/lib/json'
import { verifyPack } from '~/public/verify-pack.mjs'
import { type ChainEntry, entryHash, GENESIS } from '../audit/chain'
import { rangeRow, shownRow } from './audit-rows'
import { digestOf, type SignedCheckpoint, signCheckpoint } from './checkpoint'
import { treeOf } from './merkle'
import { linesOf, packOf } from './pack'
import { consistencyProof } from './proofs'
import { entryLeaf } from './trail'

const MUTATIONS = 1_000

// Half a second each on a quiet machine; a busy one may take its time.
vi.setConfig({ testTimeout: 60_000 })
const CLIENT = '01999999-0000-7000-8000-000000000001'
const PARTNER = '01999999-0000-7000-8000-00000000000a'
const figures = { format: 'andon-figures/1', month: '2026-10', credits: { minor: 41_37 } }
const digest = sha256(canonicalJson(figures))

/** Forty entries; every third is the client's; entry 30 records the freeze. */
function trail(): ChainEntry[] {
  let prevHash = GENESIS
  return Array.from({ length: 40 }, (_, index) => {
    const seq = index + 1
    const content = {
      ...{ tenantId: PARTNER, seq: BigInt(seq), at: new Date(Date.UTC(2026, 9, 1, seq)) },
      ...{ clientId: seq % 3 === 0 ? CLIENT : null, action: seq === 30 ? 'month.freeze' : 'x.update' },
      ...{ actorName: 'Bäcker “Ada”', before: null, after: seq === 30 ? { digest } : { tier: seq } },
    }
    const hash = entryHash(content, prevHash)
    const entry = { ...content, prevHash, hash }
    prevHash = hash
    return entry
  })
}

const keys = newSigningPair()
const entries = trail()
const tree = treeOf(
  (index) => entryLeaf(entries[index]?.hash ?? ''),
  () => undefined,
)
const SIZES = [7, 22, 33]

function checkpoints(pair = keys): (SignedCheckpoint & { consistency: string[] })[] {
  const made: (SignedCheckpoint & { consistency: string[] })[] = []
  for (const [index, size] of SIZES.entries()) {
    const facts = { partner: PARTNER, size, root: tree(0, size).toString('hex'), cause: 'daily' as const }
    const last = made.at(-1)
    const prev = last ? { number: index, digest: digestOf(last) } : null
    const signed = signCheckpoint({ ...facts, at: '2026-11-01T00:00:00.000Z' }, prev, pair)
    const before = SIZES[index - 1] ?? 0
    const nodes = before === 0 ? [] : consistencyProof(tree, before, size)
    made.push({ ...signed, consistency: nodes.map((node) => node.toString('hex')) })
  }
  return made
}

interface Wrong {
  rows?: (rows: unknown[]) => unknown[]
  section?: string
  pair?: typeof keys
}

/** A small pack as the program writes it; `wrong` alters rows before everything is hashed and signed anew. */
function build({ rows = (same) => same, section = '', pair = keys }: Wrong = {}): Buffer {
  const size = 33
  const shown = entries
    .slice(0, size)
    .filter(({ clientId, seq }) => clientId === CLIENT || seq >= 16n)
    .map((entry) =>
      entry.clientId === CLIENT ? shownRow(entry, size, tree) : { seq: Number(entry.seq), hash: entry.hash },
    )
  const chain = checkpoints(pair)
  const decision = { kind: 'decision', approverId: 'carl', seatId: 'carl', requesterId: 'ben', authorIds: ['ben'] }
  const content: Record<string, unknown[]> = {
    'figures.jsonl': [{ clientId: CLIENT, month: '2026-10', number: 0, figures, digest, previousDigest: null }],
    'incidents.jsonl': Array.from({ length: 12 }, (_, n) => ({ number: n, title: `Störung ${n}`, open: n % 2 === 0 })),
    'approvals.jsonl': [decision],
    'audit.jsonl': shown,
    'proofs.jsonl': [rangeRow(16, size, tree)],
    'checkpoints.jsonl': chain,
    'keys.jsonl': [{ fingerprint: fingerprintOf(pair.publicKey), publicKey: pair.publicKey }],
  }
  const files = Object.entries(content).map(([name, list]) => ({
    name,
    content: linesOf(name === section ? rows(list) : list),
  }))
  const last = chain.at(-1)
  const facts = { partner: PARTNER, client: CLIENT, month: '2026-10', revision: 0, asOf: '2026-11-01T00:00:00.000Z' }
  const checkpoint = { number: 3, digest: digestOf(last ?? { body: '' }) }
  return packOf(
    { ...facts, checkpoint },
    [...files, { name: 'README.txt', content: Buffer.from('Read\nme ä\n') }],
    pair,
  )
}

let pack: Buffer
/** Where each file's header begins, in order; the last is the directory. */
let places: { name: string; from: number; start: number; to: number }[]

beforeAll(() => {
  pack = build()
  places = []
  let at = 0
  while (pack.readUInt32LE(at) === 0x04034b50) {
    const [bytes, length] = [pack.readUInt32LE(at + 18), pack.readUInt16LE(at + 26)]
    const name = pack.subarray(at + 30, at + 30 + length).toString()
    places.push({ name, from: at, start: at + 30 + length, to: at + 30 + length + bytes })
    at += 30 + length + bytes
  }
  places.push({ name: 'directory', from: at, start: at, to: pack.length })
})

/** mulberry32: the same thousand mutations in every run. */
function randoms(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below)
  }
}

/** The file that holds a byte; the two signed ones stand or fall together. */
function sectionAt(byte: number): string {
  const place = places.find(({ to }) => byte < to) ?? places.at(-1)
  return place?.name === 'manifest.sig' ? 'manifest.json' : (place?.name ?? '')
}

type Mutate = (random: (below: number) => number) => { bytes: Buffer; at: number }
const MUTATE: Record<string, Mutate> = {
  'alter a byte': (random) => {
    const at = random(pack.length)
    const bytes = Buffer.from(pack)
    bytes[at] = (bytes[at] ?? 0) ^ (1 + random(255))
    return { bytes, at }
  },
  'drop bytes': (random) => {
    const at = random(pack.length)
    const bytes = Buffer.concat([pack.subarray(0, at), pack.subarray(at + 1 + random(20))])
    return { bytes, at: firstDifference(bytes) }
  },
  'add bytes': (random) => {
    const at = random(pack.length + 1)
    const added = Buffer.from(Array.from({ length: 1 + random(20) }, () => random(256)))
    const bytes = Buffer.concat([pack.subarray(0, at), added, pack.subarray(at)])
    return { bytes, at: firstDifference(bytes) }
  },
  'swap two stretches': (random) => {
    for (;;) {
      const length = 1 + random(40)
      const [a = 0, b = 0] = [random(pack.length - length), random(pack.length - length)].sort((x, y) => x - y)
      const bytes = Buffer.from(pack)
      pack.copy(bytes, a, b, b + length)
      pack.copy(bytes, b, a, a + length)
      if (b - a >= length && !bytes.equals(pack)) return { bytes, at: firstDifference(bytes) }
    }
  },
  truncate: (random) => {
    const at = random(pack.length)
    return { bytes: pack.subarray(0, at), at }
  },
}

function firstDifference(bytes: Buffer): number {
  const length = Math.min(bytes.length, pack.length)
  for (let at = 0; at < length; at++) if (bytes[at] !== pack[at]) return at
  return length
}

describe('a pack as it was made', () => {
  it('passes, says what it proved and what it could not', () => {
    const verdict = verifyPack(pack)
    expect(verdict).toMatchObject({ ok: true, manifest: { client: CLIENT, month: '2026-10' } })
    if (verdict.ok) expect([verdict.proved.length, verdict.open.length]).toEqual([5, 2])
  })
  it('passes against the anchors out of a mail, and then leaves nothing open', () => {
    const anchors = { key: fingerprintOf(keys.publicKey), checkpoints: checkpoints().map(digestOf) }
    expect(verifyPack(pack, anchors)).toMatchObject({ ok: true, open: [] })
  })
  it('is the same bytes when it is made again', () => {
    expect(build().equals(pack)).toBe(true)
  })
  it('is a ZIP that other programs read', async () => {
    expect(places.map(({ name }) => name).slice(0, 3)).toEqual(['manifest.json', 'manifest.sig', 'rows.sha256'])
    expect(places.at(-2)?.name).toBe('README.txt')
  })
  it('shows nothing of others but hashes', () => {
    const text = pack.toString('utf8')
    for (const { clientId, after } of entries)
      if (clientId === null) expect(text).not.toContain(`"after":${canonicalJson(after)}`)
  })
})

describe('a pack that was touched', () => {
  it.each(Object.entries(MUTATE))(`${MUTATIONS} times %s: the first bad place is named`, (name, mutate) => {
    const random = randoms(name.length * 7)
    for (let round = 0; round < MUTATIONS; round++) {
      const { bytes, at } = mutate(random)
      const verdict = verifyPack(bytes)
      const seen = { round, at, ok: verdict.ok, section: verdict.ok ? null : verdict.section }
      expect(seen).toEqual({ round, at, ok: false, section: sectionAt(at) })
      if (verdict.ok) continue
      const { byte = -1, length = 0 } = verdict
      expect({ round, at, covers: byte !== null && at >= byte && at < byte + (length ?? 0) }).toEqual({
        round,
        at,
        covers: true,
      })
    }
  })
  it('names the row of an altered content byte', () => {
    const random = randoms(11)
    const inRows = places.filter(({ name }) => name.endsWith('.jsonl'))
    for (let round = 0; round < MUTATIONS; round++) {
      const place = inRows[random(inRows.length)]
      if (!place) continue
      const at = place.start + random(place.to - place.start)
      const bytes = Buffer.from(pack)
      bytes[at] = (bytes[at] ?? 0) ^ 1
      const row = pack.subarray(place.start, at).toString('latin1').split('\n').length
      expect({ round, ...verifyPack(bytes) }).toMatchObject({ round, ok: false, section: place.name, row })
    }
  })
})

describe('a pack that was made anew, with all hashes and signatures right', () => {
  const forged = (wrong: Wrong, anchors = {}) => verifyPack(build(wrong), anchors)
  it('by somebody else: the key in the mail tells', () => {
    const pair = newSigningPair()
    expect(forged({ pair })).toMatchObject({ ok: true })
    const key = fingerprintOf(keys.publicKey)
    expect(forged({ pair }, { key })).toMatchObject({ ok: false, section: 'manifest.json' })
    const mailed = { checkpoints: checkpoints().map(digestOf) }
    expect(forged({ pair }, mailed)).toMatchObject({ ok: false, section: 'checkpoints.jsonl' })
  })
  const cases: [string, string, (rows: never[]) => unknown[], number | null][] = [
    ['an entry altered', 'audit.jsonl', (rows) => bend(rows, 4, { entry: { clientId: CLIENT, seq: '15' } }), 5],
    ['an entry of the client left out before the range', 'audit.jsonl', (rows) => rows.slice(1), null],
    ['an entry of the range left out', 'audit.jsonl', (rows) => rows.filter((_, i) => i !== 8), 9],
    ['the last entry left out', 'audit.jsonl', (rows) => rows.slice(0, -1), 22],
    ['two entries swapped', 'audit.jsonl', (rows) => swap(rows, 6, 7), 7],
    ['a hash of somebody else replaced', 'audit.jsonl', (rows) => bend(rows, 5, { hash: 'ab'.repeat(32) }), null],
    ['the figures altered', 'figures.jsonl', (rows) => bend(rows, 0, { figures: { minor: 0 } }), 1],
    [
      'other figures with their own digest',
      'figures.jsonl',
      (rows) => bend(rows, 0, { figures: 1, digest: sha256('1') }),
      1,
    ],
    ['a checkpoint left out', 'checkpoints.jsonl', (rows) => rows.slice(1), 1],
    ['the last checkpoint left out', 'checkpoints.jsonl', (rows) => rows.slice(0, -1), null],
    ['a checkpoint without its proof', 'checkpoints.jsonl', (rows) => bend(rows, 1, { consistency: [] }), 2],
    ['somebody who approves their own request', 'approvals.jsonl', (rows) => bend(rows, 0, { approverId: 'ben' }), 1],
    ['another key', 'keys.jsonl', (rows) => bend(rows, 0, { fingerprint: 'cd'.repeat(32) }), 1],
  ]
  it.each(cases)('%s', (what, section, rows, row) => {
    const verdict = verifyPack(build({ section, rows: (list) => rows(list as never[]) }))
    // Left out before the range, nothing claims that it was there: only entries of the range are promised to be complete.
    if (what.includes('before the range')) expect(verdict.ok).toBe(true)
    else if (what.includes('somebody else replaced')) expect(verdict).toMatchObject({ ok: false })
    else expect(verdict).toMatchObject({ ok: false, section, ...(row && { row }) })
  })
})

function bend(rows: readonly object[], at: number, patch: object): unknown[] {
  return rows.map((row, index) => (index === at ? { ...row, ...patch } : row))
}
function swap(rows: readonly unknown[], a: number, b: number): unknown[] {
  return rows.map((row, index) => (index === a ? rows[b] : index === b ? rows[a] : row))
}
