import { activeOccurrence } from '@/domain/maintenance/occurrences'
import { isCovered } from '@/domain/maintenance/scope'
import type { Sql } from '@/infra/db'
import { newId } from '@/lib/ids'
import { type LoadedWindow, loadWindows } from '../maintenance/load'
import { NEVER_HELD, type WatchedWorkflow } from './evaluate-watch'

const DAY_MS = 24 * 3_600_000
/** News older than this is history and opens nothing. */
const BACK_MS = 8 * DAY_MS

type HeldUntil = (at: Date) => Date | null

/** Clients that plan maintenance at all. */
const PLANNING = `SELECT DISTINCT m.client_id AS id FROM maintenance m WHERE m.tenant_id = :tenant AND m.client_id = ANY($1::uuid[])`

/** For each workflow: until when an instant's bad news is held, because an approved window of maintenance covers it. */
export async function loadHolds(
  sql: Sql,
  workflows: readonly WatchedWorkflow[],
  now: Date,
): Promise<(workflow: WatchedWorkflow) => HeldUntil> {
  const clientIds = [...new Set(workflows.map(({ clientId }) => clientId))]
  const planning = await sql<{ id: string }>(PLANNING, [clientIds])
  const windows = new Map<string, LoadedWindow[]>()
  const span = { from: new Date(now.getTime() - BACK_MS), to: new Date(now.getTime() + DAY_MS) }
  for (const { id } of planning) windows.set(id, await loadWindows(sql, id, span))
  return (workflow) => {
    const covering = (windows.get(workflow.clientId) ?? []).filter(({ scope }) => isCovered(scope, workflow))
    if (covering.length === 0) return NEVER_HELD
    return (at) => activeOccurrence(covering, at)?.occurrence.to ?? null
  }
}

/** Failures held by maintenance come back when it ends: whoever has recovered by then is not told of. */
export async function lookAgainAfter(
  sql: Sql,
  { workflowId, executionIds, at }: { workflowId: string; executionIds: readonly string[]; at: Date },
  now: Date,
): Promise<void> {
  await sql(
    `INSERT INTO outbox (tenant_id, id, topic, payload, created_at, not_before) VALUES (:tenant, $1, 'workflow.evaluate', $2, $3, $4)`,
    [newId(), JSON.stringify({ workflowId, executionIds }), now, at],
  )
}
