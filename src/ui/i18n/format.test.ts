import { describe, expect, it } from 'vitest'
import { format } from './format'
import { pickLocale } from './locale'

const RUNS = { one: '{client}: {count} run', other: '{client}: {count} runs' }

describe('format', () => {
  it.each([
    ['en', 0, 'Vela: 0 runs'],
    ['en', 1, 'Vela: 1 run'],
    ['en', 1749, 'Vela: 1,749 runs'],
    ['de', 1749, 'Vela: 1.749 runs'],
  ])('%s %s', (locale, count, text) => {
    expect(format(locale, RUNS, { count, client: 'Vela' })).toBe(text)
  })

  it('keeps what nobody gave in sight, and never reads a value as a template', () => {
    expect(format('en', '{a} {b}', { a: '{b}' })).toBe('{b} {b}')
  })
})

describe('pickLocale', () => {
  it.each([
    ['de', 'en', 'de'],
    [null, 'fr-FR, de-AT;q=0.8, en', 'de'],
    ['xx', 'en-GB', 'en'],
    [null, null, 'en'],
  ] as const)('%s, %s', (chosen, accepted, locale) => {
    expect(pickLocale(chosen, accepted)).toBe(locale)
  })
})
