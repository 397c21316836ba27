import type { AlarmState } from '@/domain/expectation/alarm'
import type { Expectation, ExpectationStatus } from '@/domain/expectation/schema'
import { specOf } from '@/domain/expectation/spec'
import type { ExpectationState } from '@/domain/expectation/state'
import type { IncidentStatus } from '@/domain/incident/schema'
import type { Sql } from '@/infra/db'
import type { OpenIncident } from '../incident/ledger'
import type { WatchedExpectation, WatchedRun, WatchedWorkflow } from './evaluate-watch'

const DAY_MS = 24 * 3_600_000

export interface WorkflowFacts {
  workflow: WatchedWorkflow
  expectations: WatchedExpectation[]
  runs: WatchedRun[]
  incidents: OpenIncident[]
  /** keys of runs that have counted already */
  counted: ReadonlySet<string>
  lastSuccessAt: Date | null
}

/** As `WatchedWorkflow` reads them. */
const WORKFLOW_COLUMNS = `w.id, w.client_id AS "clientId", w.site_id AS "siteId", w.name, w.tier, w.lifecycle, w.impact_note AS "impactNote", p.locale`

/** Columns of state `s`. */
export const STATE_COLUMNS = `s.expectation_id, s.status, s.since, s.due_at, s.started_at, s.last_met_at, s.next_check_at, s.seq, s.version, s.open_runs, s.alarm`

/** Columns of expectation `e`. */
export const RULE_COLUMNS = `e.id, e.kind, e.cron, e.interval_s, e.zone, e.grace_s, e.max_duration_s, e.created_at, e.spec`

/** Columns of incident `i`, as `incidentOf` reads them. */
export const INCIDENT_COLUMNS = `i.id, i.cause_key, i.version, i.status, i.occurrences, i.opened_at, i.last_at, i.acknowledged_at, i.acknowledged_by`

/** JSON or a driver's row: instants arrive as text or as Date. */
type Instant = string | Date

export interface RuleRow {
  id: string
  kind: Expectation['kind']
  cron: string | null
  interval_s: number | null
  zone: string
  grace_s: number
  max_duration_s: number | null
  created_at: Instant
  spec: unknown
}

export interface StateRow {
  expectation_id: string
  status: ExpectationStatus
  since: Instant
  due_at: Instant | null
  started_at: Instant | null
  last_met_at: Instant | null
  next_check_at: Instant | null
  seq: number
  version: number
  open_runs: { id: string; startedAt: string }[]
  alarm: AlarmState
}

export interface IncidentRow {
  id: string
  cause_key: string
  version: number
  status: IncidentStatus
  occurrences: number
  opened_at: Instant
  last_at: Instant
  acknowledged_at: Instant | null
  acknowledged_by: string | null
}

interface RunRow {
  id: string
  status: WatchedRun['status']
  status_at: Instant
  status_key: string
  started_at: Instant | null
  error_class: string | null
  error_step: string | null
  is_manual: boolean
  measures: Record<string, number> | null
  duration_ms: number | null
}

const dateOf = (instant: Instant | null) => (instant === null ? null : new Date(instant))

function ruleOf({ kind, cron, zone, ...row }: RuleRow): Expectation {
  return {
    kind,
    cron,
    zone,
    intervalS: row.interval_s,
    graceS: row.grace_s,
    maxDurationS: row.max_duration_s,
    createdAt: new Date(row.created_at),
    spec: specOf(row.spec),
    plant: null,
  }
}

function stateOf({ status, seq, ...row }: StateRow): ExpectationState {
  return {
    status,
    seq,
    since: new Date(row.since),
    dueAt: dateOf(row.due_at),
    startedAt: dateOf(row.started_at),
    openRuns: row.open_runs.map(({ id, startedAt }) => ({ id, startedAt: new Date(startedAt) })),
    lastMetAt: dateOf(row.last_met_at),
    nextCheckAt: dateOf(row.next_check_at),
  }
}

/** Held states with their rules, in the order of the states. */
export function expectationsOf(rules: readonly RuleRow[], states: readonly StateRow[]): WatchedExpectation[] {
  const byId = new Map(rules.map((rule) => [rule.id, rule]))
  return states.flatMap((state) => {
    const rule = byId.get(state.expectation_id)
    if (!rule) return []
    const { id } = rule
    return [{ id, version: state.version, rule: ruleOf(rule), state: stateOf(state), alarm: state.alarm, owed: null }]
  })
}

