import { z } from 'zod'
import { WORKFLOW_LIFECYCLES } from '@/domain/workflow/schema'
import { decodeCursor, pageInput, toPage } from '@/lib/cursor'
import { notFound } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { query } from '../define'
import type { WorkflowRecord } from './schema'

const SELECT = `
SELECT w.id, w.client_id AS "clientId", w.site_id AS "siteId", w.process_id AS "processId", w.key, w.name, w.lifecycle, w.tier,
  w.from_system_id AS "fromSystemId", w.to_system_id AS "toSystemId", w.owner_name AS "ownerName", w.impact_note AS "impactNote",
  w.version, w.created_at AS "createdAt", s.last_status AS "lastStatus", s.last_status_at AS "lastStatusAt",
  s.last_success_at AS "lastSuccessAt", s.last_failure_at AS "lastFailureAt"
FROM workflow w LEFT JOIN workflow_state s ON s.tenant_id = w.tenant_id AND s.workflow_id = w.id
WHERE w.tenant_id = :tenant AND w.client_id = ANY(:clients)`

const PAGE = `${SELECT} AND ($1::uuid IS NULL OR w.id > $1) AND ($2::uuid IS NULL OR w.client_id = $2)
  AND ($3::workflow_lifecycle IS NULL OR w.lifecycle = $3)
ORDER BY w.id LIMIT $4`

const input = z.strictObject({
  ...pageInput,
  clientId: zId.optional(),
  lifecycle: z.enum(WORKFLOW_LIFECYCLES, `lifecycle: must be one of ${WORKFLOW_LIFECYCLES.join(', ')}`).optional(),
})

/** Workflows inside the scope, oldest first. */
export const pageWorkflows = query(
  { action: 'workflow.page', can: 'workflow.read', input },
  async (ctx, { cursor, limit, clientId, lifecycle }) => {
    const after = decodeCursor(cursor, z.tuple([zId]))
    const rows = await ctx.sql<WorkflowRecord>(PAGE, [
      after?.[0] ?? null,
      clientId ?? null,
      lifecycle ?? null,
      limit + 1,
    ])
    return toPage(rows, limit, ({ id }) => [id])
  },
)

/** One workflow. */
export const readWorkflow = query(
  { action: 'workflow.read', can: 'workflow.read', input: z.strictObject({ workflowId: zId }) },
  async (ctx, { workflowId }) => {
    const [row] = await ctx.sql<WorkflowRecord>(`${SELECT} AND w.id = $1`, [workflowId])
    if (!row) throw notFound('workflow')
    return row
  },
)
