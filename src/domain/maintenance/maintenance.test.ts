import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { hasBegun, standingOf, upcoming } from './lifecycle'
import { activeOccurrence, occurrences, plannedOccurrences } from './occurrences'
import { repeatRule } from './repeat'
import { MaintenancePlan, type MaintenanceWindow } from './schema'

const plan = (more: object = {}) =>
  MaintenancePlan.parse({
    zone: 'Europe/Berlin',
    startLocal: '2026-01-06T22:00',
    durationS: 14_400,
    rrule: 'FREQ=WEEKLY;BYDAY=TU',
    ...more,
  })
const window = (more: Partial<MaintenanceWindow> = {}): MaintenanceWindow => ({
  ...plan(),
  ...{ id: 'w', scope: { kind: 'client' }, status: 'approved', validFrom: null, validUntil: null },
  ...{ requestedAt: new Date('2026-01-01T00:00Z'), approvedAt: new Date('2026-01-02T00:00Z'), ...more },
})
const YEAR = { from: new Date('2026-01-01T00:00Z'), to: new Date('2027-01-01T00:00Z') }

describe('occurrences', () => {
  it.each(['Europe/Berlin', 'America/Chicago', 'Australia/Lord_Howe', 'Asia/Kathmandu'])(
    'keep their wall time through the year in %s, over midnight, exact in length',
    (zone) => {
      const found = plannedOccurrences(plan({ zone }), YEAR)
      let expected = Temporal.ZonedDateTime.from(`2026-01-06T22:00[${zone}]`)
      for (const { from, to } of found) {
        expect(from.getTime()).toBe(expected.epochMilliseconds)
        expect(to.getTime() - from.getTime()).toBe(4 * 3_600_000)
        expected = expected.add({ weeks: 1 })
      }
      expect(found).toHaveLength(52)
    },
  )
  it('a start that the clock skips is the jump; one that comes twice is the first', () => {
    const at = (startLocal: string) =>
      plannedOccurrences(plan({ startLocal, rrule: null }), YEAR)[0]?.from.toISOString()
    expect(at('2026-03-29T02:30')).toBe('2026-03-29T01:00:00.000Z')
    expect(at('2026-10-25T02:30')).toBe('2026-10-25T00:30:00.000Z')
  })
  it('belong to the revision under which they begin', () => {
    const edited = new Date('2026-03-03T22:30Z')
    const count = (more: Partial<MaintenanceWindow>) => occurrences(window(more), YEAR).length
    expect([count({}), count({ validUntil: edited }), count({ validFrom: edited })]).toEqual([52, 9, 43])
  })
  it('hold only when approved before they begin', () => {
    const during = new Date('2026-03-03T22:00Z')
    const active = (approvedAt: string | null) =>
      activeOccurrence([window({ approvedAt: approvedAt === null ? null : new Date(approvedAt) })], during) !== null
    expect([active('2026-03-03T20:59Z'), active('2026-03-03T21:00Z'), active(null)]).toEqual([true, false, false])
  })
})

describe('plans', () => {
  it.each([
    ['a rule without dates', { rrule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' }, /never due/],
    ['a rule by the hour', { rrule: 'FREQ=HOURLY' }, /FREQ=DAILY/],
    ['a part we do not follow', { rrule: 'FREQ=DAILY;BYHOUR=3' }, /BYHOUR is not allowed/],
    ['a start beside the rule', { startLocal: '2026-01-07T22:00' }, /the first would be 2026-01-13T22:00/],
  ])('refuse %s and say what to change', (_, more, message) => {
    expect(() => plan(more)).toThrow(message)
  })
  it('say what people mean by every month', () => {
    expect(repeatRule('monthly_weekday', '2026-01-13T22:00', '2026-12-31')).toBe(
      'FREQ=MONTHLY;BYDAY=2TU;UNTIL=20261231',
    )
    expect(repeatRule('monthly_weekday', '2026-03-31T22:00', null)).toBe('FREQ=MONTHLY;BYDAY=-1TU')
  })
  it('end when nothing is to come, and have begun when something has', () => {
    const once = plan({ rrule: null })
    const [before, after] = [new Date('2026-01-01T00:00Z'), new Date('2026-02-01T00:00Z')]
    expect([standingOf('approved', once, before), standingOf('approved', once, after)]).toEqual(['approved', 'ended'])
    expect([hasBegun(once, before, before), hasBegun(once, before, after)]).toEqual([false, true])
    expect(upcoming(plan(), after, 3)).toHaveLength(3)
  })
})
