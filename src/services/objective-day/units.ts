import { type Stretch, stretchAt } from '@/domain/rollup/stretch'
import type { UnitVerdict, WatchedTime } from '@/domain/rollup/tally'
import { type DueUnit, judgeDue, judgeRun, judgeSlice, sliceStarts } from '@/domain/rollup/tally'
import type { Sql } from '@/infra/db'
import { isWithin } from '@/lib/span'
import { watchedTime } from './count'
import { arePausesOut, type ClientFrame, type DayFrame } from './frame'

/** Rows that one look shows. */
const UNITS_SHOWN = 100

/** One unit of a promise's day as a row: a run, a slot, or neighbouring slices that came to the same. */
export interface Unit {
  at: Date
  /** end of a row of slices */
  to: Date | null
  /** slices in it; 1 for runs and slots */
  n: number
  verdict: UnitVerdict
  workflowId: string | null
  expectationId: string | null
  executionId: string | null
  /** the run's key */
  runKey: string | null
  /** status of a run, outcome of a slot */
  what: string | null
  durationMs: number | null
  /** why a slot came to what it did, as the ledger says */
  reason: string | null
}

interface UnitPage {
  units: Unit[]
  /** there are more behind these */
  isCut: boolean
}

interface Ask {
  verdict: UnitVerdict | null
  page: number
}

/** Which stretches hold units of a verdict; by hand and cancelled are anywhere. */
function isAsked(stretch: Stretch, verdict: UnitVerdict | null): boolean {
  if (verdict === null || verdict === 'manual' || verdict === 'cancelled') return true
  return verdict === 'good' || verdict === 'bad' ? stretch.reason === null : stretch.reason === verdict
}

const MS = `coalesce(x.duration_ms, greatest(0, round(extract(epoch FROM x.ended_at - x.started_at) * 1000)))`
const IS_SLOW = `(x.status = 'succeeded' AND $2::bigint IS NOT NULL AND coalesce(${MS} > $2, true))`

const RUNS = `
SELECT x.id AS "executionId", x.workflow_id AS "workflowId", x.run_key AS "runKey", x.ended_at AS at, x.status::text AS what,
  x.is_manual AS "isManual", ${MS}::float8 AS "durationMs", ${IS_SLOW} AS "isSlow"
FROM json_to_recordset($1) AS a(workflow_id uuid, "from" timestamptz, "to" timestamptz)
CROSS JOIN LATERAL (SELECT min(h.anchor_from) AS first, max(h.anchor_to) AS last FROM rollup_hour h
  WHERE h.tenant_id = :tenant AND h.workflow_id = a.workflow_id AND h.hour > a."from" - interval '1 hour' AND h.hour < a."to") AS anchors
JOIN execution x ON x.tenant_id = :tenant AND x.client_id = ANY(:clients) AND x.workflow_id = a.workflow_id
  AND x.anchor_at >= anchors.first AND x.anchor_at <= anchors.last AND x.status <> 'running' AND x.ended_at >= a."from" AND x.ended_at < a."to"
WHERE CASE $3::text WHEN 'manual' THEN x.is_manual WHEN 'cancelled' THEN x.status = 'cancelled' AND NOT x.is_manual
  WHEN 'good' THEN x.status = 'succeeded' AND NOT ${IS_SLOW} AND NOT x.is_manual
  WHEN 'bad' THEN (x.status = 'failed' OR ${IS_SLOW}) AND NOT x.is_manual
  ELSE $3 IS NULL OR (NOT x.is_manual AND x.status <> 'cancelled') END
ORDER BY x.ended_at, x.id LIMIT ${UNITS_SHOWN + 1} OFFSET $4`

interface RunRow {
  executionId: string
  workflowId: string
  runKey: string
  at: Date
  what: 'succeeded' | 'failed' | 'cancelled'
  isManual: boolean
  isSlow: boolean
  durationMs: number | null
}

async function runUnits(sql: Sql, { byWorkflow, objective }: DayFrame, { verdict, page }: Ask): Promise<UnitPage> {
  const asked = [...byWorkflow].flatMap(([workflow_id, stretches]) =>
    stretches.filter((each) => isAsked(each, verdict)).map(({ from, to }) => ({ workflow_id, from, to })),
  )
  const offset = (page - 1) * UNITS_SHOWN
  const rows = await sql<RunRow>(RUNS, [JSON.stringify(asked), objective.maxDurationMs, verdict, offset])
  const units = rows.slice(0, UNITS_SHOWN).map(({ isManual, isSlow, ...row }): Unit => {
    const stretch = stretchAt(byWorkflow.get(row.workflowId) ?? [], row.at)
    const judged = judgeRun({ status: row.what, isManual, isSlow }, stretch)
    return { ...row, to: null, n: 1, verdict: judged, expectationId: null, reason: null }
  })
  return { units, isCut: rows.length > UNITS_SHOWN }
}

