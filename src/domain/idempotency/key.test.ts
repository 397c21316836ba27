import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { idempotencyKeyOf, KEY_LENGTH_MAX } from './key'

describe('the header names a change', () => {
  it.each([
    ['"8e03978e-40d5-43dd-bc93-6894a57f9324"', '8e03978e-40d5-43dd-bc93-6894a57f9324'],
    ['8e03978e-40d5-43dd-bc93-6894a57f9324', '8e03978e-40d5-43dd-bc93-6894a57f9324'],
    [' "order 4711" ', 'order 4711'],
    [String.raw`"a\"b\\c"`, String.raw`a"b\c`],
    ['', null],
    ['""', null],
    ['"open', null],
    ['two words', null],
    ['"a", "b"', null],
    ['"ü"', null],
    [String.raw`"a\b"`, null],
  ])('%s → %s', (header, name) => expect(idempotencyKeyOf(header)).toBe(name))

  it('of any printable name comes back, up to the longest', () => {
    const printable = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: KEY_LENGTH_MAX })
    fc.assert(
      fc.property(printable, (name) => {
        const header = `"${name.replace(/["\\]/g, '\\$&')}"`
        expect(idempotencyKeyOf(header)).toBe(name)
      }),
    )
    expect(idempotencyKeyOf(`"${'a'.repeat(KEY_LENGTH_MAX + 1)}"`)).toBeNull()
  })
})
