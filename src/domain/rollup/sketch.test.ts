import { DDSketch } from '@datadog/sketches-js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ACCURACY, addDuration, emptySketch, quantileMs, sketchCount } from './sketch'
import { addSketchBytes, sketchBytes } from './sketch-proto'

const sketchOf = (durations: readonly number[]) => {
  const sketch = emptySketch()
  for (const ms of durations) addDuration(sketch, ms)
  return sketch
}
const bytesOf = (durations: readonly number[]) => sketchBytes(sketchOf(durations)) ?? Buffer.alloc(0)
const merged = (...parts: Buffer[]) => {
  const into = emptySketch()
  for (const part of parts) addSketchBytes(into, part)
  return into
}

/** Nearest rank by counting, on the values themselves. */
const percentile = (ascending: readonly number[], share: number) =>
  ascending[Math.max(0, Math.ceil(share * ascending.length) - 1)] ?? 0

/** A small generator with a seed (mulberry32), so that 10⁴ distributions are the same ones each time. */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Shapes that durations have: even, long-tailed, two-humped, all alike, over many orders of magnitude. */
const SHAPES: readonly ((random: () => number) => number)[] = [
  (random) => random() * 10_000,
  (random) => 50 / (1 - random()) ** 1.5,
  (random) => (random() < 0.9 ? 200 + random() * 50 : 60_000 + random() * 5_000),
  () => 1_234,
  (random) => 10 ** (random() * 11),
  (random) => Math.exp(6 + 2 * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())),
]

describe('percentiles of a sketch', () => {
  it('are within 2 % of the exact ones on 10⁴ random distributions', () => {
    let worst = 0
    for (let seed = 0; seed < 10_000; seed++) {
      const random = randomOf(seed)
      const shape = SHAPES[seed % SHAPES.length] ?? (() => 1)
      const durations = Array.from({ length: 1 + Math.floor(random() * 200) }, () =>
        Math.max(1, Math.round(shape(random))),
      )
      const sketch = sketchOf(durations)
      const ascending = [...durations].sort((a, b) => a - b)
      for (const share of [0, 0.5, 0.95, 0.99, 1]) {
        const exact = percentile(ascending, share)
        worst = Math.max(worst, Math.abs((quantileMs(sketch, share) ?? 0) - exact) / exact)
      }
    }
    expect(worst).toBeLessThanOrEqual(0.02)
    expect(worst).toBeLessThanOrEqual(ACCURACY + 1e-9)
  })
  it('of twelve runs, the 95th is the maximum: n stands beside it', () => {
    const sketch = sketchOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 9_000])
    expect(sketchCount(sketch)).toBe(12)
    expect(Math.abs((quantileMs(sketch, 0.95) ?? 0) - 9_000)).toBeLessThanOrEqual(90)
  })
  it('a run below a millisecond took none, and without a run there is no percentile', () => {
    expect(quantileMs(sketchOf([0, 0, 5]), 0.5)).toBe(0)
    expect(quantileMs(emptySketch(), 0.5)).toBeNull()
  })
})

const durations = fc.array(fc.integer({ min: 0, max: 10_000_000 }), { maxLength: 60 })

describe('merging', () => {
  it('in any order and grouping gives the bytes of one sketch of all', () => {
    fc.assert(
      fc.property(durations, durations, durations, (a, b, c) => {
        const whole = sketchBytes(sketchOf([...a, ...b, ...c]))
        const [x, y, z] = [bytesOf(a), bytesOf(b), bytesOf(c)]
        const left = sketchBytes(merged(sketchBytes(merged(x, y)) ?? Buffer.alloc(0), z))
        const right = sketchBytes(merged(x, sketchBytes(merged(z, y)) ?? Buffer.alloc(0)))
        expect(left).toEqual(whole)
        expect(right).toEqual(whole)
        expect(sketchBytes(merged(Buffer.concat([z, x, y])))).toEqual(whole)
      }),
    )
  })
})

describe('the stored form is the one of the reference implementation', () => {
  it('it reads ours, and we read its', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 10_000_000 }), { minLength: 1, maxLength: 60 }), (list) => {
        const theirs = new DDSketch({ relativeAccuracy: ACCURACY })
        for (const ms of list) theirs.accept(ms)
        const read = DDSketch.fromProto(bytesOf(list))
        expect(read.store.count + read.zeroCount).toBe(list.length)
        for (const share of [0, 0.5, 1]) {
          const own = quantileMs(merged(Buffer.from(theirs.toProto())), share) ?? 0
          // the reference takes the rank below where ranks differ; at the ends and alone they agree
          if (share !== 0.5 || list.length % 2 === 1)
            expect(own / (theirs.getValueAtQuantile(share) || 1)).toBeCloseTo(own === 0 ? 0 : 1, 9)
        }
      }),
    )
  })
  it('what is cut off or of another kind is refused', () => {
    expect(() => merged(Buffer.from([0x12]))).toThrow('cut off')
    expect(() => merged(Buffer.from([0x42, 0x00]))).toThrow('unknown field')
  })
})
