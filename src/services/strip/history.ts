import type { QueryContext } from '../context'
import type { DayCount } from './days'

const DAYS = `
SELECT to_char(d.day, 'YYYY-MM-DD') AS day, d.succeeded, d.failed, d.cancelled,
  CASE WHEN d.day >= $4::date THEN d.sketch END AS sketch, d.duration_ms_max::float8 AS longest
FROM rollup_day d
WHERE d.tenant_id = :tenant AND d.client_id = ANY(:clients) AND d.workflow_id = $1 AND d.day BETWEEN $2::date AND $3::date`

export interface DayRecord extends DayCount {
  /** how long its runs took; left out before `sketchesFrom` */
  sketch: Buffer | null
  longest: number | null
}

/** A workflow's plant days that had runs. */
export function loadDays(
  ctx: QueryContext,
  workflowId: string,
  span: { fromDay: string; toDay: string; sketchesFrom: string },
): Promise<DayRecord[]> {
  return ctx.sql<DayRecord>(DAYS, [workflowId, span.fromDay, span.toDay, span.sketchesFrom])
}

/** A change of a rule's state, with what caused it. */
export interface RuleChange {
  id: string
  subjectId: string
  seq: number
  fromState: string
  toState: string
  at: Date
  recordedAt: Date
  cause: unknown
  /** `at` on the plant's calendar; weekday 1 = Monday */
  day: string
  weekday: number
  hour: number
}

const CHANGES = `
SELECT t.id, t.subject_id AS "subjectId", t.seq, t.from_state AS "fromState", t.to_state AS "toState", t.at, t.recorded_at AS "recordedAt",
  t.cause, to_char(t.at AT TIME ZONE $2, 'YYYY-MM-DD') AS day,
  extract(isodow FROM t.at AT TIME ZONE $2)::int AS weekday, extract(hour FROM t.at AT TIME ZONE $2)::int AS hour
FROM transition t
WHERE t.tenant_id = :tenant AND t.client_id = ANY(:clients) AND t.workflow_id = $1 AND t.subject_kind = 'expectation' AND t.at >= $3
  AND (t.to_state NOT IN ('on_time', 'started') OR t.from_state NOT IN ('on_time', 'started'))
ORDER BY t.at DESC, t.seq DESC
LIMIT 1000`

/** Newest first; the everyday change between on time and started is left out. */
export function loadRuleChanges(
  ctx: QueryContext,
  workflow: { id: string; zone: string },
  from: Date,
): Promise<RuleChange[]> {
  return ctx.sql<RuleChange>(CHANGES, [workflow.id, workflow.zone, from])
}