const DUES = `
SELECT o.expectation_id AS "expectationId", o.workflow_id AS "workflowId", o.due_at AS at, o.due_at AS "dueAt", o.outcome::text AS outcome,
  o.execution_id AS "executionId", o.ref AS "runKey", o.reason, coalesce(o.reason LIKE 'paused%', false) AS "isPaused"
FROM obligation o
WHERE o.tenant_id = :tenant AND o.client_id = ANY(:clients) AND o.workflow_id = ANY($1::uuid[]) AND o.due_at >= $2 AND o.due_at < $3
ORDER BY o.due_at, o.expectation_id, o.ref`

type DueRow = DueUnit & Pick<Unit, 'at' | 'workflowId' | 'executionId' | 'runKey' | 'reason'>

/** A page of a list that is short: the slots, or the rows of slices, of one day. */
function pageOf(units: readonly Unit[], { verdict, page }: Ask): UnitPage {
  const asked = units.filter((unit) => verdict === null || unit.verdict === verdict)
  const from = (page - 1) * UNITS_SHOWN
  return { units: asked.slice(from, from + UNITS_SHOWN), isCut: asked.length > from + UNITS_SHOWN }
}

async function dueUnits(sql: Sql, client: ClientFrame, frame: DayFrame, ask: Ask): Promise<UnitPage> {
  const rows = await sql<DueRow>(DUES, [[...frame.byWorkflow.keys()], frame.span.from, frame.span.to])
  const units = rows.flatMap(({ dueAt, outcome, isPaused, ...row }): Unit[] => {
    const stretch = stretchAt(frame.byExpectation.get(row.expectationId) ?? [], dueAt)
    const verdict = judgeDue({ outcome, isPaused }, stretch, arePausesOut(client, dueAt))
    const runKey = row.runKey === '' ? null : row.runKey
    return verdict ? [{ ...row, runKey, to: null, n: 1, verdict, what: outcome, durationMs: null }] : []
  })
  return pageOf(units, ask)
}

/** The expectation that made a slice bad, or decided that it does not count: the first in the scope's order. */
function culpritOf(at: Date, verdict: UnitVerdict, watched: readonly WatchedTime[]): string | null {
  const isGuilty = ({ stretches, downs }: WatchedTime) => {
    const reason = stretchAt(stretches, at)?.reason ?? null
    return verdict === 'bad' ? reason === null && isWithin(downs, at) : reason === verdict
  }
  return watched.find(isGuilty)?.expectationId ?? null
}

async function sliceUnits(sql: Sql, frame: DayFrame, now: Date, ask: Ask): Promise<UnitPage> {
  const watched = await watchedTime(sql, frame, now)
  const workflowOf = new Map(frame.expectations.map(({ id, workflowId }) => [id, workflowId]))
  const { sliceS } = frame.objective
  const units: Unit[] = []
  for (const at of sliceStarts(frame.span, sliceS, now)) {
    const verdict = judgeSlice(at, watched)
    if (verdict === null) continue
    const expectationId = culpritOf(at, verdict, watched)
    const to = new Date(Math.min(frame.span.to.getTime(), at.getTime() + sliceS * 1000))
    const last = units.at(-1)
    if (last && last.verdict === verdict && last.expectationId === expectationId)
      Object.assign(last, { to, n: last.n + 1 })
    else
      units.push({
        ...{
          at,
          to,
          n: 1,
          verdict,
          expectationId,
          executionId: null,
          runKey: null,
          what: null,
          durationMs: null,
          reason: null,
        },
        workflowId: (expectationId && workflowOf.get(expectationId)) ?? null,
      })
  }
  return pageOf(units, ask)
}

/** The units of a promise's day with their verdicts, oldest first. */
export function loadUnits(sql: Sql, client: ClientFrame, frame: DayFrame, ask: Ask & { now: Date }): Promise<UnitPage> {
  const { form } = frame.objective
  if (form === 'occurrences') return runUnits(sql, frame, ask)
  return form === 'obligations' ? dueUnits(sql, client, frame, ask) : sliceUnits(sql, frame, ask.now, ask)
}
