import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { implicitRunKey, type Ping, parsePing, pingEvent } from './ping'
import { NativeEvent } from './schema'
import { validateEvent } from './validate'

const bytes = (text: string) => Buffer.from(text)
const ping = (fields: Partial<Ping> = {}): Ping => ({
  signal: 'succeeded',
  exitCode: null,
  rid: null,
  body: null,
  ...fields,
})
const HOUR = 3_600_000

describe('parsePing', () => {
  it.each([
    ['', 'succeeded', null],
    ['start', 'started', null],
    ['fail', 'failed', null],
    ['log', 'log', null],
    ['0', 'succeeded', 0],
    ['1', 'failed', 1],
    ['007', 'failed', 7],
    ['255', 'failed', 255],
  ])('/%s is %s', (suffix, signal, exitCode) => {
    expect(parsePing(suffix, null, bytes(''))).toEqual({ ok: true, ping: { signal, exitCode, rid: null, body: null } })
  })

  it.each(['256', '-1', '1.5', 'START', 'start/', 'constructor', '1000', ' ', '٣'])(
    'refuses /%s and says what to use',
    (suffix) => {
      expect(parsePing(suffix, null, bytes(''))).toEqual({
        ok: false,
        reason: expect.stringContaining('exit code from 0 to 255'),
      })
    },
  )

  it('takes a rid, and refuses what could not be a name', () => {
    expect(parsePing('', '2f6c1b0e-6f3f-4bd0-9d5c-6d2f4b8f5f10', bytes(''))).toMatchObject({ ok: true })
    for (const rid of ['', ' ', 'a b', 'x'.repeat(201), '../x', 'ä'])
      expect(parsePing('', rid, bytes('')).ok).toBe(false)
  })

  it('keeps the first 100 kB of the body, as text PostgreSQL can store', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (tail) => {
        const parsed = parsePing('log', null, Buffer.concat([Buffer.alloc(99_990, 'x'), tail]))
        const body = parsed.ok ? (parsed.ping.body ?? '') : ''
        expect(body.length).toBeLessThanOrEqual(100_000)
        expect(body).not.toContain('\u0000')
        expect(Buffer.from(body, 'utf8').toString('utf8')).toBe(body)
      }),
    )
  })
})

describe('implicitRunKey', () => {
  const open = { runKey: 'ping-p1', startedAt: 0 }
  it.each([
    ['rid wins', ping({ rid: 'r' }), open, 'r'],
    ['a start opens its own', ping({ signal: 'started' }), open, 'ping-p2'],
    ['a finish closes the open run', ping(), open, 'ping-p1'],
    ['a failure closes the open run', ping({ signal: 'failed' }), open, 'ping-p1'],
    ['a log belongs to the open run', ping({ signal: 'log' }), open, 'ping-p1'],
    ['a finish alone is a run', ping(), null, 'ping-p2'],
    ['a log alone belongs to none', ping({ signal: 'log' }), null, null],
  ])('%s', (_name, given, run, key) => expect(implicitRunKey(given, 'p2', run, HOUR)).toBe(key))

  it('does not pair over more than 72 hours', () => {
    expect(implicitRunKey(ping(), 'p2', open, 72 * HOUR)).toBe('ping-p1')
    expect(implicitRunKey(ping(), 'p2', open, 72 * HOUR + 1)).toBe('ping-p2')
  })
})

describe('pingEvent', () => {
  const at = { id: 'p1', workflow: 'backup', runKey: 'r-1', receivedAt: new Date('2026-11-23T10:00:00Z') }

  it('is a valid native event for every ping', () => {
    const suffix = fc.constantFrom('', 'start', 'fail', 'log', '0', '3', '255')
    fc.assert(
      fc.property(suffix, fc.uint8Array({ maxLength: 300 }), (text, body) => {
        const parsed = parsePing(text, 'r-1', body)
        if (!parsed.ok) throw new Error(parsed.reason)
        const event = pingEvent(parsed.ping, at)
        expect(NativeEvent.parse(event)).toEqual(event)
      }),
    )
  })

  it('keeps a long body whole, in pieces that the door accepts', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 16_000, max: 90_000 }), (shift, length) => {
        const text = `${'x'.repeat(shift)}${'😀ä'.repeat(length / 6)}`
        const parsed = parsePing('1', 'r-1', bytes(text))
        if (!parsed.ok) throw new Error(parsed.reason)
        const event = pingEvent(parsed.ping, at)
        expect(validateEvent(event)).toMatchObject({ ok: true })
        const { body, more = [] } = event.data as { body: string; more?: string[] }
        expect([body, ...more].join('')).toBe(text)
      }),
      { numRuns: 20 },
    )
  })

  it('carries the exit code and the first line as the error', () => {
    expect(pingEvent(ping({ signal: 'failed', exitCode: 3, body: 'disk full\nmore' }), at)).toMatchObject({
      type: 'execution.failed',
      error: { class: 'exit_code', message: 'disk full' },
      data: { exitCode: 3, body: 'disk full\nmore' },
    })
    expect(pingEvent(ping({ signal: 'failed' }), at).error).toEqual({
      class: 'reported_failure',
      message: 'The job reported a failure.',
    })
  })

  it('lets only a log stand without a run', () => {
    expect(pingEvent(ping({ signal: 'log', body: 'hi' }), { ...at, runKey: null })).not.toHaveProperty('execution')
    expect(() => pingEvent(ping(), { ...at, runKey: null })).toThrow('execution')
  })
})
