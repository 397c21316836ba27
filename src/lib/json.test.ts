import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson, jsonProblem, parseJson } from './json'

const depthOf = (value: unknown): number =>
  typeof value !== 'object' || value === null ? 0 : 1 + Math.max(0, ...Object.values(value).map(depthOf))

describe('canonicalJson', () => {
  it('gives the example of RFC 8785 §3.2.2', () => {
    const input = JSON.parse(
      '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}',
    )
    expect(canonicalJson(input)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    )
  })
  it('sorts names by UTF-16 units (RFC 8785 §3.2.3)', () => {
    const names = ['\u20ac', '\r', '\ufb33', '1', '\ud83d\ude00', '\u0080', '\u00f6']
    expect(Object.keys(JSON.parse(canonicalJson(Object.fromEntries(names.map((name) => [name, 0])))))).toEqual([
      '1',
      '\r',
      '\u0080',
      '\u00f6',
      '\u20ac',
      '\ud83d\ude00',
      '\ufb33',
    ])
  })
  it('is one text for one value, and reads back', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value)
        expect(canonicalJson(JSON.parse(JSON.stringify(value)))).toBe(text)
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })
  it.each([Number.NaN, Number.POSITIVE_INFINITY, undefined, () => 1])('refuses %s', (value) =>
    expect(() => canonicalJson(value)).toThrow(),
  )
})

describe('parseJson', () => {
  it('agrees with JSON.parse on shallow text and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json({ maxDepth: 20 }), fc.string()), (text) => {
        const parsed = parseJson(text, 16)
        let value: unknown
        try {
          value = JSON.parse(text)
        } catch {
          expect(parsed.ok).toBe(false)
          return
        }
        expect(parsed.ok).toBe(depthOf(value) <= 16)
        if (parsed.ok) expect(parsed.value).toEqual(value)
      }),
    )
  })
  it('refuses a bomb without building it', () => {
    expect(parseJson('['.repeat(1_000_000))).toEqual({
      ok: false,
      reason: 'JSON is nested deeper than 16 levels; flatten it',
    })
  })
  it('does not count brackets in strings', () => expect(parseJson(JSON.stringify('[{"\\'.repeat(50))).ok).toBe(true))
  it('says what is wrong', () =>
    expect(parseJson('{"a":}')).toEqual({ ok: false, reason: expect.stringContaining('not valid JSON') }))
})

describe('jsonProblem', () => {
  it('finds nothing in JSON within the limits, and knows the depth', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.integer({ min: 0, max: 6 }), (value, maxDepth) => {
        const problem = jsonProblem(value, 'data', { maxDepth, maxString: 1_000 })
        expect(problem === null).toBe(depthOf(value) <= maxDepth)
      }),
    )
  })
  it.each([
    ['a\u0000', 'data: must not contain U+0000; remove it'],
    [['ok', '\udc00'], 'data[1]: must be well-formed Unicode; it has half of a surrogate pair'],
    [{ a: { b: 'x'.repeat(11) } }, 'data.a.b: must have at most 10 characters, has 11'],
    [{ '\u0000': 1 }, 'data: a field name must not contain U+0000; remove it'],
    [{ a: Number.POSITIVE_INFINITY }, 'data.a: must be a finite number'],
    [{ a: undefined }, 'data.a: must be JSON, not undefined'],
    ['😀', null],
  ])('%#', (value, problem) => expect(jsonProblem(value, 'data', { maxDepth: 3, maxString: 10 })).toBe(problem))
})
