import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type FieldRule, fieldRuleProblem } from '@/domain/source/field-rules'
import { canonicalJson } from '@/lib/json'
import { applyFieldRules } from './apply-field-rules'
import { normalise } from './normalise'
import type { NativeEvent } from './schema'
import { validateEvent } from './validate'

const hash = (text: string) => createHmac('sha256', 'key of the partner').update(text).digest('hex')
const make = (given: Partial<NativeEvent> = {}): NativeEvent => ({
  id: 'e-1',
  workflow: 'order-release',
  execution: 'run-1',
  type: 'execution.failed',
  time: '2026-11-23T10:00:00Z',
  attempt: 1,
  ...given,
})
const dataOf = (data: unknown, ...rules: [path: string, action: FieldRule['action']][]) =>
  applyFieldRules(
    make({ data }),
    rules.map(([path, action]) => ({ path, action })),
    hash,
  ).data

const NAMES = ['a', 'b', 'c', 'a.b', '__proto__', '*']
const zData = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.string(),
    fc.integer(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc
      .array(fc.tuple(fc.constantFrom(...NAMES), tie('value')), { maxLength: 4 })
      .map((entries) => Object.fromEntries(entries)),
  ),
})).value
const zPath = fc
  .array(fc.constantFrom('a', 'b', 'c', '*', '__proto__'), { minLength: 0, maxLength: 4 })
  .map((rest) => ['data', ...rest].join('.'))
const zRule = fc.record({ path: zPath, action: fc.constantFrom('drop' as const, 'hash' as const) })
const zRules = fc.array(zRule, { maxLength: 6 })

describe('field rules', () => {
  it('leave the very same object when there are none, or when they meet nothing', () => {
    const event = make({ data: { a: [{ b: 1 }] } })
    expect(applyFieldRules(event, [], hash)).toBe(event)
    expect(applyFieldRules(event, [{ path: 'data.x.y', action: 'drop' }], hash)).toBe(event)
    expect(normalise(event, 0, (each) => applyFieldRules(each, [], hash)).event).toBe(event)
  })

  it('drop and hash at names, in every element of a list, under any name', () => {
    const data = { customer: { email: 'x@y.de', no: 4711 }, lines: [{ sku: 'A', who: 'eve' }, { who: 'bob' }] }
    expect(dataOf(data, ['data.customer.email', 'drop'])).toEqual({ ...data, customer: { no: 4711 } })
    expect(dataOf(data, ['data.lines.*.who', 'drop'])).toEqual({ ...data, lines: [{ sku: 'A' }, {}] })
    expect(dataOf(data, ['data.customer.*', 'hash'])).toEqual({
      ...data,
      customer: { email: `h:${hash('x@y.de')}`, no: `h:${hash('4711')}` },
    })
    expect(dataOf({ lines: [1, 2] }, ['data.lines.*', 'drop'])).toEqual({ lines: [] })
    expect(dataOf({ n: null, t: '4711' }, ['data.*', 'hash'])).toEqual({ n: null, t: `h:${hash('4711')}` })
  })

  it('a field whose own name holds dots is met as well as the nested one', () => {
    expect(dataOf({ 'a.b': 1, a: { b: 2, c: 3 } }, ['data.a.b', 'drop'])).toEqual({ a: { c: 3 } })
    const event = make({ keys: { 'order.id': '1', order: '2' } })
    const kept = applyFieldRules(event, [{ path: 'keys.order.id', action: 'drop' }], hash)
    expect(kept.keys).toEqual({ order: '2' })
  })

  it('reach keys, measures and the words of an error; what is left is a valid event', () => {
    const event = make({
      keys: { customer: 'ACME' },
      measures: { pay: 1, rows: 2 },
      error: { class: 'E', message: 'ACME' },
    })
    const rules: FieldRule[] = [
      { path: 'keys.*', action: 'hash' },
      { path: 'measures.pay', action: 'drop' },
      { path: 'error.message', action: 'drop' },
    ]
    const kept = applyFieldRules(event, rules, hash)
    expect(kept).toMatchObject({
      keys: { customer: `h:${hash('ACME')}` },
      measures: { rows: 2 },
      error: { class: 'E' },
    })
    expect(canonicalJson(kept)).not.toContain('"ACME"')
    expect(validateEvent(kept).ok).toBe(true)
  })

  it('a dropped or hashed value is nowhere in what is stored', () => {
    const SECRET = 'Zq7-the-secret'
    fc.assert(
      fc.property(zData, zPath, fc.constantFrom('drop' as const, 'hash' as const), (around, path, action) => {
        // the secret stands exactly where the path points; `*` stands for a list's element
        const data = path
          .split('.')
          .slice(1)
          .reduceRight<unknown>(
            (inner, name) =>
              name === '*'
                ? [around, inner]
                : Object.fromEntries([
                    ['z', around],
                    [name, inner],
                  ]),
            SECRET,
          )
        const { canonical } = normalise(make({ data }), 0, (each) => applyFieldRules(each, [{ path, action }], hash))
        expect(canonical).not.toContain(SECRET)
      }),
    )
  })

  it('applied again change nothing, and the sender’s event stays untouched', () => {
    fc.assert(
      fc.property(zData, zRules, (data, rules) => {
        const event = make({ data })
        const before = canonicalJson(event)
        const once = applyFieldRules(event, rules, hash)
        expect(canonicalJson(event)).toBe(before)
        expect(canonicalJson(applyFieldRules(once, rules, hash))).toBe(canonicalJson(once))
      }),
    )
  })

  it('the digest and whether a run is manual are of what was sent', () => {
    const hide = (each: NativeEvent) => applyFieldRules(each, [{ path: 'data', action: 'drop' }], hash)
    const event = make({ data: { mode: 'manual', pin: '1234' } })
    const [plain, kept] = [normalise(event, 0), normalise(event, 0, hide)]
    expect([kept.digest, kept.isManual, kept.event.data]).toEqual([plain.digest, true, undefined])
    expect(normalise(make({ data: { mode: 'manual', pin: '1235' } }), 0, hide).digest).not.toBe(kept.digest)
    expect(normalise(make({ data: { mode: 'manual', pin: '1235' } }), 0, hide).canonical).toBe(kept.canonical)
  })
})

describe('a rule', () => {
  it.each([
    ['id', 'drop', /^path: must begin/],
    ['workflow', 'hash', /^path: must begin/],
    ['*.email', 'drop', /^path: must begin/],
    ['data..x', 'drop', /^path: write/],
    ['data.', 'drop', /^path: write/],
    ['measures.rows', 'hash', /^action: a measure/],
    ['keys', 'hash', /^action: "keys"/],
    ['error', 'hash', /^action: "error"/],
  ] as const)('%s %s is refused', (path, action, words) => {
    expect(fieldRuleProblem({ path, action })).toMatch(words)
  })
  it.each([
    ['data', 'hash'],
    ['data.customer.email', 'drop'],
    ['data.lines.*.name', 'hash'],
    ['keys.order.id', 'hash'],
    ['measures.*', 'drop'],
    ['error.message', 'hash'],
  ] as const)('%s %s is taken', (path, action) => expect(fieldRuleProblem({ path, action })).toBeNull())
})
