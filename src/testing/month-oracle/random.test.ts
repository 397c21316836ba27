import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, daySpan, dayStart, localDay, monthSpan } from '@/domain/calendar/day'
import { PlantCalendar } from '@/domain/calendar/schema'
import { exclusionSpans } from '@/domain/contract/exclusion'
import { ContractTermsInput } from '@/domain/contract/input'
import { segmentSpans, segmentsOf } from '@/domain/contract/segment'
import type { ReplayRun } from '@/domain/expectation/outcome'
import { completenessOf, openingOf, type ReplayState, replay } from '@/domain/expectation/replay'
import type { Expectation } from '@/domain/expectation/schema'
import { PLAIN } from '@/domain/expectation/spec'
import { computeMonth } from '@/domain/month/compute'
import type { MonthFacts } from '@/domain/month/facts'
import type { Objective } from '@/domain/objective/schema'
import type { Tally } from '@/domain/objective/tally'
import { stretchesOf } from '@/domain/rollup/stretch'
import { sliceStarts, tallyDues, tallySlices } from '@/domain/rollup/tally'
import type { Span } from '@/lib/span'
import { oracle } from './oracle'
import type { RawMonth } from './raw'

/** Small months, the changes of the clocks among them. */
const MONTHS = [
  { zone: 'Europe/Berlin', month: '2026-03' },
  { zone: 'Europe/Berlin', month: '2026-10' },
  { zone: 'America/Chicago', month: '2026-03' },
  { zone: 'America/Chicago', month: '2026-11' },
  { zone: 'Australia/Lord_Howe', month: '2026-04' },
  { zone: 'Asia/Kolkata', month: '2026-06' },
] as const

const hour = fc.integer({ min: 0, max: 23 }).map((n) => `${String(n).padStart(2, '0')}:00`)
const dayOf = fc.integer({ min: 1, max: 28 }).map((n) => String(n).padStart(2, '0'))

const SHIFT = fc.record({
  days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }),
  from: hour,
  to: hour,
})

const MONTH = fc.record({
  place: fc.constantFrom(...MONTHS),
  shifts: fc.array(SHIFT, { minLength: 1, maxLength: 3 }),
  holiday: dayOf,
  dayOff: fc.constantFrom('shifts' as const, 'day' as const),
  cron: fc.constantFrom('0 */3 * * *', '30 2 * * *', '15 6,14,22 * * *'),
  graceS: fc.constantFrom(600, 1800, 5400),
  maxDurationS: fc.constantFrom(null, 2700),
  cut: dayOf,
  fees: fc.tuple(fc.integer({ min: 0, max: 900_001 }), fc.integer({ min: 0, max: 900_001 })),
  window: fc.record({ day: dayOf, at: hour, minutes: fc.integer({ min: 1, max: 900 }), isApproved: fc.boolean() }),
  cap: fc.constantFrom(null, 90, 300),
  slice: fc.constantFrom(60, 300),
  /** what becomes of the slots, over and over: minutes of delay and of duration, null = nothing runs */
  runs: fc.array(fc.option(fc.tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 90 })), { freq: 3 }), {
    minLength: 3,
    maxLength: 9,
  }),
})
type Draft = typeof MONTH extends fc.Arbitrary<infer T> ? T : never

const TIERS = [
  { below: 990_000, pct: 7 },
  { below: 950_000, pct: 21 },
]

