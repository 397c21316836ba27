import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import { executionEventOf, normalise } from './normalise'
import { NativeEvent } from './schema'
import { stepOf } from './step-name'

const RUN = { id: 'e-1', workflow: 'w', execution: 'r-1', type: 'execution.failed', time: '2026-11-23T10:00:00Z' }
const NOW = Date.parse('2026-11-23T10:00:30Z')
const make = (fields: object = {}) => NativeEvent.parse({ ...RUN, ...fields })

describe('normalise', () => {
  it('hashes the canonical sender-given content', () => {
    const text =
      '{"attempt":1,"execution":"r-1","id":"e-1","keys":{"order":"4711","sku":"ä"},"time":"2026-11-23T10:00:00Z","type":"execution.failed","workflow":"w"}'
    const oracle = createHash('sha256').update(text).digest('hex')
    expect(normalise(make({ keys: { sku: 'ä', order: '4711' } }), NOW).digest).toBe(oracle)
  })

  it('gives one digest for one content, whatever the order, the spelling of absence, and the receipt', () => {
    const a = normalise(make({ keys: { b: '1', a: '2' }, attempt: null }), NOW)
    const b = normalise(make({ attempt: 1, keys: { a: '2', b: '1' }, data: null }), NOW + 1e9)
    expect(a.digest).toBe(b.digest)
    expect(a.key).toBe(b.key)
  })

  it('gives another digest for other content', () => {
    const digest = (fields: object) => normalise(make(fields), NOW).digest
    const all = [
      {},
      { attempt: 2 },
      { durationMs: 1 },
      { time: '2026-11-23T11:00:00+01:00' },
      { data: 1 },
      { error: { message: 'x' } },
    ].map(digest)
    expect(new Set(all).size).toBe(all.length)
  })

  it.each([
    ['2026-11-23T10:05:30Z', '2026-11-23T10:05:30Z', false],
    ['2026-11-23T10:05:30.001Z', '2026-11-23T10:00:30Z', true],
    ['2031-01-01T00:00:00Z', '2026-11-23T10:00:30Z', true],
    ['2026-11-23T11:00:00+01:00', '2026-11-23T10:00:00Z', false],
  ])('clamps %s to %s', (time, occurred, clockSkew) => {
    expect(normalise(make({ time }), NOW)).toMatchObject({ occurredAt: Date.parse(occurred), clockSkew })
  })

  it.each([
    ['2026-11-16T10:00:30Z', false],
    ['2026-11-16T10:00:29.999Z', true],
  ])('calls %s stale: %s', (time, stale) => expect(normalise(make({ time }), NOW).stale).toBe(stale))

  it('reads instants as luxon does, fractions cut to milliseconds', () => {
    const instant = fc.tuple(
      fc.date({ min: new Date('2000-01-01'), max: new Date('2026-01-01'), noInvalidDate: true }),
      fc.integer({ min: 0, max: 999_999 }),
      fc.constantFrom('Z', '+05:45', '-11:00'),
    )
    fc.assert(
      fc.property(instant, ([date, nanos, offset]) => {
        const time = date.toISOString().replace('Z', String(nanos).padStart(6, '0') + offset)
        expect(normalise(make({ time }), NOW).occurredAt).toBe(DateTime.fromISO(time).toMillis())
      }),
    )
  })

  it.each([
    ['execution.started', 'running'],
    ['execution.succeeded', 'succeeded'],
    ['execution.failed', 'failed'],
    ['execution.cancelled', 'cancelled'],
    ['step.load', 'running'],
    ['log', null],
    ['business', null],
  ])('%s says %s', (type, executionStatus) => {
    const normal = normalise(make({ type }), NOW)
    expect(normal).toMatchObject({ executionStatus, runKey: 'r-1', attempt: 1 })
    expect(executionEventOf(normal)?.status ?? null).toBe(executionStatus)
    expect(executionEventOf(normal)?.isStart ?? false).toBe(type === 'execution.started')
  })

  it('takes duration and error of endings only', () => {
    const facts = { durationMs: 5, error: { class: 'Timeout', step: 'post' }, version: 'v1' }
    expect(executionEventOf(normalise(make(facts), NOW))).toMatchObject({
      durationMs: 5,
      errorClass: 'Timeout',
      errorStep: 'post',
      version: 'v1',
    })
    expect(executionEventOf(normalise(make({ ...facts, type: 'step.post' }), NOW))).toMatchObject({
      durationMs: null,
      errorClass: null,
      version: 'v1',
    })
    expect(executionEventOf(normalise(make({ ...facts, type: 'execution.succeeded' }), NOW))).toMatchObject({
      durationMs: 5,
      errorClass: null,
    })
  })
})

describe('stepOf', () => {
  it.each([
    [
      { type: 'step.failed', data: { step: 'Post order' } },
      { name: 'Post order', phase: 'failed' },
    ],
    [
      { type: 'step.failed', error: { step: 'Post order' } },
      { name: 'Post order', phase: 'failed' },
    ],
    [{ type: 'step.started' }, { name: 'step', phase: 'started' }],
    [{ type: 'step.load' }, { name: 'load', phase: 'noted' }],
    [
      { type: 'step.load', error: { message: 'no' } },
      { name: 'load', phase: 'failed' },
    ],
    [{ type: 'log' }, null],
  ])('%j', (fields, fact) => expect(stepOf(make(fields))).toEqual(fact))
})
