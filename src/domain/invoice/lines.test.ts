import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PriceBookTerms } from '@/domain/price-book/schema'
import { type ApprovedCredit, invoiceOf, type MonthUsage } from './lines'

const MONTH = { month: '2026-10', zone: 'Europe/Berlin', monthDigest: 'a'.repeat(64), priceBook: 1 }
const usageOf = (runs: number, workflows: number): MonthUsage => ({
  runs,
  days: [{ day: '2026-10-01', runs }],
  workflows: Array.from({ length: workflows }, (_, index) => ({ id: `w${index}`, name: `W${index}`, runs: 1 })),
})
const bookOf = (given: object) => PriceBookTerms.parse({ currency: 'EUR', fixed: [], ...given })

const BOOK = bookOf({
  fixed: [{ text: 'Managed automation', minor: 149_000 }],
  workflow: { included: 10, minor: 4_900 },
  executions: {
    included: 100_000,
    tiers: [
      { upTo: 50_000, perThousandMinor: 150 },
      { upTo: null, perThousandMinor: 75 },
    ],
  },
  tax: { name: 'USt. 19 %', ppm: 190_000 },
})
const credit = (id: string, minor: number, month = '2026-10', currency = 'EUR'): ApprovedCredit => ({
  ...{ id, month, currency, minor, monthDigest: 'b'.repeat(64) },
})

describe('an invoice worked out by hand', () => {
  // 1,490.00 + 4 × 49.00 + (50,000 × 1.50 + 30,333 × 0.75) / 1,000 = 1,490.00 + 196.00 + 75.00 + 22.74975
  const body = invoiceOf({ ...MONTH, book: BOOK, usage: usageOf(180_333, 14), credits: [credit('c1', 12_345)] })

  it('has the amounts that paper and pencil give', () => {
    expect(body.lines.map(({ minor }) => minor)).toEqual([149_000, 19_600, 9_775, -12_345])
    expect(body.netMinor).toBe(166_030)
    expect(body.tax?.minor).toBe(31_546)
    expect(body.totalMinor).toBe(197_576)
  })

  it('opens a line to its tiers, exact', () => {
    expect(body.lines[2]).toMatchObject({
      tiers: [
        { quantity: 50_000, exact: '7500' },
        { quantity: 30_333, exact: '90999/40' },
      ],
      exact: '390999/40',
    })
  })
})

describe('credits', () => {
  it('wait when they would make the sum negative, when they are in another currency, and are taken oldest first', () => {
    const book = bookOf({ fixed: [{ text: 'Base', minor: 10_000 }] })
    const credits = [
      credit('new', 6_000, '2026-10'),
      credit('old', 5_000, '2026-08'),
      credit('usd', 1, '2026-08', 'USD'),
    ]
    const body = invoiceOf({ ...MONTH, book, usage: usageOf(0, 0), credits })
    expect(body.lines.filter(({ kind }) => kind === 'credit')).toMatchObject([{ creditId: 'old', minor: -5_000 }])
    expect(body.waiting.sort()).toEqual(['new', 'usd'])
  })
})

const anyTiers = fc.uniqueArray(fc.integer({ min: 1, max: 5_000_000 }), { maxLength: 4 }).chain((ends) =>
  fc
    .array(fc.integer({ min: 0, max: 100_000 }), { minLength: ends.length + 1, maxLength: ends.length + 1 })
    .map((prices) =>
      [...ends.toSorted((a, b) => a - b), null].map((upTo, index) => ({
        upTo,
        perThousandMinor: prices[index] ?? 0,
      })),
    ),
)
const anyBook = fc.record({
  fixed: fc.array(fc.record({ text: fc.constant('Base'), minor: fc.integer({ min: 0, max: 10_000_000 }) }), {
    maxLength: 5,
  }),
  workflow: fc.option(
    fc.record({ included: fc.integer({ min: 0, max: 50 }), minor: fc.integer({ min: 0, max: 100_000 }) }),
  ),
  executions: fc.option(fc.record({ included: fc.integer({ min: 0, max: 2_000_000 }), tiers: anyTiers })),
  tax: fc.option(fc.record({ name: fc.constant('Tax'), ppm: fc.integer({ min: 0, max: 1_000_000 }) })),
})
const anyCredits = fc.array(fc.tuple(fc.uuid(), fc.integer({ min: 1, max: 9_000_000 })), { maxLength: 6 })

/** Tier of each thousandth run by walking up, price by price: an oracle that knows no intervals of its own. */
function walked(billable: number, tiers: readonly { upTo: number | null; perThousandMinor: number }[]): bigint {
  const borders = [0, ...tiers.map(({ upTo }) => upTo ?? Number.POSITIVE_INFINITY)]
  return tiers.reduce((sum, { perThousandMinor }, index) => {
    const [low = 0, high = 0] = [borders[index], borders[index + 1]]
    const runs = billable <= low ? 0 : Math.min(billable, high) - low
    return sum + BigInt(runs) * BigInt(perThousandMinor)
  }, 0n)
}

describe('every invoice', () => {
  it('sums to its lines, rounds once, and never takes more credit than was given or than there is to pay', () => {
    fc.assert(
      fc.property(
        anyBook,
        fc.integer({ min: 0, max: 20_000_000 }),
        fc.nat(80),
        anyCredits,
        (terms, runs, workflows, given) => {
          const book = bookOf(terms)
          const credits = given.map(([id, minor]) => credit(id, minor))
          const body = invoiceOf({ ...MONTH, book, usage: usageOf(runs, workflows), credits })
          expect(body.netMinor).toBe(body.lines.reduce((sum, { minor }) => sum + minor, 0))
          expect(body.totalMinor).toBe(body.netMinor + (body.tax?.minor ?? 0))
          expect(body.netMinor).toBeGreaterThanOrEqual(0)
          const taken = body.lines.flatMap((line) => (line.kind === 'credit' ? [line] : []))
          for (const { creditId, minor } of taken) expect(-minor).toBe(credits.find(({ id }) => id === creditId)?.minor)
          expect(new Set([...taken.map(({ creditId }) => creditId), ...body.waiting]).size).toBe(
            new Set(given.map(([id]) => id)).size,
          )
          const line = body.lines.find(({ kind }) => kind === 'executions')
          if (book.executions) {
            const exact = walked(Math.max(0, runs - book.executions.included), book.executions.tiers)
            expect(BigInt(line?.minor ?? -1)).toBe((exact * 2n + 1_000n) / 2_000n)
          }
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('a price book', () => {
  it.each([
    [{ executions: { included: 0, tiers: [{ upTo: 10, perThousandMinor: 1 }] } }, 'without end'],
    [
      {
        executions: {
          included: 0,
          tiers: [
            { upTo: null, perThousandMinor: 1 },
            { upTo: 5, perThousandMinor: 1 },
          ],
        },
      },
      'tiers',
    ],
    [{ currency: 'Euro' }, 'ISO 4217'],
    [{ fixed: [{ text: '', minor: 1 }] }, 'text'],
    [{ fixed: [{ text: 'x', minor: 1.5 }] }, 'whole number'],
  ])('refuses %j and says what to change', (given, words) => {
    const { error } = PriceBookTerms.safeParse({ currency: 'EUR', fixed: [], ...given })
    expect(JSON.stringify(error?.issues)).toContain(words)
  })
})