/** A file as somebody would write it. */
function fileOf(draft: Draft): RawMonth {
  const { place, cut, fees, window } = draft
  const { zone, month } = place
  const from = monthSpan(zone, month).from
  const setUpAt = new Date(from.getTime() - 60_000)
  const terms = (feeMinor: number) => ({
    ...{ currency: 'EUR', feeMinor, digits: 2, capPct: 15, creditTiers: TIERS, claimDays: 30 },
    objectives: ['slots', 'up'].map((objective) => ({ objective, targetPpm: 990_000, sharePpm: 333_333 })),
    maintenance: { counts: 'out', noticeHours: 0, monthlyCapMinutes: draft.cap },
    pauses: { counts: 'out', reasons: [] },
  })
  const versions = [{ effectiveFrom: `${month}-01`, terms: terms(fees[0]) }]
  if (cut !== '01') versions.push({ effectiveFrom: `${month}-${cut}`, terms: terms(fees[1]) })
  const shifts = draft.shifts.map((shift, i) => ({ name: `s${i}`, ...shift }))
  const rules = { shifts, holidays: [{ date: `${month}-${draft.holiday}`, name: 'h' }], dayOff: draft.dayOff }
  const rule = { kind: 'cron', cron: draft.cron, zone, graceS: draft.graceS, maxDurationS: draft.maxDurationS }
  return {
    month,
    site: { zone, calendar: { versions: [{ effectiveFrom: '2026-01-01', rules }] } },
    setUpAt: setUpAt.toISOString(),
    workflows: [{ key: 'w' }],
    expectations: [{ key: 'e', workflow: 'w', rule }],
    objectives: [
      { key: 'slots', form: 'obligations', scope: { kind: 'workflow', key: 'w' }, targetPpm: 990_000 },
      { key: 'up', form: 'timeslices', scope: { kind: 'site' }, targetPpm: 990_000, sliceS: draft.slice },
    ],
    contract: { versions },
    maintenance: [
      {
        ...{
          key: 'm',
          scope: { kind: 'site' },
          startLocal: `${month}-${window.day}T${window.at}`,
          durationS: window.minutes * 60,
        },
        requestedAt: setUpAt.toISOString(),
        approvedAt: window.isApproved ? setUpAt.toISOString() : null,
      },
    ],
    events: eventsOf(draft),
  }
}

/** Runs every four hours from the month's start, late and long as drawn; they fall on slots or beside them. */
function eventsOf({ place, runs }: Draft) {
  const { from, to } = monthSpan(place.zone, place.month)
  const events: Record<string, unknown>[] = []
  for (let at = from.getTime(), i = 0; at < to.getTime(); at += 3 * 3_600_000, i++) {
    const run = runs[i % runs.length]
    if (!run) continue
    const [delay, minutes] = run
    const start = new Date(at + delay * 60_000).toISOString()
    events.push({ run: `r${i}`, workflow: 'w', start, durationMs: minutes * 60_000 + i })
  }
  return events
}

/** The product's own decisions, put together as its services do, day after day. */
function productOf(draft: Draft, file: RawMonth) {
  const { zone, month } = draft.place
  const span = monthSpan(zone, month)
  const createdAt = new Date(file.setUpAt ?? 0)
  const plant = PlantCalendar.parse({
    zone,
    versions: file.site.calendar?.versions.map((each) => ({ label: '', ...each })),
  })
  const rule: Expectation = {
    ...{
      kind: 'cron',
      cron: draft.cron,
      intervalS: null,
      zone,
      graceS: draft.graceS,
      maxDurationS: draft.maxDurationS,
    },
    ...{ createdAt, spec: PLAIN, plant },
  }
  const runs = (file.events ?? []).map((event): ReplayRun => {
    const startedAt = new Date(String(event.start))
    const at = new Date(startedAt.getTime() + Number(event.durationMs))
    const base = { executionId: String(event.run), status: 'succeeded' as const, isManual: false, measures: null }
    return { ...base, startedAt, at, durationMs: Number(event.durationMs) }
  })
  const ids = { slots: 'slots', up: 'up' }
  const versions = (file.contract?.versions ?? []).map(({ effectiveFrom, terms }, i) => {
    const id = '01999d3e-7c5a-7b7e-9c7b-3f1f4f0c1a2'
    const promises = terms.objectives.map(({ objective, ...rest }, n) => ({
      ...rest,
      objectiveId: `${id}${n}`,
      creditTiers: null,
    }))
    const clocks = { time: 'plant', atRiskPct: 75, tiers: [] }
    const parsed = ContractTermsInput.parse({ ...terms, objectives: promises, clocks })
    const named = parsed.objectives.map((each, n) => ({ ...each, objectiveId: n === 0 ? ids.slots : ids.up }))
    return { number: i + 1, effectiveFrom, terms: { ...parsed, objectives: named } }
  })
  const window = file.maintenance?.[0]
  const from = window ? wallInstant(window.startLocal, zone) : new Date(0)
  const windows = window
    ? [
        {
          ...{ windowId: 'm', from, to: new Date(from.getTime() + window.durationS * 1000) },
          approvedAt: window.approvedAt ? new Date(window.approvedAt) : null,
          noticeMs: from.getTime() - createdAt.getTime(),
          covers: () => true,
        },
      ]
    : []
  const segments = segmentSpans(segmentsOf(versions, month), (day) => dayStart(zone, day))
  const out = exclusionSpans(segments, windows)
  return assemble({ draft, span, createdAt, plant, rule, runs, versions, windows, out, zone, month })
}

