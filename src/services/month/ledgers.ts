import type { ClockEvent } from '@/domain/contract/clock'
import type { Completeness } from '@/domain/expectation/replay'
import type { ExpectationFacts, IncidentFacts } from '@/domain/month/facts'
import type { ConformanceFigures, GapFigures } from '@/domain/month/figures'
import type { Sql } from '@/infra/db'
import type { Span } from '@/lib/span'
import { RECORDED, type RecordedTimes, strictTimes } from '../incident/recorded'

interface OfMonth {
  clientId: string
  month: string
  span: Span
}

/** Local days of the month `$2`, which a day column must lie in. */
const IN_MONTH = (column: string) =>
  `${column} >= ($2 || '-01')::date AND ${column} < ($2 || '-01')::date + interval '1 month'`

const EXPECTATIONS = `
SELECT e.id, e.workflow_id AS "workflowId", w.name AS "workflowName", coalesce(w.site_id, p.site_id) AS "siteId",
  coalesce(d.expected, 0) AS expected, coalesce(d.met, 0) AS met, coalesce(d.late, 0) AS late, coalesce(d.missed, 0) AS missed,
  coalesce(d.excused, 0) AS excused, coalesce(d.pending, 0) AS pending, coalesce(o.twice, 0) AS "doneTwice", t.spans
FROM expectation e
JOIN workflow w ON w.tenant_id = e.tenant_id AND w.id = e.workflow_id
LEFT JOIN process p ON p.tenant_id = w.tenant_id AND p.id = w.process_id
LEFT JOIN LATERAL (
  SELECT sum(x.expected)::int AS expected, sum(x.met)::int AS met, sum(x.late)::int AS late, sum(x.missed)::int AS missed,
    sum(x.excused)::int AS excused, sum(x.pending)::int AS pending
  FROM expectation_day x WHERE x.tenant_id = e.tenant_id AND x.expectation_id = e.id AND ${IN_MONTH('x.day')}
) d ON true
LEFT JOIN LATERAL (
  SELECT count(*)::int AS twice FROM obligation x
  WHERE x.tenant_id = e.tenant_id AND x.expectation_id = e.id AND x.runs > 1 AND x.outcome <> 'void' AND ${IN_MONTH('x.day')}
) o ON true
LEFT JOIN LATERAL (
  SELECT json_agg(json_build_object('from', x.from_at, 'to', x.to_at) ORDER BY x.from_at) AS spans FROM downtime x
  WHERE x.tenant_id = e.tenant_id AND x.expectation_id = e.id AND x.from_at < $4 AND (x.to_at IS NULL OR x.to_at > $3)
) t ON true
WHERE e.tenant_id = :tenant AND e.client_id = ANY(:clients) AND e.client_id = $1 AND e.created_at < $4
ORDER BY e.id`

interface ExpectationRow extends Completeness {
  id: string
  workflowId: string
  workflowName: string
  siteId: string | null
  doneTwice: number
  spans: { from: string; to: string | null }[] | null
}

/** The ledger and the downtime of every expectation of the client. */
export async function loadExpectations(
  sql: Sql,
  { clientId, month, span }: OfMonth,
): Promise<Omit<ExpectationFacts, 'calendar'>[]> {
  const rows = await sql<ExpectationRow>(EXPECTATIONS, [clientId, month, span.from, span.to])
  return rows.map(({ id, workflowId, workflowName, siteId, doneTwice, spans, ...completeness }) => {
    const downSpans = (spans ?? []).map(({ from, to }) => ({ from: new Date(from), to: to ? new Date(to) : span.to }))
    return { id, workflowId, workflowName, siteId, doneTwice, completeness, downSpans }
  })
}

const INCIDENTS = `
SELECT i.id, i.number, i.workflow_id AS "workflowId", i.expectation_id AS "expectationId", i.kind::text, w.tier, i.opened_at AS "openedAt",
  i.acknowledged_at AS "acknowledgedAt", i.resolved_at AS "resolvedAt", i.occurrences,
  (SELECT json_agg(n.created_at) FROM incident_note n
   WHERE n.tenant_id = i.tenant_id AND n.incident_id = i.id AND n.audience = 'client') AS words,
  ${RECORDED},
  (SELECT json_agg(json_build_object('at', p.at, 'reason', p.reason)) FROM incident_pause p
   WHERE p.tenant_id = i.tenant_id AND p.incident_id = i.id) AS pauses
FROM incident i JOIN workflow w ON w.tenant_id = i.tenant_id AND w.id = i.workflow_id
WHERE i.tenant_id = :tenant AND i.client_id = ANY(:clients) AND i.client_id = $1 AND i.opened_at >= $2 AND i.opened_at < $3
ORDER BY i.opened_at, i.number`

