import { platformQuery, type Sql } from '@/infra/db'
import { logger } from '@/infra/logger'
import type { Caller } from '../context'
import { sealed } from '../effect/sealed'
import { incidentLedger, type OpenIncident } from '../incident/ledger'
import {
  expectationsOf,
  INCIDENT_COLUMNS,
  type IncidentRow,
  incidentOf,
  RULE_COLUMNS,
  type RuleRow,
  STATE_COLUMNS,
  type StateRow,
} from './evaluate-load'
import { applyVerdict, type StateChange } from './evaluate-verdict'
import {
  type Looked,
  lookAtExpectation,
  type Tools,
  type WatchedExpectation,
  type WatchedWorkflow,
} from './evaluate-watch'
import { loadHolds } from './hold'
import { closeOwed, withOwed } from './owed'
import { withPlants } from './plant'

/** Timers taken in one pass over all partners, and in one transaction. */
const DUE_MAX = 5_000
const BATCH = 1_000
/** A rule that cannot be evaluated is tried again after this long. */
const POSTPONE_MS = 3_600_000
const TICK = [{ kind: 'tick' as const }]

interface Due {
  tenant_id: string
  expectation_id: string
}

/** Rows another worker holds, or has just moved, are left out. What belongs to them is read afterwards, so that it is as new. */
const LOCK_DUE = `
SELECT ${STATE_COLUMNS} FROM expectation_state s
WHERE s.tenant_id = :tenant AND s.expectation_id = ANY($1::uuid[]) AND s.next_check_at <= $2
ORDER BY s.next_check_at, s.expectation_id FOR UPDATE SKIP LOCKED`

const RULES = `
SELECT ${RULE_COLUMNS}, w.id AS "workflowId", w.client_id AS "clientId", w.site_id AS "siteId", w.name, w.tier, w.lifecycle,
  w.impact_note AS "impactNote", p.locale
FROM expectation e
JOIN workflow w ON w.tenant_id = e.tenant_id AND w.id = e.workflow_id
JOIN partner p ON p.tenant_id = e.tenant_id
WHERE e.tenant_id = :tenant AND e.id = ANY($1::uuid[])`

/** One probe per expectation, whatever the history of incidents. */
const UNRESOLVED = `
SELECT i.* FROM unnest($1::uuid[]) AS due (id) CROSS JOIN LATERAL (
  SELECT ${INCIDENT_COLUMNS} FROM incident i
  WHERE i.tenant_id = :tenant AND i.expectation_id = due.id AND i.status <> 'resolved' FOR UPDATE
) i`

interface WatchedRule extends RuleRow, Omit<WatchedWorkflow, 'id'> {
  workflowId: string
}

/** Rules of one workflow share it. */
function workflowsOf(rules: readonly WatchedRule[]): Map<string, WatchedWorkflow> {
  const byId = new Map<string, WatchedWorkflow>()
  const byRule = new Map<string, WatchedWorkflow>()
  for (const { id: ruleId, workflowId: id, clientId, siteId, name, tier, lifecycle, impactNote, locale } of rules) {
    const workflow = byId.get(id) ?? { id, clientId, siteId, name, tier, lifecycle, impactNote, locale }
    byId.set(id, workflow)
    byRule.set(ruleId, workflow)
  }
  return byRule
}

/** A due expectation with the workflow it watches. */
interface DueExpectation {
  expectation: WatchedExpectation
  workflow: WatchedWorkflow
}

function postponed({ id, version, state, alarm }: WatchedExpectation, now: Date): StateChange {
  return { expectationId: id, version, alarm, state: { ...state, nextCheckAt: new Date(now.getTime() + POSTPONE_MS) } }
}

/** One bad rule is put aside; its neighbours are looked at. */
function lookOrPostpone({ expectation, workflow }: DueExpectation, tools: Tools): Looked {
  try {
    return lookAtExpectation(workflow, expectation, TICK, tools)
  } catch (error) {
    logger.error(
      { err: error, expectationId: expectation.id },
      'an expectation could not be evaluated; it waits an hour',
    )
    return { change: postponed(expectation, tools.now), transitions: [] }
  }
}

async function lockDue(sql: Sql, now: Date, ids: readonly string[]): Promise<DueExpectation[]> {
  const states = await sql<StateRow>(LOCK_DUE, [ids, now])
  if (states.length === 0) return []
  const rules = await sql<WatchedRule>(RULES, [states.map((state) => state.expectation_id)])
  const workflows = workflowsOf(rules)
  const placed = await withPlants(sql, expectationsOf(rules, states), ({ id }) => workflows.get(id)?.id ?? '')
  return (await withOwed(sql, placed, now)).flatMap((expectation) => {
    const workflow = workflows.get(expectation.id)
    return workflow ? [{ expectation, workflow }] : []
  })
}

