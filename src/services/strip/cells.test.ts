import { describe, expect, it } from 'vitest'
import { scheduledSpans, spellsOf, stripOf, stripTicks, stripWindow } from './cells'

const utc = (text: string) => new Date(`${text}Z`)
const now = utc('2026-11-19T14:42:10')
const window = stripWindow(now, 24, 4)
const none = { counts: [], spells: [], expected: [] }
const states = (facts: Partial<Parameters<typeof stripOf>[1]>) =>
  Object.fromEntries(
    stripOf(window, { ...none, ...facts }).flatMap((b) =>
      b.state === 'none' ? [] : [[b.at.toISOString().slice(11, 16), b.state]],
    ),
  )

describe('the window', () => {
  it('is 24 hours back to the end of the running quarter and 4 hours on', () => {
    expect(window).toEqual({ start: utc('2026-11-18T14:45:00'), end: utc('2026-11-19T18:45:00'), now, buckets: 112 })
  })
  it('on the edge of a quarter begins a new one', () => {
    expect(stripWindow(utc('2026-11-19T14:45:00'), 24, 4).start).toEqual(utc('2026-11-18T15:00:00'))
  })
})

describe('the cells', () => {
  const count = (bucket: number, counts: object) => ({ bucket, succeeded: 0, failed: 0, cancelled: 0, ...counts })
  it('show success, failure before success, and cancelled on its own', () => {
    expect(
      states({
        counts: [count(0, { succeeded: 3 }), count(1, { succeeded: 5, failed: 1 }), count(2, { cancelled: 1 })],
      }),
    ).toEqual({
      '14:45': 'ok',
      '15:00': 'down',
      '15:15': 'cancelled',
    })
  })
  it('show what is expected from now on, never in the past', () => {
    const expected = [
      utc('2026-11-19T14:15:00'),
      utc('2026-11-19T14:44:00'),
      utc('2026-11-19T15:00:00'),
      utc('2026-11-19T15:05:00'),
    ]
    expect(states({ expected })).toEqual({ '14:30': 'expected', '15:00': 'expected' })
    expect(
      stripOf(window, { ...none, expected }).find((b) => b.at.getTime() === utc('2026-11-19T15:00:00').getTime())
        ?.expected,
    ).toBe(2)
  })
  it('a spell ends before the quarter it ends on, and an open one ends now', () => {
    const spells = [
      { state: 'late' as const, from: utc('2026-11-19T10:00:00'), to: utc('2026-11-19T10:30:00') },
      { state: 'down' as const, from: utc('2026-11-19T14:20:00'), to: null },
    ]
    expect(states({ spells })).toEqual({ '10:00': 'late', '10:15': 'late', '14:15': 'down', '14:30': 'down' })
  })
  it('a success while down makes the quarter late, not lost', () => {
    const spells = [{ state: 'down' as const, from: utc('2026-11-19T10:00:00'), to: utc('2026-11-19T10:20:00') }]
    expect(states({ spells, counts: [count(78, { succeeded: 1 })] })).toEqual({ '10:00': 'down', '10:15': 'late' })
  })
})

describe('spells of rules', () => {
  const change = (fromState: string, toState: string, at: string) => ({
    subjectId: 'r',
    fromState,
    toState,
    at: utc(at),
  })
  it('begin with the state before the first change', () => {
    const changes = [change('late', 'on_time', '2026-11-19T08:10:00'), change('down', 'late', '2026-11-19T06:00:00')]
    expect(spellsOf(window, [{ id: 'r', status: 'on_time', since: utc('2026-11-19T08:10:00') }], changes)).toEqual([
      { state: 'down', from: window.start, to: utc('2026-11-19T06:00:00') },
      { state: 'late', from: utc('2026-11-19T06:00:00'), to: utc('2026-11-19T08:10:00') },
    ])
  })
  it('without a change the present state held since it began', () => {
    const since = utc('2026-11-11T00:00:00')
    expect(spellsOf(window, [{ id: 'r', status: 'down', since }], [])).toEqual([
      { state: 'down', from: since, to: null },
    ])
    expect(spellsOf(window, [{ id: 'r', status: 'on_time', since }], [])).toEqual([])
  })
})

describe("hours on the axis are the plant's", () => {
  const labels = (at: string, zone: string) =>
    stripTicks(stripWindow(utc(at), 24, 4), zone).map((tick) => [tick.at.toISOString().slice(11, 16), tick.label])
  it('in Hamburg and in Milwaukee', () => {
    expect(labels('2026-11-19T14:42:00', 'Europe/Berlin')).toEqual([
      ['17:00', '18:00'],
      ['23:00', '00:00'],
      ['05:00', '06:00'],
      ['11:00', '12:00'],
      ['17:00', '18:00'],
    ])
    expect(labels('2026-11-19T14:42:00', 'America/Chicago').map(([, label]) => label)).toEqual([
      '12:00',
      '18:00',
      '00:00',
      '06:00',
      '12:00',
    ])
  })
  it('bend where summer time ends: 7 hours between 00:00 and 06:00', () => {
    expect(labels('2026-10-25T11:00:00', 'Europe/Berlin')).toEqual([
      ['16:00', '18:00'],
      ['22:00', '00:00'],
      ['05:00', '06:00'],
      ['11:00', '12:00'],
    ])
  })
  it('and where it begins: 5 hours', () => {
    expect(labels('2026-03-29T10:00:00', 'Europe/Berlin')).toEqual([
      ['11:00', '12:00'],
      ['17:00', '18:00'],
      ['23:00', '00:00'],
      ['04:00', '06:00'],
      ['10:00', '12:00'],
    ])
  })
  it('fall on the quarter in Kathmandu, 5:45 from UTC', () => {
    expect(labels('2026-11-19T14:42:00', 'Asia/Kathmandu')[0]).toEqual(['18:15', '00:00'])
  })
})

describe('scheduled hours', () => {
  it('join slots up to two hours apart and leave the night out', () => {
    const slots = ['2026-11-19T06:00:00', '2026-11-19T07:00:00', '2026-11-19T09:00:00', '2026-11-18T20:00:00'].map(utc)
    expect(scheduledSpans(window, slots)).toEqual([
      { from: utc('2026-11-18T20:00:00'), to: utc('2026-11-18T20:15:00') },
      { from: utc('2026-11-19T06:00:00'), to: utc('2026-11-19T09:15:00') },
    ])
  })
})
