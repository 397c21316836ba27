import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { totalMs } from '@/lib/span'
import { localDay, monthSpan, wallTime } from './day'
import { afterOpenMs, openMs } from './elapsed'
import { isOpen, openSpans } from './expand'
import { explainMinute } from './explain'
import { inheritance, resolveCalendar } from './inherit'
import { alwaysOpen, CalendarRules, type PlantCalendar } from './schema'
import { rulesOf, SHAPES } from './shapes.fixture'

const HOUR_MS = 3_600_000
const at = (iso: string) => new Date(iso)

function calendarOf(rules: unknown, zone = 'Europe/Berlin'): PlantCalendar {
  return {
    zone,
    versions: [{ effectiveFrom: '2020-01-01', label: 'Works, version 1', rules: CalendarRules.parse(rules) }],
  }
}
const night = { name: 'Night', days: [1, 2, 3, 4, 5, 6, 7], from: '22:00', to: '06:00' }
const hours = (calendar: PlantCalendar, from: string, to: string) => openMs(calendar, at(from), at(to)) / HOUR_MS

describe('the hand table', () => {
  const calendar = calendarOf({ shifts: [night] })
  it.each([
    ['an ordinary night', '2026-10-26T12:00Z', '2026-10-27T12:00Z', 8],
    ['the night that loses an hour', '2026-03-28T12:00Z', '2026-03-29T12:00Z', 7],
    ['the night that gains one', '2026-10-24T12:00Z', '2026-10-25T12:00Z', 9],
    ['an outage of an hour that begins at the first 02:30', '2026-10-25T00:30Z', '2026-10-25T01:30Z', 1],
    ['from midnight UTC to the end of the shift', '2026-10-25T00:00Z', '2026-10-25T12:00Z', 5],
  ])('%s', (_, from, to, expected) => {
    expect(hours(calendar, from, to)).toBe(expected)
  })
  it('counts a month in Chicago: 30 nights, one of them of nine hours', () => {
    const chicago = calendarOf({ shifts: [night] }, 'America/Chicago')
    const november = monthSpan('America/Chicago', '2026-11')
    expect(november.from.toISOString()).toBe('2026-11-01T05:00:00.000Z')
    // The night to 1 November brings 7 hours (00:00–06:00 with the hour that comes twice), the last brings 2.
    expect(totalMs(openSpans(chicago, november)) / HOUR_MS).toBe(7 + 29 * 8 + 2)
  })
})

describe('rules', () => {
  const holiday = [{ date: '2026-12-25', name: 'Christmas Day' }]
  it('a holiday cancels the shifts that begin on it; the night before runs to its end', () => {
    const calendar = calendarOf({ shifts: [night], holidays: holiday })
    expect(isOpen(calendar, at('2026-12-25T02:00+01:00'))).toBe(true)
    expect(isOpen(calendar, at('2026-12-25T23:00+01:00'))).toBe(false)
    expect(isOpen(calendar, at('2026-12-26T02:00+01:00'))).toBe(false)
  })
  it('or closes the day, midnight to midnight', () => {
    const calendar = calendarOf({ shifts: [night], holidays: holiday, dayOff: 'day' })
    expect(isOpen(calendar, at('2026-12-24T23:59+01:00'))).toBe(true)
    expect(isOpen(calendar, at('2026-12-25T00:00+01:00'))).toBe(false)
    expect(isOpen(calendar, at('2026-12-26T02:00+01:00'))).toBe(true)
  })
  it('turns weeks from the anchor, also before it', () => {
    const shifts = [{ name: 'A', days: [1], from: '06:00', to: '14:00', weeks: [1] }]
    const calendar = calendarOf({ shifts, rotation: { weeks: 3, anchor: '2026-01-05' } })
    const worked = ['2025-12-15', '2025-12-22', '2025-12-29', '2026-01-05', '2026-01-12', '2026-01-19', '2026-01-26']
    expect(worked.map((day) => isOpen(calendar, at(`${day}T08:00+01:00`)))).toEqual([
      true,
      false,
      false,
      true,
      false,
      false,
      true,
    ])
  })
  it('a version holds from its local midnight; the shift that began before ends as it began', () => {
    const calendar: PlantCalendar = {
      zone: 'Europe/Berlin',
      versions: [
        { effectiveFrom: '2026-01-01', label: 'v1', rules: CalendarRules.parse({ shifts: [night] }) },
        { effectiveFrom: '2026-02-01', label: 'v2', rules: CalendarRules.parse({ shifts: [] }) },
      ],
    }
    expect(openMs(calendar, at('2026-01-31T12:00Z'), at('2026-02-02T12:00Z'))).toBe(8 * HOUR_MS)
    expect(isOpen(calendar, at('2025-12-31T12:00Z'))).toBe(true)
  })
  it.each([
    [
      'a shift without days',
      { shifts: [{ name: 'A', days: [], from: '06:00', to: '14:00' }] },
      /name at least one day/,
    ],
    ['weeks without a rotation', { shifts: [{ ...night, weeks: [1] }] }, /needs a rotation/],
    [
      'a week the rotation lacks',
      { shifts: [{ ...night, weeks: [3] }], rotation: { weeks: 2, anchor: '2026-01-05' } },
      /has 2 weeks/,
    ],
    ['an anchor that is no Monday', { shifts: [], rotation: { weeks: 2, anchor: '2026-01-06' } }, /must be a Monday/],
    ['a date that does not exist', { shifts: [], holidays: [{ date: '2026-02-30', name: 'X' }] }, /date that exists/],
    [
      'a shutdown that ends before it begins',
      { shifts: [], shutdowns: [{ from: '2026-08-02', to: '2026-08-01', name: 'X' }] },
      /must not be before/,
    ],
    ['25 o’clock', { shifts: [{ ...night, to: '25:00' }] }, /local time/],
  ])('refuses %s and says what to change', (_, rules, message) => {
    expect(CalendarRules.safeParse(rules).error?.issues[0]?.message).toMatch(message)
  })
})