interface Made {
  draft: Draft
  span: Span
  createdAt: Date
  plant: PlantCalendar
  rule: Expectation
  runs: ReplayRun[]
  versions: MonthFacts['versions']
  windows: MonthFacts['windows']
  out: (Span & { windowId: string })[]
  zone: string
  month: string
}

function assemble({ draft, span, createdAt, plant, rule, runs, versions, windows, out, zone, month }: Made) {
  const after = new Date(span.to.getTime() + 3 * 86_400_000)
  const facts = { rules: [{ effectiveAt: createdAt, rule }], runs, pauses: [], owed: [], hits: [] }
  const days = { slots: new Map<string, Tally>(), up: new Map<string, Tally>() }
  const obligations: ReturnType<typeof replay>['obligations'] = []
  const downSpans: Span[] = []
  let state: ReplayState | null = openingOf(rule)
  for (let day = localDay(zone, createdAt); dayStart(zone, day) < span.to; day = addDays(day, 1)) {
    const local = daySpan(zone, day)
    const told = replay(state, facts, local, after)
    state = told.closing
    if (local.from < span.from) continue
    obligations.push(...told.obligations)
    downSpans.push(...told.downSpans)
    const stretches = stretchesOf(local, { calendar: plant, startsAt: createdAt, pauses: [], maintenance: out })
    const dues = told.obligations.map(({ dueAt, outcome }) => ({ expectationId: 'e', dueAt, outcome, isPaused: false }))
    days.slots.set(
      day,
      tallyDues(dues, new Map([['e', stretches]]), () => true),
    )
    const watched = [{ expectationId: 'e', stretches, downs: told.downSpans }]
    days.up.set(day, tallySlices(sliceStarts(local, draft.slice, after), watched))
  }
  const objective = (id: 'slots' | 'up') => ({
    objective: { id, name: id, form: id === 'slots' ? 'obligations' : 'timeslices' } as Objective,
    isMisconfigured: false,
    days: days[id],
  })
  const doneTwice = obligations.filter((each) => each.runs > 1).length
  const expectation = {
    id: 'e',
    workflowId: 'w',
    workflowName: 'w',
    siteId: null,
    calendar: plant,
    doneTwice,
    downSpans,
  }
  return computeMonth({
    ...{ month, zone, versions, contractEndsOn: null, windows, incidents: [], conformance: [], gaps: [] },
    sites: [{ id: 's', name: 's', calendar: plant }],
    objectives: [objective('slots'), objective('up')],
    expectations: [{ ...expectation, completeness: completenessOf(obligations) }],
  })
}

/** The first instant with this wall time, else the jump that skips it. */
function wallInstant(wall: string, zone: string): Date {
  const start = Date.parse(`${wall}:00Z`) - 15 * 3_600_000
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
  for (let at = start; ; at += 60_000) if (format.format(at).replace(' ', 'T') >= wall) return new Date(at)
}

const tally = ({ eligible, good, bad, excluded }: Tally) => ({ eligible, good, bad, excluded })

describe('random months', () => {
  it('come out as the naive reading has them', () => {
    fc.assert(
      fc.property(MONTH, (draft) => {
        const file = fileOf(draft)
        const [naive, product] = [oracle(file), productOf(draft, file)]
        const objectives = Object.fromEntries(product.objectives.map((each) => [each.id, tally(each)]))
        expect(objectives).toEqual(naive.objectives)
        const [expectation] = product.expectations
        expect(expectation).toMatchObject({ ...naive.obligations.e, downtime: naive.downtime.e })
        expect(product.service.sites[0]?.openMinutes).toBe(naive.service.openMinutes)
        expect(product.service.maintenance).toEqual(naive.service.maintenance)
        expect(product.credits).toMatchObject(naive.credits ?? {})
        for (const [i, segment] of product.segments.entries())
          for (const each of segment.objectives)
            expect(tally(each)).toEqual(tally(naive.segments[i]?.objectives[each.id] as Tally))
      }),
      { numRuns: 20, seed: 3 },
    )
  }, 240_000)
})
