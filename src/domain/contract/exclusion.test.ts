import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isWithin, mergeSpans } from '@/lib/span'
import { exclusionSpans, judgeMaintenance, type MaintenanceSlot } from './exclusion'
import type { ContractVersion } from './schema'
import { spansOf, TERMS, versionOf } from './terms.fixture'

const ZONE = 'Europe/Berlin'
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const MONTH = '2026-03'

const slot = (windowId: string, from: string, hours: number, given: Partial<MaintenanceSlot> = {}): MaintenanceSlot => {
  const start = new Date(from)
  const to = new Date(start.getTime() + hours * HOUR_MS)
  return { windowId, from: start, to, approvedAt: new Date('2026-02-20T00:00:00Z'), noticeMs: 72 * HOUR_MS, ...given }
}

const LOCAL_DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short' })

/** The naive way: every minute of the month in turn, with a purse of minutes. */
function minuteLoop(versions: readonly ContractVersion[], slots: readonly MaintenanceSlot[]): Map<string, number> {
  const counted = new Map<string, number>()
  let spent = 0
  for (let at = Date.parse('2026-02-28T23:00:00Z'); at < Date.parse('2026-03-31T22:00:00Z'); at += MINUTE_MS) {
    const local = LOCAL_DAY.format(at)
    const version = versions.filter(({ effectiveFrom }) => effectiveFrom <= local).at(-1)
    if (!version) continue
    const { counts, noticeHours, monthlyCapMinutes } = version.terms.maintenance
    const covering = slots.filter(
      ({ from, to, approvedAt, noticeMs }) =>
        from.getTime() <= at &&
        at < to.getTime() &&
        counts === 'out' &&
        approvedAt !== null &&
        approvedAt < from &&
        noticeMs >= noticeHours * HOUR_MS,
    )
    if (covering.length === 0) continue
    if (monthlyCapMinutes !== null && spent >= monthlyCapMinutes) continue
    spent++
    for (const { windowId } of covering) counted.set(windowId, (counted.get(windowId) ?? 0) + 1)
  }
  return counted
}

const minutesOf = (spans: readonly { windowId: string; from: Date; to: Date }[]) => {
  const sums = new Map<string, number>()
  for (const { windowId, from, to } of spans)
    sums.set(windowId, (sums.get(windowId) ?? 0) + (to.getTime() - from.getTime()) / MINUTE_MS)
  return sums
}

describe('maintenance that counts out', () => {
  it('equals a loop over every minute of the month', () => {
    const start = Date.parse('2026-02-28T12:00:00Z')
    const zSlot = fc
      .record({
        minute: fc.nat(32 * 1440),
        length: fc.integer({ min: 1, max: 3_000 }),
        approved: fc.constantFrom('before', 'at', 'never'),
        notice: fc.constantFrom(47 * HOUR_MS, 48 * HOUR_MS, 100 * HOUR_MS),
      })
      .map(({ minute, length, approved, notice }) => {
        const from = new Date(start + minute * MINUTE_MS)
        const to = new Date(from.getTime() + length * MINUTE_MS)
        const approvedAt = approved === 'never' ? null : approved === 'at' ? from : new Date(from.getTime() - 1)
        return { from, to, approvedAt, noticeMs: notice }
      })
    const zTerms = fc.record({
      counts: fc.constantFrom('out' as const, 'out' as const, 'in' as const),
      noticeHours: fc.constantFrom(0, 48),
      monthlyCapMinutes: fc.option(fc.constantFrom(0, 60, 480, 4_000)),
    })
    fc.assert(
      fc.property(
        fc.array(zSlot, { maxLength: 5 }),
        zTerms,
        zTerms,
        fc.integer({ min: 1, max: 31 }),
        (raw, a, b, day) => {
          const slots = raw.map((each, index) => ({ ...each, windowId: `w${index}` }))
          const second = `2026-03-${String(day).padStart(2, '0')}`
          const versions = [versionOf(1, '2026-01-01', { maintenance: a }), versionOf(2, second, { maintenance: b })]
          const spans = exclusionSpans(spansOf(versions, MONTH, ZONE), slots)
          expect(Object.fromEntries(minutesOf(spans))).toEqual(Object.fromEntries(minuteLoop(versions, slots)))
        },
      ),
      { numRuns: 12 },
    )
  }, 120_000)

  it('leaves nothing unsaid: every minute of every occurrence counts out or has a reason', () => {
    const slots = [
      slot('late', '2026-03-03T21:00:00Z', 2, { approvedAt: new Date('2026-03-03T21:00:00Z') }),
      slot('short', '2026-03-04T21:00:00Z', 2, { noticeMs: 47 * HOUR_MS }),
      slot('never', '2026-03-05T21:00:00Z', 2, { approvedAt: null }),
      slot('long', '2026-03-06T21:00:00Z', 10),
    ]
    const judged = judgeMaintenance(spansOf([versionOf(1, '2026-01-01')], MONTH, ZONE), slots)
    expect(judged.map(({ windowId, refusal, from, to }) => [windowId, refusal, (+to - +from) / HOUR_MS])).toEqual([
      ['late', 'approved_late', 2],
      ['short', 'short_notice', 2],
      ['never', 'not_approved', 2],
      ['long', null, 8],
      ['long', 'over_cap', 2],
    ])
  })

  it('spends minutes that two windows share once', () => {
    const slots = [
      slot('a', '2026-03-03T20:00:00Z', 6),
      slot('b', '2026-03-03T20:00:00Z', 6),
      slot('c', '2026-03-04T20:00:00Z', 6),
    ]
    const spans = exclusionSpans(spansOf([versionOf(1, '2026-01-01')], MONTH, ZONE), slots)
    expect([...minutesOf(spans)]).toEqual([
      ['a', 360],
      ['b', 360],
      ['c', 120],
    ])
    expect(mergeSpans(spans).every((span) => isWithin(slots, span.from))).toBe(true)
  })

  it('obeys the version of each part; what was spent stays spent', () => {
    const versions = [
      versionOf(1, '2026-01-01'),
      versionOf(2, '2026-03-10', { maintenance: { ...TERMS.maintenance, monthlyCapMinutes: 540 } }),
      versionOf(3, '2026-03-20', { maintenance: { ...TERMS.maintenance, counts: 'in' } }),
    ]
    const slots = [slot('a', '2026-03-09T21:00:00Z', 9), slot('b', '2026-03-20T12:00:00Z', 1)]
    // 21:00 to 23:00 UTC is the 9th in Berlin (2 h), then 7 of 9 h in all are left
    expect([...minutesOf(exclusionSpans(spansOf(versions, MONTH, ZONE), slots))]).toEqual([['a', 540]])
    expect(judgeMaintenance(spansOf(versions, MONTH, ZONE), slots).at(-1)).toMatchObject({
      refusal: 'counts_in',
      versionNumber: 3,
    })
  })
})