describe('why a minute counts or not', () => {
  const calendar = calendarOf({
    shifts: [{ ...night, days: [1, 2, 3, 4, 5] }],
    holidays: [{ date: '2026-12-25', name: 'Christmas Day' }],
    shutdowns: [{ from: '2026-12-24', to: '2027-01-03', name: 'Christmas shutdown' }],
    exceptions: [
      { kind: 'open', date: '2026-12-28', from: '08:00', to: '16:00', name: 'Stocktaking' },
      { kind: 'closed', date: '2026-11-23', from: '23:00', to: '01:00', name: 'Power cut' },
    ],
  })
  it.each([
    ['2026-11-24T02:30+01:00', true, 'shift', 'Night', null],
    ['2026-11-24T12:00+01:00', false, 'no_shift', '', null],
    ['2026-11-24T00:30+01:00', false, 'exception_closed', 'Power cut', 'Night'],
    ['2026-12-25T23:00+01:00', false, 'shutdown', 'Christmas shutdown', 'Night'],
    ['2026-12-28T09:00+01:00', true, 'exception_open', 'Stocktaking', null],
    ['2026-12-26T12:00+01:00', false, 'no_shift', '', null],
    ['2019-06-01T12:00+02:00', true, 'always', '', null],
  ])('%s', (instant, isCounted, kind, name, insteadOf) => {
    const explained = explainMinute(calendar, at(instant))
    expect(explained).toMatchObject({ isOpen: isCounted, rule: { kind, name } })
    expect(explained.insteadOf?.name ?? null).toBe(insteadOf)
  })
  it('names the shift that began the evening before, its version and the wall clock', () => {
    expect(explainMinute(calendar, at('2026-11-24T02:30+01:00'))).toMatchObject({
      local: '2026-11-24T02:30',
      version: { label: 'Works, version 1', effectiveFrom: '2020-01-01' },
      rule: { day: '2026-11-23', from: '22:00', to: '06:00' },
    })
  })
})

