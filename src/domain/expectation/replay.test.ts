import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CalendarRules } from '../calendar/schema'
import type { Pause, ReplayRun } from './outcome'
import { completenessOf, type ReplayFacts, replay } from './replay'
import type { Expectation } from './schema'
import { PLAIN, specOf } from './spec'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const START = Date.UTC(2026, 10, 23)
const at = (minute: number) => new Date(START + minute * MINUTE)
const DAY = { from: at(0), to: at(24 * 60) }
const rule: Expectation = {
  ...{ kind: 'cron', cron: '0 * * * *', intervalS: null, zone: 'UTC', graceS: 600, maxDurationS: null },
  ...{ createdAt: at(-24 * 60), spec: PLAIN, plant: null },
}
const facts = (own: Partial<ReplayFacts> & { rule?: Expectation }): ReplayFacts => ({
  rules: [{ effectiveAt: (own.rule ?? rule).createdAt, rule: own.rule ?? rule }],
  ...{ runs: [], pauses: [], owed: [], hits: [], ...own },
})
const run = (minute: number, own: Partial<ReplayRun> = {}): ReplayRun => ({
  ...{ executionId: `x${minute}`, status: 'succeeded', startedAt: at(minute), at: at(minute + 1) },
  ...{ isManual: false, measures: null, durationMs: MINUTE, ...own },
})

const anyRun = fc
  .record({
    begin: fc.integer({ min: -60, max: 26 * 60 }),
    lasts: fc.integer({ min: 0, max: 90 }),
    status: fc.constantFrom(
      'succeeded' as const,
      'succeeded' as const,
      'failed' as const,
      'cancelled' as const,
      'running' as const,
    ),
    isManual: fc.constantFrom(false, false, false, true),
    isAnnounced: fc.boolean(),
  })
  .map(
    ({ begin, lasts, status, isManual, isAnnounced }): Omit<ReplayRun, 'executionId'> => ({
      ...{ status, isManual, measures: null, durationMs: null, at: at(begin + lasts) },
      startedAt: isAnnounced || status === 'running' ? at(begin) : null,
    }),
  )
const runs = fc
  .array(anyRun, { maxLength: 40 })
  .map((list) => list.map((each, index) => ({ ...each, executionId: `x${index}` })))
const kinds = fc.constantFrom<Partial<Expectation>>(
  {},
  { kind: 'interval', cron: null, intervalS: 5_400 },
  { maxDurationS: 1_800 },
  { spec: { ...PLAIN, startS: 300 } },
)
const pauses = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 1_300 }), fc.integer({ min: 1, max: 200 })), { maxLength: 2 })
  .map((list): Pause[] =>
    list.map(([from, lasts], index) => ({ from: at(from + index * 400), to: at(from + index * 400 + lasts) })),
  )

describe('replaying a day', () => {
  it('gives one answer for any order of arrival, and its outcomes sum to what was expected', () => {
    const stories = fc
      .tuple(kinds, runs, pauses)
      .chain(([own, list, rests]) =>
        fc.tuple(
          fc.constant(own),
          fc.constant(list),
          fc.shuffledSubarray(list, { minLength: list.length }),
          fc.constant(rests),
        ),
      )
    fc.assert(
      fc.property(stories, fc.integer({ min: 0, max: 30 * 60 }), ([own, list, mixed, rests], until) => {
        const given = { rule: { ...rule, ...own }, pauses: rests }
        const one = replay(null, facts({ ...given, runs: list }), DAY, at(until))
        const other = replay(null, facts({ ...given, runs: mixed }), DAY, at(until))
        expect(other).toEqual(one)
        const { expected, ...parts } = completenessOf(one.obligations)
        expect(Object.values(parts).reduce((sum, n) => sum + n, 0)).toBe(expected)
        expect(new Set(one.obligations.map(({ dueAt }) => dueAt.getTime())).size).toBe(expected)
        for (const { from, to } of one.downSpans) expect(from >= DAY.from && to <= DAY.to && from <= to).toBe(true)
      }),
      { numRuns: 200 },
    )
  })

  it('is the same in one stretch as in two, each from where the other ended', () => {
    fc.assert(
      fc.property(kinds, runs, fc.integer({ min: 1, max: 23 * 60 }), (own, list, cut) => {
        const told = facts({ rule: { ...rule, ...own }, runs: list })
        const now = at(72 * 60)
        const whole = replay(null, told, DAY, now)
        const first = replay(null, told, { from: DAY.from, to: at(cut) }, now)
        const second = replay(first.closing, told, { from: at(cut), to: DAY.to }, now)
        expect([...first.obligations, ...second.obligations]).toEqual(whole.obligations)
        expect(second.closing).toEqual(whole.closing)
        expect([...first.transitions, ...second.transitions]).toEqual(whole.transitions)
      }),
      { numRuns: 200 },
    )
  })

  it('excuses what is due while the plant is closed, with the calendar’s rule, and while paused', () => {
    const shifts = [{ name: 'Früh', days: [1, 2, 3, 4, 5], from: '06:00', to: '14:00' }]
    const plant = {
      zone: 'UTC',
      versions: [{ effectiveFrom: '2020-01-01', label: '', rules: CalendarRules.parse({ shifts }) }],
    }
    const own = { ...rule, plant, spec: specOf({ calendar: 'plant' }) }
    const told = facts({
      rule: own,
      runs: [run(6 * 60), run(3 * 60)],
      pauses: [{ from: at(10 * 60 - 5), to: at(10 * 60 + 30) }],
    })
    const { obligations, downSpans } = replay(null, told, DAY, at(48 * 60))
    expect(completenessOf(obligations)).toEqual({ expected: 24, met: 2, late: 0, missed: 6, excused: 16, pending: 0 })
    expect(obligations[3]).toMatchObject({ outcome: 'met' })
    expect(obligations[2]?.reason).toBe('closed:no_shift')
    expect(obligations[10]?.reason).toBe('paused')
    expect(downSpans[0]?.from).toEqual(new Date(START + 7 * HOUR + 10 * MINUTE))
  })

  it('judges each part of a day by the rule of that part', () => {
    const later = { ...rule, cron: '30 * * * *' }
    const told = facts({
      rules: [
        { effectiveAt: rule.createdAt, rule },
        { effectiveAt: at(12 * 60 + 5), rule: later },
      ],
    })
    const { obligations } = replay(null, told, DAY, at(48 * 60))
    expect(
      obligations.filter(({ dueAt }) => dueAt < at(12 * 60 + 5)).every(({ dueAt }) => dueAt.getUTCMinutes() === 0),
    ).toBe(true)
    expect(
      obligations.filter(({ dueAt }) => dueAt > at(12 * 60 + 5)).every(({ dueAt }) => dueAt.getUTCMinutes() === 30),
    ).toBe(true)
    expect(obligations.find(({ dueAt }) => dueAt.getTime() === at(12 * 60).getTime())).toMatchObject({
      reason: 'changed',
    })
  })
})
