import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import { isZone } from '@/lib/zone'
import { describeExpectation, expectedBetween } from './describe'
import { deadlineOf, dueAfterRun, dueSlots, excuseOf, isNearZoneChange, nextSlot } from './schedule'
import { type Expectation, ExpectationInput } from './schema'
import { PLAIN } from './spec'

const cron = (pattern: string, zone: string): Expectation => ({
  kind: 'cron',
  cron: pattern,
  intervalS: null,
  zone,
  graceS: 600,
  maxDurationS: null,
  createdAt: new Date('2026-01-01T00:00:00Z'),
  spec: PLAIN,
  plant: null,
})
const every = (intervalS: number): Expectation => ({ ...cron('', 'UTC'), kind: 'interval', cron: null, intervalS })
const local = (dates: Date[], zone: string) =>
  dates.map((date) => DateTime.fromJSDate(date, { zone }).toFormat('dd HH:mm'))

describe('nextSlot', () => {
  it.each([
    ['Europe/Berlin', '0 6 * * 1-5', '2026-11-20T05:00:00Z', '2026-11-23T05:00:00Z'],
    ['Asia/Kathmandu', '0 6 * * *', '2026-11-20T00:00:00Z', '2026-11-20T00:15:00Z'],
    ['America/Chicago', '0 0 1 * *', '2026-03-01T06:00:00Z', '2026-04-01T05:00:00Z'],
    ['Europe/Berlin', '30 2 * * *', '2026-03-28T12:00:00Z', '2026-03-29T01:00:00Z'],
    ['Europe/Berlin', '30 2 * * *', '2026-10-24T12:00:00Z', '2026-10-25T00:30:00Z'],
    ['Australia/Lord_Howe', '15 2 * * *', '2026-10-03T12:00:00Z', '2026-10-03T15:30:00Z'],
  ])('%s %s after %s', (zone, pattern, after, due) =>
    expect(nextSlot(cron(pattern, zone), new Date(after))?.toISOString()).toBe(due.replace('Z', '.000Z')),
  )

  it('is strictly after, and shows the asked wall clock in its zone', () => {
    const zone = fc.constantFrom(
      'Europe/Berlin',
      'America/Chicago',
      'Asia/Kathmandu',
      'Australia/Lord_Howe',
      'Pacific/Chatham',
      'America/Sao_Paulo',
    )
    const hour = fc.integer({ min: 4, max: 23 })
    fc.assert(
      fc.property(
        zone,
        hour,
        fc.integer({ min: 0, max: 59 }),
        fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
        (z, h, m, after) => {
          const due = DateTime.fromJSDate(nextSlot(cron(`${m} ${h} * * *`, z), after) as Date, { zone: z })
          expect([due.hour, due.minute, due.second]).toEqual([h, m, 0])
          expect(due.toMillis()).toBeGreaterThan(after.getTime())
          const days = due.startOf('day').diff(DateTime.fromJSDate(after, { zone: z }).startOf('day'), 'days').days
          expect(days).toBeLessThanOrEqual(1)
        },
      ),
    )
  })

  it('runs twice an hour that occurs twice, for steps', () => {
    const rule = cron('*/15 1 * * *', 'America/New_York')
    const [from, to] = [new Date('2026-11-01T04:00:00Z'), new Date('2026-11-01T12:00:00Z')]
    const slots: Date[] = []
    for (let at = nextSlot(rule, from); at && at <= to; at = nextSlot(rule, at)) slots.push(at)
    expect(slots).toHaveLength(8)
    expect(slots.map((slot) => excuseOf(rule, slot))).toEqual(slots.map(() => 'zone_change'))
    expect(dueSlots(rule, from, to, 99)).toEqual([])
  })

  it('refuses a rule its schema would have refused', () => {
    expect(() => nextSlot({ ...every(60), intervalS: null }, new Date(0))).toThrow('intervalS')
    expect(() => nextSlot(cron('0 0 31 2 *', 'UTC'), new Date(0))).toThrow('never due')
  })
})

describe('dueSlots', () => {
  it('is open at the start, closed at the end, bounded', () => {
    const [six, eight] = [new Date('2026-11-23T06:00:00Z'), new Date('2026-11-23T08:00:00Z')]
    expect(local(dueSlots(cron('0 * * * *', 'UTC'), six, eight, 10), 'UTC')).toEqual(['23 07:00', '23 08:00'])
    expect(dueSlots(cron('0 * * * *', 'UTC'), six, eight, 1)).toHaveLength(1)
    expect(local(dueSlots(every(2_700), six, eight, 10), 'UTC')).toEqual(['23 06:45', '23 07:30'])
  })
})

describe('deadlineOf', () => {
  it.each([
    ['Europe/Berlin', '2026-03-29T01:00:00Z', 70],
    ['Europe/Berlin', '2026-03-28T22:01:00Z', 70],
    ['Europe/Berlin', '2026-03-28T21:59:00Z', 10],
    ['Europe/Berlin', '2026-03-29T03:59:00Z', 70],
    ['Europe/Berlin', '2026-03-29T04:01:00Z', 10],
    ['Australia/Lord_Howe', '2026-04-04T15:00:00Z', 70],
    ['Asia/Kathmandu', '2026-03-29T01:00:00Z', 10],
    ['Europe/Berlin', '2026-11-23T01:00:00Z', 10],
  ])('%s %s: due + %i min', (zone, due, minutes) => {
    expect(deadlineOf(cron('', zone), new Date(due)).getTime() - Date.parse(due)).toBe(minutes * 60_000)
  })
  it('knows a zone without summer time', () =>
    expect(isNearZoneChange('UTC', new Date('2026-03-29T01:00:00Z'))).toBe(false))
})

