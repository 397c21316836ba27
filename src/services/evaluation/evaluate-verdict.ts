import type { AlarmState } from '@/domain/expectation/alarm'
import type { ExpectationState, ExpectationTransition } from '@/domain/expectation/state'
import type { Sql } from '@/infra/db'
import { conflict } from '@/lib/errors'
import { newId } from '@/lib/ids'
import type { IncidentEntry, Occurrence } from '../incident/ledger'
import {
  OPENED,
  type OpenedCells,
  type OutboxCells,
  STATES,
  type StateCells,
  TOLD,
  TRANSITIONS,
  type TransitionCells,
} from './verdict-cells'

/** A state to write over the version that was read. */
export interface StateChange {
  expectationId: string
  version: number
  state: ExpectationState
  alarm: AlarmState
}

export interface TransitionRow {
  clientId: string
  workflowId: string
  expectationId: string
  transition: ExpectationTransition
}

/** Everything that follows from looking: written in one statement, or not at all. */
export interface Verdict {
  states: readonly StateChange[]
  transitions: readonly TransitionRow[]
  incidents: readonly IncidentEntry[]
  /** runs that have counted towards an incident: `key` once per partner */
  effects: readonly { key: string; outboxId: string; incidentId: string }[]
}

/** Noticed later than this after the computed moment, the transition says so. */
const LATE_MS = 60_000

const APPLY = `
WITH states AS (
  UPDATE expectation_state s SET status = x.status, since = x.since, due_at = x.due_at, started_at = x.started_at,
    last_met_at = x.last_met_at, next_check_at = x.next_check_at, seq = x.seq, version = x.version + 1, open_runs = x.open_runs, alarm = x.alarm
  FROM ${STATES.from}
  WHERE s.tenant_id = :tenant AND s.expectation_id = x.expectation_id AND s.version = x.version
  RETURNING s.expectation_id
), transitions AS (
  INSERT INTO transition (tenant_id, id, client_id, workflow_id, subject_kind, subject_id, seq, from_state, to_state, at, recorded_at, cause)
  SELECT :tenant, x.id, x.client_id, x.workflow_id, 'expectation', x.subject_id, x.seq, x.from_state, x.to_state, x.at, $2, x.cause
  FROM ${TRANSITIONS.from}
), numbers AS (
  INSERT INTO counter (tenant_id, name, value)
  SELECT :tenant, 'incident', $1::int WHERE $1::int > 0
  ON CONFLICT (tenant_id, name) DO UPDATE SET value = counter.value + excluded.value RETURNING value
), opened AS (
  INSERT INTO incident (tenant_id, id, number, client_id, site_id, workflow_id, expectation_id, execution_id, cause_key, kind, title, impact,
    impact_note, status, occurrences, opened_at, detected_at, last_at, resolved_at, resolved_by, resolution)
  SELECT :tenant, x.id, numbers.value - x.before_last, x.client_id, x.site_id, x.workflow_id, x.expectation_id, x.execution_id, x.cause_key, x.kind,
    x.title, x.impact, x.impact_note, x.status, x.occurrences, x.opened_at, $2, x.last_at, x.resolved_at, x.resolved_by, x.resolution
  FROM numbers, ${OPENED.from}
  ON CONFLICT (tenant_id, cause_key) WHERE status <> 'resolved' DO UPDATE
    SET occurrences = incident.occurrences + excluded.occurrences, last_at = greatest(incident.last_at, excluded.last_at),
      version = incident.version + 1
  RETURNING id
), changed AS (
  UPDATE incident i SET status = x.status, occurrences = x.occurrences, last_at = x.last_at, resolved_at = x.resolved_at,
    resolved_by = x.resolved_by, resolution = x.resolution, version = x.version + 1
  FROM json_to_recordset($3::json) AS x(id uuid, version int, status incident_status, occurrences int, last_at timestamptz,
    resolved_at timestamptz, resolved_by text, resolution text)
  WHERE i.tenant_id = :tenant AND i.id = x.id AND i.version = x.version
  RETURNING i.id
), effects AS (
  INSERT INTO effect (tenant_id, key, outbox_id, created_at, result)
  SELECT :tenant, x.key, x.outbox_id, $2, jsonb_build_object('incidentId', x.incident_id)
  FROM json_to_recordset($4::json) AS x(key text, outbox_id uuid, incident_id uuid)
  ON CONFLICT DO NOTHING
), told AS (
  INSERT INTO outbox (tenant_id, id, topic, payload, created_at, not_before)
  SELECT :tenant, x.id, x.topic, x.payload, $2, x.not_before
  FROM ${TOLD.from}
  WHERE x.incident_id IN (SELECT id FROM opened UNION ALL SELECT id FROM changed)
)
SELECT (SELECT count(*) FROM states)::int AS states, (SELECT count(*) FROM changed)::int AS changed`

