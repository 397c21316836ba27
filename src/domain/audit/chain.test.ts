import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ChainEntry, entryHash, GENESIS, verifyChain } from './chain'

const content = (seq: bigint) => ({
  tenantId: 't1',
  seq,
  at: new Date(Date.UTC(2026, 10, 23, 10, 0, Number(seq))),
  actorName: 'Ada',
  action: 'client.create',
  before: null,
  after: { name: `Client ${seq}`, tier: 1, tags: ['a', 'b'] },
})

function chainOf(length: number): ChainEntry[] {
  const entries: ChainEntry[] = []
  let prevHash = GENESIS
  for (let seq = 1n; seq <= BigInt(length); seq++) {
    const entry = { ...content(seq), prevHash, hash: entryHash(content(seq), prevHash) }
    entries.push(entry)
    prevHash = entry.hash
  }
  return entries
}

describe('entryHash', () => {
  it('is SHA-256 over canonical JSON written by hand, then the previous hash', () => {
    const text =
      '{"action":"client.create","actorName":"Ada","after":{"name":"Client 1","tags":["a","b"],"tier":1},"at":"2026-11-23T10:00:01.000Z","before":null,"seq":"1","tenantId":"t1"}'
    const oracle = createHash('sha256')
      .update(text + GENESIS)
      .digest('hex')
    expect(entryHash(content(1n), GENESIS)).toBe(oracle)
  })

  it('does not depend on field order, absent fields, or the chain fields themselves', () => {
    const entry = content(1n)
    const reversed = Object.fromEntries(Object.entries(entry).reverse())
    expect(entryHash({ ...reversed, reason: undefined, hash: 'x', prevHash: 'y' }, GENESIS)).toBe(
      entryHash(entry, GENESIS),
    )
  })

  it('is the same before storing and after reading JSON back', () => {
    const entry = content(1n)
    expect(entryHash({ ...entry, after: JSON.parse(JSON.stringify(entry.after)) }, GENESIS)).toBe(
      entryHash(entry, GENESIS),
    )
  })

  it('tells null from absent', () => {
    expect(entryHash({ a: null }, GENESIS)).not.toBe(entryHash({}, GENESIS))
  })
})

describe('verifyChain', () => {
  it('accepts what was written, also in two parts', () => {
    const entries = chainOf(6)
    const first = verifyChain(entries.slice(0, 3))
    expect(first).toEqual({ ok: true, count: 3, head: { seq: 3n, hash: entries[2]?.hash } })
    if (first.ok) expect(verifyChain(entries.slice(3), first.head)).toMatchObject({ ok: true, count: 3 })
    expect(verifyChain([])).toEqual({ ok: true, count: 0, head: { seq: 0n, hash: GENESIS } })
  })

  const mutations: Record<string, (entries: ChainEntry[], at: number) => [ChainEntry[], number]> = {
    'alter a field': (all, at) => [all.map((e, i) => (i === at ? { ...e, actorName: 'Mallory' } : e)), at],
    'alter nested content': (all, at) => [all.map((e, i) => (i === at ? { ...e, after: { name: 'other' } } : e)), at],
    'add a field': (all, at) => [all.map((e, i) => (i === at ? { ...e, reason: 'because' } : e)), at],
    'alter the hash': (all, at) => [all.map((e, i) => (i === at ? { ...e, hash: GENESIS.replace('0', '1') } : e)), at],
    'alter content and re-hash it': (all, at) => {
      const forged = all.map((e, i) =>
        i === at ? { ...e, actorName: 'Mallory', hash: entryHash({ ...e, actorName: 'Mallory' }, e.prevHash) } : e,
      )
      return [forged, at + 1]
    },
    drop: (all, at) => [all.filter((_, i) => i !== at), at],
    'cut out the middle': (all, at) => [[...all.slice(0, at), ...all.slice(-1)], at],
    swap: (all, at) => [all.map((e, i) => all[i === at ? at + 1 : i === at + 1 ? at : i] ?? e), at],
    repeat: (all, at) => [[...all.slice(0, at + 1), ...all.slice(at)], at + 1],
  }

  it.each(Object.entries(mutations))('names the first bad entry: %s', (_name, mutate) => {
    fc.assert(
      fc.property(
        fc.integer({ min: 3, max: 12 }).chain((n) => fc.tuple(fc.constant(n), fc.integer({ min: 0, max: n - 3 }))),
        ([length, at]) => {
          const [mutated, bad] = mutate(chainOf(length), at)
          expect(verifyChain(mutated)).toMatchObject({ ok: false, firstBadSeq: BigInt(bad + 1) })
        },
      ),
      { numRuns: 40 },
    )
  })

  it('says why', () => {
    const entries = chainOf(4)
    const why = (list: ChainEntry[]) => {
      const verdict = verifyChain(list)
      return verdict.ok ? 'ok' : verdict.why
    }
    expect(why(entries.slice(1))).toBe('gap')
    expect(why(entries.map((e, i) => (i === 2 ? { ...e, prevHash: GENESIS } : e)))).toBe('link_broken')
    expect(why(entries.map((e, i) => (i === 2 ? { ...e, action: 'x' } : e)))).toBe('content_altered')
  })

  it('cannot see a cut tail: that is what checkpoints are for', () => {
    expect(verifyChain(chainOf(6).slice(0, 4))).toMatchObject({ ok: true, count: 4 })
  })
})