export function incidentOf(row: IncidentRow): OpenIncident {
  return {
    id: row.id,
    causeKey: row.cause_key,
    version: row.version,
    state: {
      status: row.status,
      occurrences: row.occurrences,
      openedAt: new Date(row.opened_at),
      lastAt: new Date(row.last_at),
      acknowledgedAt: dateOf(row.acknowledged_at),
      acknowledgedBy: row.acknowledged_by,
      resolvedAt: null,
      resolvedBy: null,
      resolution: null,
    },
  }
}

function runOf(row: RunRow): WatchedRun {
  return {
    executionId: row.id,
    status: row.status,
    at: new Date(row.status_at),
    eventKey: row.status_key,
    startedAt: dateOf(row.started_at),
    errorClass: row.error_class,
    errorStep: row.error_step,
    isManual: row.is_manual,
    measures: row.measures,
    durationMs: row.duration_ms,
  }
}

/**
 * Evaluations of one workflow take turns on its row (NO KEY: senders' rows that refer to it stay free), then its states are
 * held. Nothing else is read here: this statement may have waited, and only the next one sees what was committed meanwhile.
 */
const LOCK = `
WITH watched AS MATERIALIZED (
  SELECT ${WORKFLOW_COLUMNS} FROM workflow w JOIN partner p ON p.tenant_id = w.tenant_id
  WHERE w.tenant_id = :tenant AND w.id = $1 FOR NO KEY UPDATE OF w
), states AS MATERIALIZED (
  SELECT ${STATE_COLUMNS} FROM expectation_state s
  WHERE s.tenant_id = :tenant AND s.workflow_id = $1 ORDER BY s.expectation_id FOR UPDATE
)
SELECT (SELECT row_to_json(watched) FROM watched) AS workflow, (SELECT json_agg(states) FROM states) AS states`

/** Read under the locks. Partitions are pruned by the time inside the ids. */
const FACTS = `
WITH rules AS (
  SELECT ${RULE_COLUMNS} FROM expectation e WHERE e.tenant_id = :tenant AND e.workflow_id = $1
), unresolved AS MATERIALIZED (
  SELECT ${INCIDENT_COLUMNS} FROM incident i
  WHERE i.tenant_id = :tenant AND i.workflow_id = $1 AND i.status <> 'resolved' ORDER BY i.id FOR UPDATE
), runs AS (
  SELECT x.id, x.status, x.status_at, x.status_key, x.started_at, x.error_class, x.error_step,
    x.is_manual, x.measures, x.duration_ms
  FROM execution x
  WHERE x.tenant_id = :tenant AND x.workflow_id = $1 AND x.id = ANY($2::uuid[]) AND x.anchor_at BETWEEN $4 AND $5
)
SELECT (SELECT json_agg(rules) FROM rules) AS rules, (SELECT json_agg(unresolved) FROM unresolved) AS unresolved,
  (SELECT json_agg(runs) FROM runs) AS runs,
  (SELECT json_agg(f.key) FROM effect f WHERE f.tenant_id = :tenant AND f.key = ANY($3)) AS counted,
  (SELECT ws.last_success_at FROM workflow_state ws WHERE ws.tenant_id = :tenant AND ws.workflow_id = $1) AS last_success_at`

interface LockRow {
  workflow: WatchedWorkflow | null
  states: StateRow[] | null
}

interface FactsRow {
  rules: RuleRow[] | null
  unresolved: IncidentRow[] | null
  runs: RunRow[] | null
  counted: string[] | null
  last_success_at: Date | null
}

/** A run's id carries the instant its partition is chosen by. */
function anchorOf(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
}

/** Everything a look at a workflow needs, held until commit; null when there is no such workflow. */
export async function loadFacts(
  sql: Sql,
  workflowId: string,
  runs: { executionIds: readonly string[]; countedKeys: readonly string[] },
): Promise<WorkflowFacts | null> {
  const [locked] = await sql<LockRow>(LOCK, [workflowId])
  if (!locked?.workflow) return null
  const anchors = runs.executionIds.length > 0 ? runs.executionIds.map(anchorOf) : [0]
  const from = new Date(Math.min(...anchors) - DAY_MS)
  const to = new Date(Math.max(...anchors) + DAY_MS)
  const [row] = await sql<FactsRow>(FACTS, [workflowId, runs.executionIds, runs.countedKeys, from, to])
  return {
    workflow: locked.workflow,
    expectations: expectationsOf(row?.rules ?? [], locked.states ?? []),
    incidents: (row?.unresolved ?? []).map(incidentOf),
    runs: (row?.runs ?? []).map(runOf),
    counted: new Set(row?.counted ?? []),
    lastSuccessAt: row?.last_success_at ?? null,
  }
}
