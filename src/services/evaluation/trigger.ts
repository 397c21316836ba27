import { afterOpenMs } from '@/domain/calendar/elapsed'
import type { Expectation } from '@/domain/expectation/schema'
import { specOf } from '@/domain/expectation/spec'
import type { Sql } from '@/infra/db'
import { newId } from '@/lib/ids'
import type { WatchedRun, WatchedWorkflow } from './evaluate-watch'
import { keysOfRuns } from './owed'
import { withPlants } from './plant'

interface TriggeredRow {
  id: string
  workflowId: string
  zone: string
  graceS: number
  createdAt: Date
  spec: unknown
}

const TRIGGERED = `
SELECT e.id, e.workflow_id AS "workflowId", e.zone, e.grace_s AS "graceS", e.created_at AS "createdAt", e.spec FROM expectation e
JOIN expectation_state s ON s.tenant_id = e.tenant_id AND s.expectation_id = e.id AND s.status <> 'paused'
WHERE e.tenant_id = :tenant AND e.client_id = $2 AND e.trigger_workflow_id = $1`

const OWE = `
WITH owed AS (
  INSERT INTO expectation_due (tenant_id, expectation_id, due_at, ref, client_id, trigger_at, trigger_execution_id, declared_at)
  SELECT :tenant, x.expectation_id, x.due_at, x.ref, $2, x.trigger_at, x.execution_id, $3
  FROM json_to_recordset($1) AS x(expectation_id uuid, due_at timestamptz, ref text, trigger_at timestamptz, execution_id uuid)
  ON CONFLICT DO NOTHING RETURNING expectation_id
)
SELECT DISTINCT e.workflow_id AS "workflowId" FROM owed JOIN expectation e ON e.tenant_id = :tenant AND e.id = owed.expectation_id`

const ASK = `
INSERT INTO outbox (tenant_id, id, topic, payload, created_at, not_before)
SELECT :tenant, x.id, 'workflow.evaluate', jsonb_build_object('workflowId', x.workflow_id, 'executionIds', '[]'::jsonb), $2, $2
FROM json_to_recordset($1) AS x(id uuid, workflow_id uuid)`

interface Triggered {
  id: string
  workflowId: string
  rule: Expectation
}

function ruleOf({ zone, graceS, createdAt, spec }: TriggeredRow): Expectation {
  const own = { kind: 'trigger' as const, cron: null, intervalS: null, maxDurationS: null, plant: null }
  return { ...own, zone, graceS, createdAt, spec: specOf(spec) }
}

/** When the follower must have succeeded: within so many minutes, in open plant time if so agreed. */
function dueOf({ spec, plant }: Expectation, at: Date): Date {
  const ms = (spec.trigger?.withinS ?? 0) * 1000
  const inPlant = spec.trigger?.withinClock === 'plant' && plant ? afterOpenMs(plant, at, ms) : null
  return inPlant ?? new Date(at.getTime() + ms)
}

/**
 * The runs of one workflow oblige others: for each rule that waits for it, one owed thing per run, by the run's business key if
 * the rule asks for one (a run without it obliges nobody). Written once per run; its followers are looked at afterwards.
 */
export async function oblige(
  sql: Sql,
  workflow: WatchedWorkflow,
  runs: readonly WatchedRun[],
  now: Date,
): Promise<void> {
  const ended = runs.filter(({ status, isManual }) => !isManual && (status === 'succeeded' || status === 'failed'))
  if (ended.length === 0) return
  const rows = await sql<TriggeredRow>(TRIGGERED, [workflow.id, workflow.clientId])
  if (rows.length === 0) return
  const plain = rows.map((row): Triggered => ({ id: row.id, workflowId: row.workflowId, rule: ruleOf(row) }))
  const triggered = await withPlants(sql, plain, ({ workflowId }) => workflowId)
  const needsKeys = triggered.some(({ rule }) => rule.spec.trigger?.key)
  const keys = needsKeys
    ? await keysOfRuns(
        sql,
        ended.map(({ executionId }) => executionId),
      )
    : new Map()
  const owed = triggered.flatMap(({ id, rule }) => {
    const { on, key } = rule.spec.trigger ?? { on: 'succeeded', key: null }
    return ended.flatMap(({ executionId, status, at }) => {
      const ref = key === null ? executionId : keys.get(executionId)?.[key]
      const counts = status === on && at >= rule.createdAt && ref !== undefined
      return counts
        ? [{ expectation_id: id, due_at: dueOf(rule, at), ref, trigger_at: at, execution_id: executionId }]
        : []
    })
  })
  if (owed.length === 0) return
  const followers = await sql<{ workflowId: string }>(OWE, [JSON.stringify(owed), workflow.clientId, now])
  const asked = followers.map(({ workflowId }) => ({ id: newId(), workflow_id: workflowId }))
  if (asked.length > 0) await sql(ASK, [JSON.stringify(asked), now])
}
