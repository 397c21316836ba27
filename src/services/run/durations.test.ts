import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { durationsOf, percentile, roundUp } from './durations'

describe('durations', () => {
  it('of nothing are nothing', () => expect(durationsOf([])).toBeNull())
  it('take the nearest rank, a value that really occurred', () => {
    const ascending = [10, 20, 30, 40, 50, 60, 70, 80, 90, 1000]
    expect([percentile(ascending, 0.5), percentile(ascending, 0.95), percentile([7], 0.5)]).toEqual([50, 1000, 7])
  })
  it('have round bins', () => {
    expect([1, 3, 60, 130, 260, 999].map(roundUp)).toEqual([1, 5, 100, 200, 500, 1000])
  })
  it('count every run exactly once, in a bin that fits or in the last', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 90_000_000 }), { minLength: 1, maxLength: 200 }), (durations) => {
        const result = durationsOf(durations)
        const bins = result?.bins ?? []
        expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(durations.length)
        bins.slice(0, -1).forEach(({ fromMs, toMs, count }) => {
          expect(count).toBe(durations.filter((each) => each >= fromMs && each < toMs).length)
        })
        expect(bins.length).toBeLessThanOrEqual(32)
      }),
    )
  })
})
