import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import { NativeEvent, REASONS } from './schema'
import { isRfc3339 } from './time'
import { validateEvent } from './validate'

const RUN = {
  id: 'e-1',
  workflow: 'order-release',
  execution: 'r-1',
  type: 'execution.succeeded',
  time: '2026-11-23T10:00:00Z',
}
const nested = (depth: number): unknown => (depth === 0 ? 1 : { a: nested(depth - 1) })

const time = fc
  .tuple(
    fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }),
    fc.constantFrom('Z', '+02:00', '-05:30'),
  )
  .map(([date, offset]) => date.toISOString().replace('Z', offset))
const name = fc.oneof(
  { weight: 9, arbitrary: fc.string({ minLength: 1, maxLength: 200 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 210 }) },
)
const keyName = fc.oneof(
  { weight: 9, arbitrary: fc.stringMatching(/^[a-z][a-z0-9_.-]{0,8}$/) },
  { weight: 1, arbitrary: fc.constantFrom('constructor', '__proto__', '1a', '', 'ä') },
)
const type = fc.constantFrom(
  'execution.started',
  'execution.succeeded',
  'execution.failed',
  'execution.cancelled',
  'step.load',
  'log',
  'business',
)
const hex = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length })

/** Mostly valid events. */
const event = fc.record(
  {
    id: name,
    workflow: name,
    execution: name,
    type,
    time,
    attempt: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constant(null)),
    version: name,
    definitionHash: name,
    durationMs: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
    error: fc.record({ class: name, message: fc.option(fc.string()), step: name }, { requiredKeys: [] }),
    keys: fc.dictionary(keyName, name, { maxKeys: 34 }),
    measures: fc.dictionary(keyName, fc.double({ noNaN: true, noDefaultInfinity: true }), { maxKeys: 34 }),
    site: name,
    traceparent: fc.tuple(hex(2), hex(32), hex(16), hex(2)).map((parts) => parts.join('-')),
    data: fc.jsonValue({ maxDepth: 18 }),
  },
  { requiredKeys: ['id', 'workflow', 'execution', 'type', 'time'] },
)

const junk = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(
    null,
    '',
    'x'.repeat(201),
    'x'.repeat(16_385),
    'a\u0000b',
    'a\nb',
    '\ud800',
    -1,
    0,
    1.5,
    2 ** 31,
    2 ** 53,
    -0,
    {},
    [],
    true,
    'step.',
    'step.x y',
    'execution.done',
    nested(15),
    nested(16),
  ),
  fc.constantFrom(
    '2026-11-23',
    '2026-02-29T10:00:00Z',
    '2024-02-29T10:00:00Z',
    '2026-11-23T10:00Z',
    '2026-11-23t10:00:00z',
    '2026-11-23T10:00:00+0200',
    '2026-11-23T24:00:00Z',
    '0000-01-01T00:00:00Z',
    '2026-11-23T10:00:60Z',
    '2026-11-23T10:00:00-00:00',
  ),
)
const field = fc.constantFrom(...Object.keys(NativeEvent.shape), 'nope', '__proto__')
const mutated = fc.tuple(event, field, fc.option(junk, { nil: undefined })).map(([valid, at, value]) => {
  const copy: Record<string, unknown> = { ...valid }
  if (value === undefined) delete copy[at]
  else Object.defineProperty(copy, at, { value, enumerable: true, configurable: true, writable: true })
  return copy
})

function expectAgreement(raw: unknown): void {
  const fast = validateEvent(raw)
  const slow = NativeEvent.safeParse(raw)
  expect(fast.ok, JSON.stringify({ raw, fast, issues: slow.error?.issues.map((issue) => issue.message) })).toBe(
    slow.success,
  )
  if (fast.ok) expect(fast.event).toEqual(slow.data)
  else expect(slow.error?.issues.map((issue) => issue.message)).toContain(fast.reason)
}

