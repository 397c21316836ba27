import type { Tally } from '@/domain/objective/tally'
import type { Stretch } from '@/domain/rollup/stretch'
import {
  type DueUnit,
  type RunGroup,
  sliceStarts,
  tallyDues,
  tallyRuns,
  tallySlices,
  type WatchedTime,
} from '@/domain/rollup/tally'
import type { Sql } from '@/infra/db'
import { mergeSpans, type Span } from '@/lib/span'
import { hourOf } from '../rollup/zone'
import { arePausesOut, type ClientFrame, type DayFrame } from './frame'

const HOUR_MS = 3_600_000

interface HourRow {
  workflowId: string
  hour: Date
  succeeded: number
  failed: number
  cancelled: number
  manual: number
  /** as text, to the microsecond */
  anchorFrom: string | null
  anchorTo: string | null
}

const HOURS = `
SELECT h.workflow_id AS "workflowId", h.hour, h.succeeded, h.failed, h.cancelled, h.manual, h.anchor_from::text AS "anchorFrom", h.anchor_to::text AS "anchorTo"
FROM rollup_hour h
WHERE h.tenant_id = :tenant AND h.client_id = ANY(:clients) AND h.workflow_id = ANY($1::uuid[]) AND h.hour > $2::timestamptz - interval '1 hour' AND h.hour < $3
  AND h.succeeded + h.failed + h.cancelled + h.manual > 0`

/** Runs of hours that a border cuts, per stretch: `cuts` are the beginnings of the stretches inside the hour. */
const RUNS = `
SELECT a.workflow_id AS "workflowId", a.cuts[width_bucket(x.ended_at, a.cuts)] AS at, x.status::text AS status, x.is_manual AS "isManual",
  x.status = 'succeeded' AND $2::bigint IS NOT NULL AND coalesce(coalesce(x.duration_ms,
    greatest(0, round(extract(epoch FROM x.ended_at - x.started_at) * 1000))) > $2, true) AS "isSlow", count(*)::int AS n
FROM json_to_recordset($1) AS a(workflow_id uuid, hour timestamptz, zone text, until timestamptz, cuts timestamptz[], anchor_from timestamptz, anchor_to timestamptz)
JOIN execution x ON x.tenant_id = :tenant AND x.client_id = ANY(:clients) AND x.workflow_id = a.workflow_id
  AND x.anchor_at >= a.anchor_from AND x.anchor_at <= a.anchor_to AND x.status <> 'running'
  AND x.ended_at >= a.cuts[1] AND x.ended_at < a.until AND ${hourOf('x.ended_at', 'a.zone')} = a.hour
GROUP BY 1, 2, 3, 4, 5`

const WHOLE = ['succeeded', 'failed', 'cancelled'] as const

/** A whole hour in one stretch is taken from its roll-up. */
function wholeHour(row: HourRow, at: Date): RunGroup[] {
  const base = { workflowId: row.workflowId, at, isSlow: false }
  return [
    ...WHOLE.map((status) => ({ ...base, status, isManual: false, n: row[status] })),
    { ...base, status: 'succeeded' as const, isManual: true, n: row.manual },
  ]
}

async function runGroups(sql: Sql, frame: DayFrame): Promise<RunGroup[]> {
  const { span, byWorkflow, objective } = frame
  const zones = new Map(frame.workflows.map(({ id, zone }) => [id, zone]))
  const rows = await sql<HourRow>(HOURS, [[...byWorkflow.keys()], span.from, span.to])
  const groups: RunGroup[] = []
  const cut: object[] = []
  for (const row of rows) {
    const end = new Date(row.hour.getTime() + HOUR_MS)
    const inside = (byWorkflow.get(row.workflowId) ?? []).filter(({ from, to }) => from < end && to > row.hour)
    const [only] = inside
    const isWhole = inside.length === 1 && only && only.from <= row.hour && only.to >= end
    if (isWhole && objective.maxDurationMs === null) groups.push(...wholeHour(row, row.hour))
    else if (inside.length > 0)
      cut.push({
        ...{
          workflow_id: row.workflowId,
          hour: row.hour,
          zone: zones.get(row.workflowId),
          until: end < span.to ? end : span.to,
        },
        cuts: inside.map(({ from }) => new Date(Math.max(from.getTime(), row.hour.getTime()))),
        ...{ anchor_from: row.anchorFrom, anchor_to: row.anchorTo },
      })
  }
  if (cut.length === 0) return groups
  return [...groups, ...(await sql<RunGroup>(RUNS, [JSON.stringify(cut), objective.maxDurationMs]))]
}

const DUES = `
SELECT o.expectation_id AS "expectationId", o.due_at AS "dueAt", o.outcome::text AS outcome,
  coalesce(o.reason LIKE 'paused%', false) AS "isPaused" FROM obligation o
WHERE o.tenant_id = :tenant AND o.client_id = ANY(:clients) AND o.workflow_id = ANY($1::uuid[]) AND o.due_at >= $2 AND o.due_at < $3`

const DOWNTIME = `
SELECT d.expectation_id AS "expectationId", d.from_at AS from, coalesce(d.to_at, $4) AS to FROM downtime d
WHERE d.tenant_id = :tenant AND d.client_id = ANY(:clients) AND d.workflow_id = ANY($1::uuid[]) AND d.from_at < $3
  AND d.from_at >= $2::timestamptz - interval '50 hours' AND coalesce(d.to_at, $4) > $2`

async function loadDowns(sql: Sql, frame: DayFrame, now: Date): Promise<Map<string, Span[]>> {
  const { span, byWorkflow } = frame
  const rows = await sql<Span & { expectationId: string }>(DOWNTIME, [[...byWorkflow.keys()], span.from, span.to, now])
  const downs = new Map<string, Span[]>()
  for (const { expectationId, from, to } of rows)
    downs.set(expectationId, [...(downs.get(expectationId) ?? []), { from, to }])
  return new Map([...downs].map(([id, spans]) => [id, mergeSpans(spans)]))
}

/** The expectations of the scope with their time and their downtime. */
export async function watchedTime(sql: Sql, frame: DayFrame, now: Date): Promise<WatchedTime[]> {
  const downs = await loadDowns(sql, frame, now)
  return [...frame.byExpectation].map(([expectationId, stretches]: [string, Stretch[]]) => ({
    ...{ expectationId, stretches, downs: downs.get(expectationId) ?? [] },
  }))
}

/** Counts a promise's day from roll-ups, runs, the ledger and downtime. */
export async function countDay(sql: Sql, client: ClientFrame, frame: DayFrame, now: Date): Promise<Tally> {
  const { objective, span, byWorkflow, byExpectation } = frame
  if (objective.form === 'occurrences') return tallyRuns(await runGroups(sql, frame), byWorkflow)
  if (objective.form === 'obligations') {
    const dues = await sql<DueUnit>(DUES, [[...byWorkflow.keys()], span.from, span.to])
    return tallyDues(dues, byExpectation, (dueAt) => arePausesOut(client, dueAt))
  }
  return tallySlices(sliceStarts(span, objective.sliceS, now), await watchedTime(sql, frame, now))
}