describe('dueAfterRun', () => {
  it.each([
    ['0 * * * *', '05:59:00', '07:00'],
    ['0 * * * *', '05:58:59', '06:00'],
    ['0 * * * *', '06:00:00', '07:00'],
    ['* * * * *', '06:00:45', '06:02'],
    ['* * * * *', '06:00:44', '06:01'],
  ])('%s: a run at %s arms %s', (pattern, at, due) => {
    expect(dueAfterRun(cron(pattern, 'UTC'), new Date(`2026-11-23T${at}Z`))).toEqual(new Date(`2026-11-23T${due}:00Z`))
  })
})

describe('ExpectationInput', () => {
  const messages = (input: object) =>
    ExpectationInput.safeParse(input).error?.issues.map((issue) => issue.message) ?? []
  const good = { kind: 'cron', cron: '*/15 6-22 * * 1-5', zone: 'Europe/Berlin', graceS: 600 }
  it('accepts both kinds', () => {
    expect(ExpectationInput.parse(good)).toEqual({ ...good, maxDurationS: null })
    expect(
      ExpectationInput.parse({ kind: 'interval', intervalS: 900, zone: 'UTC', graceS: 60, maxDurationS: 5 }),
    ).toMatchObject({ intervalS: 900, maxDurationS: 5 })
    expect(messages({ ...good, cron: '@daily' })).toEqual([])
  })
  it.each([
    [{ cron: '* * * *' }, 'five fields'],
    [{ cron: '* * * * * *' }, 'five fields'],
    [{ cron: '61 * * * *' }, 'Invalid value for minute: 61'],
    [{ cron: '0 0 31 2 *' }, 'never due'],
    [{ cron: '@reboot' }, 'cron:'],
    [{ zone: 'Berlin' }, 'IANA time zone'],
    [{ zone: '+02:00' }, 'IANA time zone'],
    [{ graceS: 59 }, 'at least 60 seconds'],
    [{ graceS: 604_801 }, '7 days'],
    [{ graceS: 90.5 }, 'whole number'],
    [{ maxDurationS: 0 }, 'maxDurationS'],
    [{ kind: 'sometimes' }, 'kind: must be'],
    [{ intervalS: 60 }, 'intervalS'],
  ])('says what to change in %j', (change, words) => expect(messages({ ...good, ...change }).join()).toContain(words))
  it.each(['Mars/Olympus', '', 'utc+2', '12'])('knows that %j is no zone', (zone) => expect(isZone(zone)).toBe(false))
})

describe('describeExpectation', () => {
  it.each([
    ['*/15 * * * *', { kind: 'every', count: 15, unit: 'minute' }],
    ['* * * * *', { kind: 'every', count: 1, unit: 'minute' }],
    ['0 * * * *', { kind: 'every', count: 1, unit: 'hour' }],
    ['0 */6 * * *', { kind: 'every', count: 6, unit: 'hour' }],
    ['*/7 * * * *', { kind: 'cron', cron: '*/7 * * * *' }],
    ['30 22,6 * * *', { kind: 'daily', times: ['06:30', '22:30'] }],
    ['0 6 * * 1-5', { kind: 'cron', cron: '0 6 * * 1-5' }],
    ['0 6-8 * * *', { kind: 'cron', cron: '0 6-8 * * *' }],
    ['@daily', { kind: 'cron', cron: '@daily' }],
  ])('%s', (pattern, schedule) => {
    const dueAt = new Date('2026-11-23T06:00:00Z')
    expect(describeExpectation(cron(pattern, 'Europe/Berlin'), { dueAt })).toEqual({
      schedule,
      zone: 'Europe/Berlin',
      graceS: 600,
      maxDurationS: null,
      nextDueAt: dueAt,
    })
  })
  it.each([
    [900, 15, 'minute'],
    [86_400, 1, 'day'],
    [90, 90, 'second'],
  ])('interval of %i s', (seconds, count, unit) => {
    expect(describeExpectation(every(seconds), { dueAt: null })).toMatchObject({
      schedule: { kind: 'every', count, unit },
      zone: null,
    })
  })
})

describe('expectedBetween', () => {
  const at = (clock: string) => new Date(`2026-11-23T${clock}:00Z`)
  const span = { from: at('06:00'), to: at('09:00'), max: 10 }
  it('draws cron slots both ways from now, never before the creation', () => {
    const state = { dueAt: at('08:00') }
    expect(local(expectedBetween(cron('0 * * * *', 'UTC'), state, span), 'UTC')).toEqual([
      '23 07:00',
      '23 08:00',
      '23 09:00',
    ])
    expect(local(expectedBetween({ ...cron('0 * * * *', 'UTC'), createdAt: at('07:30') }, state, span), 'UTC')).toEqual(
      ['23 08:00', '23 09:00'],
    )
  })
  it('draws an interval from the slot it waits for, bounded, and nothing while paused', () => {
    expect(local(expectedBetween(every(1_800), { dueAt: at('08:10') }, span), 'UTC')).toEqual(['23 08:10', '23 08:40'])
    expect(
      expectedBetween(every(1_800), { dueAt: at('05:10') }, { ...span, max: 2 }).map((d) =>
        d.toISOString().slice(11, 16),
      ),
    ).toEqual(['06:10', '06:40'])
    expect(expectedBetween(every(1_800), { dueAt: at('09:10') }, span)).toEqual([])
    expect(expectedBetween(every(1_800), { dueAt: null }, span)).toEqual([])
  })
})