async function loadUnresolved(sql: Sql, due: readonly DueExpectation[]): Promise<OpenIncident[]> {
  const ids = due.map(({ expectation: { id } }) => id)
  return (await sql<IncidentRow>(UNRESOLVED, [ids])).map(incidentOf)
}

async function sweepRows(sql: Sql, now: Date, ids: readonly string[]): Promise<number> {
  const due = await lockDue(sql, now, ids)
  if (due.length === 0) return 0
  const ledger = incidentLedger(await loadUnresolved(sql, due))
  const heldUntil = await loadHolds(
    sql,
    due.map(({ workflow }) => workflow),
    now,
  )
  const looked = due.map((each) => lookOrPostpone(each, { ledger, now, heldUntil: heldUntil(each.workflow) }))
  const states = looked.flatMap(({ change }) => (change ? [change] : []))
  await applyVerdict(
    sql,
    { states, transitions: looked.flatMap(({ transitions }) => transitions), incidents: ledger.changed(), effects: [] },
    now,
  )
  await closeOwed(
    sql,
    due.map(({ expectation }) => expectation),
    now,
  )
  return due.length
}

async function postpone(sql: Sql, now: Date, ids: readonly string[]): Promise<void> {
  await sql(
    `UPDATE expectation_state s SET next_check_at = $2, version = s.version + 1
     WHERE s.tenant_id = :tenant AND s.expectation_id = ANY($1::uuid[]) AND s.next_check_at <= $3`,
    [ids, new Date(now.getTime() + POSTPONE_MS), now],
  )
}

/** PostgreSQL refused the data of some row (classes 22, 23), not the connection or the moment. */
function isDataError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && /^2[23]/.test(error.code)
}

/** Halves a batch the database refuses, down to the guilty row, which is put aside. */
async function sweepBatch(caller: Caller, ids: readonly string[]): Promise<number> {
  try {
    return await sealed(caller.scope, (sql, now) => sweepRows(sql, now, ids))
  } catch (error) {
    if (!isDataError(error)) throw error
    if (ids.length === 1) {
      logger.error({ err: error, expectationId: ids[0] }, 'an expectation could not be stored; it waits an hour')
      await sealed(caller.scope, (sql, now) => postpone(sql, now, ids))
      return 0
    }
    const middle = Math.ceil(ids.length / 2)
    return (await sweepBatch(caller, ids.slice(0, middle))) + (await sweepBatch(caller, ids.slice(middle)))
  }
}

async function sweepTenant(caller: Caller, ids: readonly string[]): Promise<number> {
  let looked = 0
  try {
    for (let from = 0; from < ids.length; from += BATCH)
      looked += await sweepBatch(caller, ids.slice(from, from + BATCH))
  } catch (error) {
    logger.error(
      { err: error, tenantId: caller.scope.tenantId },
      'timers of a partner could not be evaluated; they stay due',
    )
  }
  return looked
}

function byTenant(due: readonly Due[]): Map<string, string[]> {
  const grouped = new Map<string, string[]>()
  for (const { tenant_id, expectation_id } of due) {
    const ids = grouped.get(tenant_id)
    if (ids) ids.push(expectation_id)
    else grouped.set(tenant_id, [expectation_id])
  }
  return grouped
}

export interface Swept {
  /** expectations looked at */
  looked: number
  /** until the next timer fires, in milliseconds; 0 = more are due now; null = none is armed */
  nextInMs: number | null
}

/** Every timer that has fired, oldest first, for all partners; safe beside other workers. */
// now(), not clock_timestamp(): a volatile function keeps the index of timers out of the plan.
export async function sweepExpectations(callerOf: (tenantId: string) => Caller): Promise<Swept> {
  const due = await platformQuery<Due & Record<string, unknown>>(
    'SELECT tenant_id, expectation_id FROM expectation_state WHERE next_check_at <= now() ORDER BY next_check_at LIMIT $1',
    [DUE_MAX],
  )
  let looked = 0
  for (const [tenantId, ids] of byTenant(due)) looked += await sweepTenant(callerOf(tenantId), ids)
  if (due.length === DUE_MAX && looked > 0) return { looked, nextInMs: 0 }
  const [next] = await platformQuery<{ in_ms: number | null }>(
    `SELECT (extract(epoch FROM min(next_check_at) - clock_timestamp()) * 1000)::float8 AS in_ms FROM expectation_state
     WHERE next_check_at > now()`,
  )
  return { looked, nextInMs: next?.in_ms === null || next === undefined ? null : Math.max(0, next.in_ms) }
}