describe('validateEvent agrees with the schema, word for word', () => {
  it('on valid and nearly valid events', () => {
    let accepted = 0
    fc.assert(
      fc.property(event, (raw) => {
        expectAgreement(raw)
        if (validateEvent(raw).ok) accepted++
      }),
      { numRuns: 400 },
    )
    expect(accepted).toBeGreaterThan(40)
  })
  it('on mutated events', () => fc.assert(fc.property(mutated, expectAgreement), { numRuns: 1_500 }))
  it('on single bad fields of a good event', () => {
    fc.assert(
      fc.property(field, junk, (at, value) => {
        const raw = { ...RUN }
        Object.defineProperty(raw, at, { value, enumerable: true })
        expectAgreement(raw)
      }),
      { numRuns: 1_500 },
    )
  })
  it('on any JSON', () => fc.assert(fc.property(fc.jsonValue(), expectAgreement)))
})

describe('validateEvent', () => {
  it('gives the canonical form: attempt 1, nulls gone', () => {
    expect(validateEvent({ ...RUN, error: { class: null, message: 'x' }, keys: null, data: null })).toEqual({
      ok: true,
      event: { ...RUN, attempt: 1, error: { message: 'x' } },
    })
  })

  it.each([
    [[], REASONS.event],
    ['x', REASONS.event],
    [{ ...RUN, id: undefined }, REASONS.id],
    [{ ...RUN, id: '' }, REASONS.id],
    [{ ...RUN, id: 7 }, REASONS.id],
    [{ ...RUN, workflow: 'a\u0007' }, REASONS.workflow],
    [{ ...RUN, type: 'execution.done' }, REASONS.type],
    [{ ...RUN, time: '23.11.2026' }, 'time: must be RFC 3339 with offset, e.g. 2026-11-23T10:00:00Z'],
    [{ ...RUN, execution: undefined }, REASONS.executionMissing],
    [{ ...RUN, type: 'step.load', execution: null }, REASONS.executionMissing],
    [{ ...RUN, keys: { order: 4711 } }, REASONS.keys],
    [{ ...RUN, measures: { rows: '12' } }, REASONS.measures],
    [{ ...RUN, durationMs: 1.5 }, REASONS.durationMs],
    [{ ...RUN, attempt: 0 }, REASONS.attempt],
    [{ ...RUN, durationms: 5 }, 'durationms: unknown field; put your own fields under "data"'],
    [{ ...RUN, data: { a: ['x', 'x'.repeat(16_385)] } }, 'data.a[1]: must have at most 16384 characters, has 16385'],
    [{ ...RUN, data: nested(16) }, `data.${'a.'.repeat(14)}a: is nested deeper than 15 levels; flatten it`],
  ])('says what to change (%#)', (raw, reason) => expect(validateEvent(raw)).toEqual({ ok: false, reason }))

  it.each(['log', 'business'])('lets %s stand without a run', (kind) => {
    expect(validateEvent({ ...RUN, type: kind, execution: undefined }).ok).toBe(true)
  })

  it.each(['keys', 'measures'])('refuses 33 %s', (name) => {
    const many = Object.fromEntries(Array.from({ length: 33 }, (_, i) => [`k${i}`, name === 'keys' ? 'x' : 1]))
    expectAgreement({ ...RUN, [name]: many })
    expect(validateEvent({ ...RUN, [name]: many }).ok).toBe(false)
  })

  it('accepts the limits themselves', () => {
    const most = Object.fromEntries(Array.from({ length: 32 }, (_, i) => [`k${i}`, 'x'.repeat(200)]))
    expect(
      validateEvent({ ...RUN, id: 'x'.repeat(200), keys: most, data: nested(15), durationMs: 2 ** 31 - 1 }).ok,
    ).toBe(true)
  })
})

describe('isRfc3339', () => {
  it('agrees with luxon about which days exist', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9999 }),
        fc.integer({ min: 0, max: 13 }),
        fc.integer({ min: 0, max: 32 }),
        (y, m, d) => {
          const text = `${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}T10:00:00Z`
          expect(isRfc3339(text)).toBe(DateTime.fromISO(text).isValid)
        },
      ),
      { numRuns: 1_000 },
    )
  })
})