type Reason = Extract<ClockEvent, { kind: 'paused' }>['reason']

interface IncidentRow extends RecordedTimes {
  id: string
  number: number
  workflowId: string
  expectationId: string | null
  kind: string
  tier: number
  openedAt: Date
  acknowledgedAt: Date | null
  resolvedAt: Date | null
  occurrences: number
  words: string[] | null
  pauses: { at: string; reason: Reason | null }[] | null
}

function clockEvents(row: IncidentRow): ClockEvent[] {
  const { words, pauses } = row
  const { openedAt, acknowledgedAt, resolvedAt } = strictTimes(row)
  const moves = (pauses ?? []).map(({ at, reason }): ClockEvent => {
    return reason ? { kind: 'paused', at: new Date(at), reason } : { kind: 'resumed', at: new Date(at) }
  })
  return [
    { kind: 'opened', at: openedAt },
    ...(acknowledgedAt ? [{ kind: 'acknowledged' as const, at: acknowledgedAt }] : []),
    ...(words ?? []).map((at) => ({ kind: 'client_note' as const, at: new Date(at) })),
    ...moves,
    ...(resolvedAt ? [{ kind: 'resolved' as const, at: resolvedAt }] : []),
  ]
}

/** Incidents that opened in the month, with what their clocks read. */
export async function loadIncidents(
  sql: Sql,
  { clientId, span }: Omit<OfMonth, 'month'>,
): Promise<Omit<IncidentFacts, 'calendar'>[]> {
  const rows = await sql<IncidentRow>(INCIDENTS, [clientId, span.from, span.to])
  return rows.map((row) => {
    const { id, number, workflowId, expectationId, kind, tier, openedAt, resolvedAt, occurrences } = row
    return {
      id,
      number,
      workflowId,
      expectationId,
      kind,
      tier,
      openedAt,
      resolvedAt,
      occurrences,
      events: clockEvents(row),
    }
  })
}

const CONFORMANCE = `
SELECT d.workflow_id AS id, w.name, sum(d.approved)::int AS approved, sum(d.emergency)::int AS emergency,
  sum(d.unapproved)::int AS unapproved, sum(d.zombie)::int AS zombie, sum(d.unidentified)::int AS unidentified,
  sum(d.no_baseline)::int AS "noBaseline", sum(d.manual)::int AS manual
FROM conformance_day d JOIN workflow w ON w.tenant_id = d.tenant_id AND w.id = d.workflow_id
WHERE d.tenant_id = :tenant AND d.client_id = ANY(:clients) AND d.client_id = $1 AND ${IN_MONTH('d.day')}
GROUP BY d.workflow_id, w.name ORDER BY d.workflow_id`

/** Runs by what their definition was when they began. */
export function loadConformance(sql: Sql, { clientId, month }: Omit<OfMonth, 'span'>): Promise<ConformanceFigures[]> {
  return sql<ConformanceFigures>(CONFORMANCE, [clientId, month])
}

const GAPS = `
SELECT g.id, g.reason, g.runs, g.from_at AS "from", g.to_at AS "to" FROM connection_gap g
WHERE g.tenant_id = :tenant AND g.client_id = ANY(:clients) AND g.client_id = $1
  AND coalesce(g.from_at, g.found_at) < $3 AND coalesce(g.to_at, g.found_at) >= $2
ORDER BY g.id`

/** Holes in the history of the client's sources that touch the month. */
export async function loadGaps(sql: Sql, { clientId, span }: Omit<OfMonth, 'month'>): Promise<GapFigures[]> {
  const rows = await sql<Omit<GapFigures, 'from' | 'to'> & { from: Date | null; to: Date | null }>(GAPS, [
    clientId,
    span.from,
    span.to,
  ])
  return rows.map(({ from, to, ...gap }) => {
    return { ...gap, from: from?.toISOString() ?? null, to: to?.toISOString() ?? null }
  })
}
