import { intersectSpans, mergeSpans, type Span, subtractSpans, totalMs } from '@/lib/span'
import { dayStart, monthSpan } from '../calendar/day'
import { openMs } from '../calendar/elapsed'
import { openSpans } from '../calendar/expand'
import type { PlantCalendar } from '../calendar/schema'
import { type Credit, creditOf } from '../contract/credit'
import { exclusionSpans, type JudgedSlot, judgeMaintenance, REFUSALS } from '../contract/exclusion'
import { type Segment, type SegmentSpan, segmentSpans, segmentsOf } from '../contract/segment'
import { attain } from '../objective/attain'
import { sumTallies, type Tally } from '../objective/tally'
import type { ExpectationFacts, MonthFacts, ObjectiveFacts } from './facts'
import type { CreditFigures, ExpectationFigures, MonthFigures, SegmentFigures, ServiceFigures } from './figures'
import { incidentFigures } from './incident-figures'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

const minutes = (ms: number) => Math.floor(ms / MINUTE_MS)
const byId = <T extends { id: string }>(list: readonly T[]) => list.toSorted((a, b) => (a.id < b.id ? -1 : 1))

/** Days of a segment: from ≤ day < to, compared as dates. */
function tallyOf({ days }: ObjectiveFacts, { from, to }: Pick<Segment, 'from' | 'to'>): Tally {
  return sumTallies([...days].flatMap(([day, tally]) => (from <= day && day < to ? [tally] : [])))
}

function segmentFigures(segment: Segment, objectives: ReadonlyMap<string, ObjectiveFacts>): SegmentFigures {
  const { version, from, to, days } = segment
  const promises = version.terms.objectives.flatMap(({ objectiveId: id, targetPpm }) => {
    const facts = objectives.get(id)
    if (!facts) return []
    const tally = tallyOf(facts, segment)
    const { n: _n, isSmall: _small, bad: _bad, ...attained } = attain(tally, targetPpm, facts.isMisconfigured)
    return [{ id, targetPpm, ...tally, ...attained }]
  })
  return { version: version.number, from, to, days, objectives: byId(promises) }
}

function creditFigures(
  segments: readonly Segment[],
  objectives: ReadonlyMap<string, ObjectiveFacts>,
): CreditFigures | null {
  const judged = segments.map((segment) => ({
    segment,
    tallies: new Map([...objectives].map(([id, facts]) => [id, tallyOf(facts, segment)])),
  }))
  const credit: Credit | null = creditOf(judged)
  if (!credit) return null
  const { currency, amountMinor: minor, sum, cap, isCapped, steps } = credit
  return { currency, minor, sum, cap, isCapped, steps }
}

function serviceFigures({ sites }: MonthFacts, month: Span, slots: readonly JudgedSlot[]): ServiceFigures {
  const of = (refusal: JudgedSlot['refusal']) => minutes(totalMs(slots.filter((slot) => slot.refusal === refusal)))
  const refused: ServiceFigures['maintenance']['refused'] = {}
  for (const refusal of REFUSALS) if (of(refusal) > 0) refused[refusal] = of(refusal)
  return {
    monthMinutes: minutes(totalMs([month])),
    sites: byId(sites).map(({ id, name, calendar }) => {
      return { id, name, zone: calendar.zone, openMinutes: minutes(openMs(calendar, month.from, month.to)) }
    }),
    maintenance: { outMinutes: of(null), refused },
  }
}

function openOf(calendar: PlantCalendar | null, month: Span): Span[] {
  return calendar ? openSpans(calendar, month) : [month]
}

function expectationFigures(facts: ExpectationFacts, month: Span, excluded: readonly Span[]): ExpectationFigures {
  const { id, workflowId, workflowName: name, completeness, doneTwice } = facts
  const down = intersectSpans(facts.downSpans, [month])
  const open = intersectSpans(down, openOf(facts.calendar, month))
  const countedMs = totalMs(subtractSpans(open, excluded))
  const ms = totalMs(down)
  const downtime = { ms, minutes: minutes(ms), openMs: totalMs(open), countedMs, countedMinutes: minutes(countedMs) }
  return { id, workflowId, name, ...completeness, doneTwice, downtime }
}

/** The parts of maintenance that count out, for the workflows each window covers. */
function excludedFor(facts: MonthFacts, segments: readonly SegmentSpan[]) {
  const out = exclusionSpans(segments, facts.windows)
  return ({ workflowId: id, siteId }: ExpectationFacts): Span[] => {
    const own = out.filter((span) =>
      facts.windows.some(
        (window) =>
          window.windowId === span.windowId &&
          window.from <= span.from &&
          span.to <= window.to &&
          window.covers({ id, siteId }),
      ),
    )
    return mergeSpans(own)
  }
}

/**
 * The figures of one month by docs/months.md. Pure, and linear in objectives × days + expectations + incidents. The same facts
 * in any order give the same figures, byte for byte.
 */
export function computeMonth(facts: MonthFacts): MonthFigures {
  const { month, zone } = facts
  const span = monthSpan(zone, month)
  const segments = segmentsOf(facts.versions, month, facts.contractEndsOn)
  const spans = segmentSpans(segments, (day) => dayStart(zone, day))
  const objectives = new Map(facts.objectives.map((each) => [each.objective.id, each]))
  const whole = { from: `${month}-01`, to: `${month}-99` }
  const excluded = excludedFor(facts, spans)
  return {
    format: 'andon-figures/1',
    month,
    zone,
    from: span.from.toISOString(),
    to: span.to.toISOString(),
    days: daysIn(month),
    service: serviceFigures(facts, span, judgeMaintenance(spans, facts.windows)),
    objectives: byId(
      facts.objectives.map((each) => {
        const { id, name, form } = each.objective
        return { id, name, form, ...tallyOf(each, whole) }
      }),
    ),
    segments: segments.map((segment) => segmentFigures(segment, objectives)),
    expectations: byId(facts.expectations.map((each) => expectationFigures(each, span, excluded(each)))),
    incidents: incidentFigures(facts.incidents, { versions: facts.versions, zone, month: span }),
    credits: creditFigures(segments, objectives),
    conformance: byId(facts.conformance),
    gaps: byId(facts.gaps),
  }
}

function daysIn(month: string): number {
  const [year = 0, of = 0] = month.split('-').map(Number)
  return (Date.UTC(year, of, 1) - Date.UTC(year, of - 1, 1)) / DAY_MS
}
