import fc from 'fast-check'
import { expect, it } from 'vitest'
import { percentOf, readPercent } from './promise-draft'

it.each([
  ['99.5', 995_000],
  ['99,5', 995_000],
  ['100', 1_000_000],
  ['99.9999', 999_999],
  ['', null],
  ['  ', null],
  ['49', undefined],
  ['101', undefined],
  ['99.99999', undefined],
  ['1e2', undefined],
  ['ninety', undefined],
])('%j is read as %s', (text, ppm) => {
  expect(readPercent(text)).toBe(ppm)
})

it('reads back what it wrote', () => {
  fc.assert(fc.property(fc.integer({ min: 500_000, max: 1_000_000 }), (ppm) => readPercent(percentOf(ppm)) === ppm))
})
