import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { durationsOf, roundUp } from './durations'
import { addDuration, emptySketch } from './sketch'

const of = (list: readonly number[]) => {
  const sketch = emptySketch()
  for (const ms of list) addDuration(sketch, ms)
  return durationsOf(sketch, Math.max(0, ...list))
}

describe('durations', () => {
  it('of nothing are nothing', () => expect(of([])).toBeNull())
  it('take the nearest rank; the longest is exact, and nothing is longer', () => {
    expect(of([10, 20, 30, 40, 50, 60, 70, 80, 90, 1003])).toMatchObject({
      runs: 10,
      p50Ms: 50,
      p95Ms: 1003,
      maxMs: 1003,
    })
    expect(of([7])).toMatchObject({ runs: 1, p50Ms: 7, p95Ms: 7, p99Ms: 7, maxMs: 7 })
  })
  it('have round bins', () => {
    expect([1, 3, 60, 130, 260, 999].map(roundUp)).toEqual([1, 5, 100, 200, 500, 1000])
  })
  it('count every run exactly once, in a bin that fits within the accuracy', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 90_000_000 }), { minLength: 1, maxLength: 200 }), (list) => {
        const bins = of(list)?.bins ?? []
        expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(list.length)
        expect(bins.length).toBeLessThanOrEqual(32)
        let [below, counted] = [0, 0]
        for (const { toMs, count } of bins.slice(0, -1)) {
          counted += count
          below = list.filter((each) => each * 1.02 < toMs).length
          expect(counted).toBeGreaterThanOrEqual(below)
          expect(counted).toBeLessThanOrEqual(list.filter((each) => each < toMs * 1.02 + 1).length)
        }
      }),
    )
  })
})
