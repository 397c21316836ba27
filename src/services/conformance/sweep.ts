import { platformQuery } from '@/infra/db'
import { logger } from '@/infra/logger'
import type { Caller } from '../context'
import { settleDays } from './days'
import { lookAtRuns } from './look'

const BATCH = 200
const MAX = 2_000

/** Workflows that had news since they were looked at. Ingestion writes nothing for it: its own state row is compared. */
const NEWS = `
SELECT s.tenant_id, s.workflow_id FROM workflow_state s
LEFT JOIN version_watch v ON v.tenant_id = s.tenant_id AND v.workflow_id = s.workflow_id
WHERE s.last_event_at IS NOT NULL AND (v.workflow_id IS NULL OR (v.runs, v.last_event_at) IS DISTINCT FROM (s.runs, s.last_event_at))
ORDER BY s.tenant_id, s.workflow_id LIMIT ${MAX}`

function batches(rows: readonly { tenant_id: string; workflow_id: string }[]): { tenantId: string; ids: string[] }[] {
  const made: { tenantId: string; ids: string[] }[] = []
  for (const { tenant_id, workflow_id } of rows) {
    const last = made.at(-1)
    if (last?.tenantId === tenant_id && last.ids.length < BATCH) last.ids.push(workflow_id)
    else made.push({ tenantId: tenant_id, ids: [workflow_id] })
  }
  return made
}

/** Compares what ran with what was approved, for all partners; safe beside other workers. Returns how many workflows had news. */
export async function sweepConformance(callerOf: (tenantId: string) => Caller): Promise<number> {
  const news = await platformQuery<{ tenant_id: string; workflow_id: string }>(NEWS)
  for (const { tenantId, ids } of batches(news))
    await lookAtRuns(callerOf(tenantId), { workflowIds: ids }).catch((error: unknown) =>
      logger.error({ err: error, tenantId }, 'versions of runs could not be looked at; they stay due'),
    )
  return news.length
}

/** Figures of today and yesterday, for all partners. */
export async function sweepConformanceDays(callerOf: (tenantId: string) => Caller): Promise<void> {
  const tenants = await platformQuery<{ tenant_id: string }>(
    `SELECT DISTINCT c.tenant_id FROM change c WHERE c.cleared_at IS NOT NULL`,
  )
  for (const { tenant_id } of tenants)
    await settleDays(callerOf(tenant_id), { days: 2 }).catch((error: unknown) =>
      logger.error({ err: error, tenantId: tenant_id }, 'conformance of days could not be counted'),
    )
}
