import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allowedBadOf, attain, flooredPercent, ppmOf } from './attain'
import { burnFactor, burnOf, burnRulesFor, exhaustionMs } from './burn'
import { meaningOf, oneBreaksBelow } from './promise'
import { setupProblem } from './schema'
import { sumTallies, type Tally } from './tally'
import { provableFrom, wilson } from './wilson'

const tally = (good: number, bad: number): Tally => ({ eligible: good + bad, good, bad, excluded: {} })

describe('Wilson 95 %', () => {
  // Published vectors, reference/standards.md §3.3.
  it.each([
    [29, 30, 0.833296, 0.994091],
    [30, 30, 0.886487, 1],
    [295, 300, 0.961585, 0.992861],
    [9990, 10_000, 0.99816, 0.999457],
    [3, 4, 0.300642, 0.954413],
  ])('%d of %d', (good, n, low, high) => {
    const interval = wilson(good, n)
    expect(interval?.low.toFixed(6)).toBe(low.toFixed(6))
    expect(interval?.high.toFixed(6)).toBe(high.toFixed(6))
  })

  it('has no interval without units', () => {
    expect(wilson(0, 0)).toBeNull()
    expect(attain(tally(0, 0), 990_000)).toMatchObject({
      ppm: null,
      wilson: null,
      isProvable: false,
      verdict: 'no_data',
    })
  })

  it('holds the ratio, and tells from which volume on a target can be proven', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, part) => {
        const good = Math.floor(n * part)
        const { low, high } = wilson(good, n) ?? { low: 2, high: -1 }
        expect(low).toBeLessThanOrEqual(good / n)
        expect(high).toBeGreaterThanOrEqual(good / n)
        expect(low >= 0 && high <= 1).toBe(true)
      }),
    )
    for (const target of [900_000, 990_000, 995_000, 999_000]) {
      const n = provableFrom(target) ?? 0
      expect(attain(tally(n, 0), target).isProvable).toBe(true)
      expect(attain(tally(n - 1, 0), target).verdict).toBe('met_unproven')
    }
    expect(provableFrom(1_000_000)).toBeNull()
  })
})

describe('attainment', () => {
  it('is decided by counts, never by the printed percentage', () => {
    // 99.5 % of 199: one bad is 99.497 %, prints 99.5 % when rounded, and is missed.
    expect(attain(tally(198, 1), 995_000)).toMatchObject({ isMet: false, allowedBad: 0, remaining: -1, ppm: 994_974 })
    expect(attain(tally(199, 1), 995_000)).toMatchObject({ isMet: true, allowedBad: 1, remaining: 0, ppm: 995_000 })
    expect(attain(tally(90, 10), 990_000)).toMatchObject({ remaining: -9, verdict: 'missed' })
  })

  it('agrees with a loop that tries one bad unit after the other', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 400 }),
        fc.integer({ min: 500_000, max: 1_000_000 }),
        (eligible, target) => {
          let allowed = 0
          while (allowed < eligible && (allowed + 1) * 1_000_000 <= eligible * (1_000_000 - target)) allowed++
          expect(allowedBadOf(eligible, target)).toBe(allowed)
          for (const bad of [allowed, allowed + 1]) {
            if (bad > eligible) continue
            expect(attain(tally(eligible - bad, bad), target).isMet).toBe(bad === allowed)
          }
        },
      ),
    )
  })

  it('stays exact beyond 2⁵³ / 10⁶', () => {
    expect(allowedBadOf(9_007_199_254_740_991, 999_999)).toBe(9_007_199_254)
    expect(ppmOf({ eligible: 9_007_199_254_740_991, good: 9_007_199_254_740_990 })).toBe(999_999)
  })

  it('prints floored: 100 % only when nothing was bad', () => {
    expect(flooredPercent(999_999, 2)).toBe('99.99')
    expect(flooredPercent(1_000_000, 2)).toBe('100.00')
    expect(flooredPercent(998_765, 1)).toBe('99.8')
    expect(flooredPercent(998_765, 0)).toBe('99')
    expect(flooredPercent(998_765, 4)).toBe('99.8765')
    expect(flooredPercent(5_000, 2)).toBe('0.50')
  })

  it('refuses counts that do not add up, and judges nothing where nothing is measured', () => {
    expect(() => attain({ eligible: 3, good: 1, bad: 1, excluded: {} }, 990_000)).toThrow(RangeError)
    expect(attain(tally(5, 0), 990_000, true)).toMatchObject({ isMet: false, verdict: 'misconfigured' })
    expect(setupProblem('occurrences', { workflows: 0, expectations: 0 })).toBe('no_workflows')
    expect(setupProblem('occurrences', { workflows: 1, expectations: 0 })).toBeNull()
    expect(setupProblem('obligations', { workflows: 1, expectations: 0 })).toBe('no_expectations')
    expect(setupProblem('timeslices', { workflows: 1, expectations: 1 })).toBeNull()
  })

  it('adds tallies with their reasons', () => {
    const sum = sumTallies([
      { ...tally(3, 1), excluded: { maintenance: 2 } },
      { ...tally(1, 0), excluded: { maintenance: 1, paused: 4 } },
    ])
    expect(sum).toEqual({ eligible: 5, good: 4, bad: 1, excluded: { maintenance: 3, paused: 4 } })
  })
})