function stateRow({ expectationId, version, state, alarm }: StateChange): StateCells {
  return {
    expectation_id: expectationId,
    version,
    status: state.status,
    since: state.since,
    due_at: state.dueAt,
    started_at: state.startedAt,
    last_met_at: state.lastMetAt,
    next_check_at: state.nextCheckAt,
    seq: state.seq,
    open_runs: JSON.stringify(state.openRuns),
    alarm: JSON.stringify(alarm),
  }
}

function transitionRow({ clientId, workflowId, expectationId, transition }: TransitionRow, now: Date): TransitionCells {
  const { seq, from, to, at, cause } = transition
  const isLate = now.getTime() - at.getTime() > LATE_MS
  return {
    id: newId(),
    client_id: clientId,
    workflow_id: workflowId,
    subject_id: expectationId,
    seq,
    from_state: from,
    to_state: to,
    at,
    cause: JSON.stringify(isLate ? { ...cause, detectedLate: true } : cause),
  }
}

/** Ended by the product itself. */
const SYSTEM = 'system'

function stateColumns({ state }: IncidentEntry) {
  const { status, occurrences, lastAt, resolvedAt, resolution } = state
  return {
    status,
    occurrences,
    last_at: lastAt,
    resolved_at: resolvedAt,
    resolved_by: resolvedAt ? SYSTEM : null,
    resolution,
  }
}

function openedRow(entry: IncidentEntry, first: Occurrence, beforeLast: number): OpenedCells {
  return {
    id: entry.id,
    before_last: beforeLast,
    client_id: first.clientId,
    site_id: first.siteId,
    workflow_id: first.workflowId,
    expectation_id: first.expectationId,
    execution_id: first.executionId,
    cause_key: entry.causeKey,
    kind: first.kind,
    title: first.title,
    impact: first.impact,
    impact_note: first.impactNote,
    opened_at: entry.state.openedAt,
    ...stateColumns(entry),
  }
}

/** A success that committed while its failure was being looked at saw no open incident, so nobody looks again: this does. */
const LOOK_AGAIN_MS = 5_000

function outboxRows(incidents: readonly IncidentEntry[], now: Date): OutboxCells[] {
  const again = new Date(now.getTime() + LOOK_AGAIN_MS)
  return incidents.flatMap(({ id: incidentId, first, state }) => {
    const told = { incident_id: incidentId, not_before: now, payload: JSON.stringify({ incidentId }) }
    // What may heal by itself is told only if it has not: the mail looks whether the incident still stands.
    const quiet = first && first.quietS > 0 ? new Date(now.getTime() + first.quietS * 1000) : now
    const isOpen = state.status !== 'resolved'
    return [
      ...(first ? [{ ...told, id: newId(), topic: 'incident.opened', not_before: quiet }] : []),
      ...(isOpen ? [] : [{ ...told, id: newId(), topic: 'incident.resolved' }]),
      ...(first?.kind === 'failed' && isOpen
        ? [
            {
              ...told,
              id: newId(),
              topic: 'workflow.evaluate',
              not_before: again,
              payload: JSON.stringify({ workflowId: first.workflowId, executionIds: [] }),
            },
          ]
        : []),
    ]
  })
}

/** Writes a verdict: states while their versions are still the ones read, else CONFLICT and nothing is written. */
export async function applyVerdict(sql: Sql, verdict: Verdict, now: Date): Promise<void> {
  const { states, transitions, incidents, effects } = verdict
  if (states.length + transitions.length + incidents.length + effects.length === 0) return
  const known = incidents.filter((entry) => entry.first === null)
  const opened = incidents.flatMap((entry) => (entry.first ? [{ entry, first: entry.first }] : []))
  // What is written for many rows travels as arrays; the rest as JSON.
  const wide = [
    known.map((entry) => ({ id: entry.id, version: entry.version, ...stateColumns(entry) })),
    effects.map(({ key, outboxId, incidentId }) => ({ key, outbox_id: outboxId, incident_id: incidentId })),
  ]
  const [written] = await sql<{ states: number; changed: number }>(APPLY, [
    ...[opened.length, now],
    ...wide.map((table) => JSON.stringify(table)),
    ...STATES.values(states.map(stateRow)),
    ...TRANSITIONS.values(transitions.map((row) => transitionRow(row, now))),
    ...TOLD.values(outboxRows(incidents, now)),
    ...OPENED.values(opened.map(({ entry, first }, at) => openedRow(entry, first, opened.length - 1 - at))),
  ])
  if (written?.states !== states.length || written.changed !== known.length) throw conflict('expectation or incident')
}
