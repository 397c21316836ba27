import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { creditOf, tierOf } from './credit'
import { add, fraction, fractionText, multiply, roundHalfUp } from './fraction'
import { segmentsOf } from './segment'
import { TERMS, versionOf } from './terms.fixture'

const judgedOf = (
  versions: Parameters<typeof segmentsOf>[0],
  month: string,
  counts: [eligible: number, good: number][],
) =>
  segmentsOf(versions, month).map((segment, index) => {
    const [eligible, good] = counts[index] ?? [0, 0]
    return { segment, tallies: new Map([['a', { eligible, good }]]) }
  })

/** Decimal digits by long division, and a half-up decision on them: no fractions shared with the code. */
function decimalOf(num: bigint, den: bigint): { whole: bigint; isHalfOrMore: boolean } {
  const whole = num / den
  const firstDigit = ((num % den) * 10n) / den
  return { whole, isHalfOrMore: firstDigit >= 5n }
}

describe('credits', () => {
  it('equal a brute-force reckoning over one common denominator, to the cent', () => {
    const zCounts = fc
      .tuple(fc.nat(2_000), fc.nat(2_000))
      .map(([a, b]): [number, number] => [Math.max(a, b), Math.min(a, b)])
    const zVersion = fc.record({
      feeMinor: fc.nat(10_000_000),
      sharePpm: fc.integer({ min: 1, max: 1_000_000 }),
      capPct: fc.nat(100),
    })
    fc.assert(
      fc.property(
        zVersion,
        zVersion,
        zCounts,
        zCounts,
        fc.integer({ min: 2, max: 28 }),
        (one, two, first, second, day) => {
          const of = (number: number, from: string, { sharePpm, ...terms }: typeof one) =>
            versionOf(number, from, {
              ...terms,
              objectives: [{ objectiveId: 'a', targetPpm: 990_000, sharePpm, creditTiers: null }],
            })
          const from = `2026-02-${String(day).padStart(2, '0')}`
          const versions = [of(1, '2026-01-01', one), of(2, from, two)]
          const credit = creditOf(judgedOf(versions, '2026-02', [first, second]))
          // everything × 28 days × 10⁶ share × 100 percent
          const den = 28n * 1_000_000n * 100n
          let sum = 0n
          let cap = 0n
          for (const [terms, counts, days] of [
            [one, first, day - 1],
            [two, second, 28 - (day - 1)],
          ] as const) {
            const [eligible, good] = counts
            // a walk over percentages instead of the code's comparison of tiers
            const ratio = eligible === 0 ? 1_000_000 : Math.floor((good * 1_000_000) / eligible)
            const pct = ratio < 950_000 ? 25n : ratio < 990_000 ? 10n : 0n
            sum += BigInt(terms.feeMinor) * BigInt(days) * BigInt(terms.sharePpm) * pct
            cap += BigInt(terms.feeMinor) * BigInt(days) * 1_000_000n * BigInt(terms.capPct)
          }
          const { whole, isHalfOrMore } = decimalOf(sum < cap ? sum : cap, den)
          expect(credit?.amountMinor).toBe(Number(whole) + (isHalfOrMore ? 1 : 0))
          expect(credit?.isCapped).toBe(cap < sum)
        },
      ),
      { numRuns: 500 },
    )
  })

  it('returns what it was reckoned from', () => {
    const versions = [versionOf(1, '2026-01-01'), versionOf(2, '2026-03-16', { feeMinor: 520_000 })]
    const credit = creditOf(
      judgedOf(versions, '2026-03', [
        [1_000, 985],
        [1_000, 940],
      ]),
    )
    // 4,800 × 15/31 × 10 % + 5,200 × 16/31 × 25 % = 232.258… + 670.967… = 903.2258…
    expect(credit).toMatchObject({
      amountMinor: 90_323,
      currency: 'EUR',
      isCapped: false,
      sum: '2800000/31',
      cap: '4656000/31',
    })
    expect(credit?.steps).toEqual([
      {
        ...{ versionNumber: 1, from: '2026-03-01', to: '2026-03-16', days: 15, monthDays: 31, objectiveId: 'a' },
        ...{ eligible: 1_000, good: 985, feeMinor: 480_000, sharePpm: 1_000_000, base: '7200000/31' },
        ...{ tier: { below: 990_000, pct: 10 }, amount: '720000/31' },
      },
      expect.objectContaining({ versionNumber: 2, tier: { below: 950_000, pct: 25 }, amount: '2080000/31' }),
    ])
    // every cent traceable: the steps add up to the sum
    const parse = (text: string) => fraction(...(text.split('/').map(BigInt) as [bigint, bigint]))
    const total = credit?.steps.map(({ amount }) => parse(amount)).reduce(add)
    expect(total && fractionText(total)).toBe(credit?.sum)
  })

  it('is capped, and is nothing where nothing was promised or measured', () => {
    const harsh = versionOf(1, '2026-01-01', { creditTiers: [{ below: 990_000, pct: 100 }] })
    expect(creditOf(judgedOf([harsh], '2026-03', [[10, 0]]))).toMatchObject({ amountMinor: 144_000, isCapped: true })
    expect(creditOf(judgedOf([versionOf(1, '2026-01-01')], '2026-03', [[0, 0]]))?.amountMinor).toBe(0)
    expect(creditOf([])).toBeNull()
    const mixed = [versionOf(1, '2026-01-01'), versionOf(2, '2026-03-02', { currency: 'USD' })]
    expect(() => creditOf(judgedOf(mixed, '2026-03', []))).toThrow(RangeError)
  })

  it('compares exactly: a ratio on the step does not reach it', () => {
    expect(tierOf(TERMS.creditTiers, { eligible: 100, good: 99 })).toBeNull()
    expect(tierOf(TERMS.creditTiers, { eligible: 101, good: 99 })).toEqual({ below: 990_000, pct: 10 })
    expect(tierOf(TERMS.creditTiers, { eligible: 20, good: 19 })).toEqual({ below: 990_000, pct: 10 })
    expect(tierOf(TERMS.creditTiers, { eligible: 0, good: 0 })).toBeNull()
  })

  it('rounds a half up, once', () => {
    expect([fraction(1, 2), fraction(49, 100), fraction(3, 2), fraction(0)].map(roundHalfUp)).toEqual([1, 0, 2, 0])
    expect(fractionText(multiply(fraction(-2, -4), fraction(4)))).toBe('2')
    expect(() => fraction(1, 0)).toThrow(RangeError)
  })
})