describe('burn factors (SRE workbook)', () => {
  it('are those of the table, for 30 and 28 days', () => {
    const factors = (days: number) => burnRulesFor(999_000, days).map(({ rule }) => +burnFactor(rule, days).toFixed(3))
    expect(factors(30)).toEqual([14.4, 6, 3, 1])
    expect(factors(28)).toEqual([13.44, 5.6, 2.8, 0.933])
  })

  it('refuses a factor that can never fire: at 90 % everything bad burns at 10', () => {
    expect(burnRulesFor(900_000, 30).map(({ isRefused }) => isRefused)).toEqual([true, false, false, false])
    // exactly the highest burn cannot be exceeded either: 1 / (1 − 3/4) = 4
    expect(burnRulesFor(750_000, 40).map(({ isRefused }) => isRefused)).toEqual([true, true, true, false])
    expect(burnRulesFor(500_000, 30).map(({ isRefused }) => isRefused)).toEqual([true, true, true, false])
  })

  it('tells when the budget is spent', () => {
    const day = 86_400_000
    expect(exhaustionMs({ windowDays: 30, remainingPart: 0.5, burn: 5 })).toBe(3 * day)
    expect(exhaustionMs({ windowDays: 30, remainingPart: 0.5, burn: 0 })).toBeNull()
    expect(burnOf(1, 100, 990_000)).toBeCloseTo(1)
    expect(burnOf(0, 0, 990_000)).toBeNull()
  })
})

describe('what a promise means', () => {
  it('says that one failure breaks 99.5 % below 200 runs', () => {
    expect(oneBreaksBelow(995_000)).toBe(200)
    expect(meaningOf(995_000, 199, 30)).toMatchObject({ isOneTooMany: true, allowedBad: 0 })
    expect(meaningOf(995_000, 200, 30)).toMatchObject({ isOneTooMany: false, allowedBad: 1, isProvable: false })
  })

  it('says so for 100 %, for little traffic and for rules that cannot fire', () => {
    expect(meaningOf(1_000_000, 5_000, 30)).toMatchObject({
      isOneTooMany: true,
      oneBreaksBelow: null,
      provableFrom: null,
    })
    expect(meaningOf(990_000, 600, 30).isLowTraffic).toBe(true)
    expect(meaningOf(990_000, 30_000, 30).isLowTraffic).toBe(false)
    expect(meaningOf(900_000, null, 30)).toMatchObject({ allowedBad: null, refusedFactors: [14.4] })
  })

  it('breaks exactly below the volume it names', () => {
    fc.assert(
      fc.property(fc.integer({ min: 500_000, max: 999_999 }), (target) => {
        const n = oneBreaksBelow(target) ?? 0
        expect(attain(tally(n - 1, 1), target).isMet).toBe(true)
        if (n > 1) expect(attain(tally(n - 2, 1), target).isMet).toBe(false)
      }),
    )
  })
})
