import { describe, expect, it } from 'vitest'
import { PriceBookTerms } from '@/domain/price-book/schema'
import { scaled, termsOf, valuesOf } from './price-values'

const BOOK = PriceBookTerms.parse({
  currency: 'EUR',
  fixed: [
    { text: 'Managed automation', minor: 149_050 },
    { text: 'On-call at night', minor: 30_000 },
  ],
  workflow: { included: 10, minor: 4_900 },
  executions: {
    included: 100_000,
    tiers: [
      { upTo: 50_000, perThousandMinor: 150 },
      { upTo: null, perThousandMinor: 75 },
    ],
  },
  tax: { name: 'VAT', ppm: 190_000 },
})

describe('prices as people type them', () => {
  it.each([
    ['1490.50', 149_050],
    ['1.490,50', 149_050],
    ['1,490.50', 149_050],
    ['1 490,5', 149_050],
    ['0', 0],
    ['', null],
    ['12.345', Number.NaN],
    ['abc', Number.NaN],
    ['-5', Number.NaN],
  ])('%s', (text, minor) => expect(scaled(text, 2)).toEqual(minor))

  it('come back as they were, with the lines and tiers that the form does not show', () => {
    expect(PriceBookTerms.parse(termsOf(valuesOf(BOOK), BOOK))).toEqual(BOOK)
  })

  it('are nothing where the form is empty', () => {
    expect(PriceBookTerms.parse(termsOf(valuesOf(null), null))).toEqual({
      ...{ currency: 'EUR', digits: 2, fixed: [], workflow: null, executions: null, tax: null },
    })
  })
})