describe('inheritance', () => {
  const rules = CalendarRules.parse({ shifts: [night] })
  const version = (effectiveFrom: string, label: string) => ({ effectiveFrom, label, rules })
  const versions = new Map([
    ['plant', [version('2026-01-01', 'P1'), version('2026-06-01', 'P2')]],
    ['paint', [version('2026-01-01', 'L1'), version('2026-09-01', 'L2')]],
  ])
  const site = { id: 'site', assignments: [{ effectiveFrom: '2026-02-01', calendarId: 'plant' }] }
  const line = {
    id: 'line',
    assignments: [
      { effectiveFrom: '2026-04-01', calendarId: 'paint' },
      { effectiveFrom: '2026-10-01', calendarId: null },
    ],
  }
  it('line before site, by date, and back again', () => {
    expect(inheritance([line, site]).map(({ effectiveFrom, placeId }) => [effectiveFrom, placeId])).toEqual([
      ['0000-01-01', null],
      ['2026-02-01', 'site'],
      ['2026-04-01', 'line'],
      ['2026-10-01', 'site'],
    ])
    const { versions: found } = resolveCalendar('Europe/Berlin', [line, site], versions)
    expect(found.map(({ effectiveFrom, label }) => [effectiveFrom, label])).toEqual([
      ['2026-02-01', 'P1'],
      ['2026-04-01', 'L1'],
      ['2026-09-01', 'L2'],
      ['2026-10-01', 'P2'],
    ])
  })
  it('is always open where nobody says anything', () => {
    expect(resolveCalendar('Europe/Berlin', [{ id: 'x', assignments: [] }], versions)).toEqual(
      alwaysOpen('Europe/Berlin'),
    )
  })
  it('is always open before a calendar that begins after its assignment', () => {
    const early = { id: 'site', assignments: [{ effectiveFrom: '2025-06-01', calendarId: 'plant' }] }
    expect(
      resolveCalendar('Europe/Berlin', [early], versions).versions.map((v) => [v.effectiveFrom, v.rules === null]),
    ).toEqual([
      ['2025-06-01', true],
      ['2026-01-01', false],
      ['2026-06-01', false],
    ])
  })
})

const ZONES = [
  'Europe/Berlin',
  'America/Chicago',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'America/Sao_Paulo',
]
const AROUND = { before: '2026-03-28', day: '2026-03-29', after: '2026-03-30', anchor: '2026-03-16' }
const anyCalendar = fc
  .tuple(fc.constantFrom(...Object.keys(SHAPES)), fc.constantFrom(...ZONES))
  .map(([shape, zone]) => calendarOf(rulesOf(shape, AROUND), zone))
const anyInstant = fc.integer({ min: Date.UTC(2026, 2, 1), max: Date.UTC(2026, 10, 30) }).map((ms) => new Date(ms))

describe('laws', () => {
  it('business time adds up: from a to c is from a to b and from b to c', () => {
    fc.assert(
      fc.property(anyCalendar, fc.tuple(anyInstant, anyInstant, anyInstant), (calendar, instants) => {
        const [a, b, c] = instants.toSorted((x, y) => x.getTime() - y.getTime()) as [Date, Date, Date]
        expect(openMs(calendar, a, c)).toBe(openMs(calendar, a, b) + openMs(calendar, b, c))
        expect(openMs(calendar, a, c)).toBe(totalMs(openSpans(calendar, { from: a, to: c })))
      }),
    )
  })
  it('a deadline is the earliest instant by which the time has passed', () => {
    fc.assert(
      fc.property(anyCalendar, anyInstant, fc.integer({ min: 1, max: 400 * HOUR_MS }), (calendar, from, ms) => {
        const end = afterOpenMs(calendar, from, ms)
        if (end === null) throw new Error('these plants open')
        expect(openMs(calendar, from, end)).toBe(ms)
        expect(openMs(calendar, from, new Date(end.getTime() - 1))).toBe(ms - 1)
      }),
    )
  })
  it('says that there is no deadline where the plant never opens again', () => {
    expect(afterOpenMs(calendarOf({ shifts: [] }), at('2026-01-01T00:00Z'), 1)).toBeNull()
    expect(afterOpenMs(alwaysOpen('UTC'), at('2026-01-01T00:00Z'), 5)).toEqual(at('2026-01-01T00:00:00.005Z'))
  })
  it('the explanation and the spans never disagree', () => {
    fc.assert(
      fc.property(anyCalendar, anyInstant, (calendar, instant) => {
        expect(explainMinute(calendar, instant).isOpen).toBe(isOpen(calendar, instant))
      }),
    )
  })
  it('local days are whole and months are made of them', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES, 'Pacific/Apia', 'America/St_Johns'), anyInstant, (zone, instant) => {
        const day = localDay(zone, instant)
        const month = monthSpan(zone, day.slice(0, 7))
        expect(month.from <= instant && instant < month.to).toBe(true)
        expect(wallTime(zone, instant).slice(0, 10)).toBe(day)
      }),
    )
  })
})
