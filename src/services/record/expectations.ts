import { z } from 'zod'
import { specOf } from '@/domain/expectation/spec'
import { decodeCursor, pageInput, toPage } from '@/lib/cursor'
import { zId } from '@/lib/ids'
import { query } from '../define'
import type { ExpectationRecord } from './schema'

const SELECT = `
SELECT e.id, e.client_id AS "clientId", e.workflow_id AS "workflowId", e.kind, e.cron, e.interval_s AS "intervalS", e.zone,
  e.grace_s AS "graceS", e.max_duration_s AS "maxDurationS", e.created_at AS "createdAt", s.status, s.since,
  s.due_at AS "dueAt", s.last_met_at AS "lastMetAt", e.spec, e.trigger_workflow_id AS "triggerWorkflowId"
FROM expectation e JOIN expectation_state s ON s.tenant_id = e.tenant_id AND s.expectation_id = e.id
WHERE e.tenant_id = :tenant AND e.client_id = ANY(:clients) AND ($1::uuid IS NULL OR e.id > $1) AND ($2::uuid IS NULL OR e.workflow_id = $2)
ORDER BY e.id LIMIT $3`

const input = z.strictObject({ ...pageInput, workflowId: zId.optional() })

/** Expectations inside the scope and their state, oldest first. */
export const pageExpectations = query(
  { action: 'expectation.page', can: 'workflow.read', input },
  async (ctx, { cursor, limit, workflowId }) => {
    const after = decodeCursor(cursor, z.tuple([zId]))
    const stored = await ctx.sql<Omit<ExpectationRecord, 'spec'> & { spec: unknown }>(SELECT, [
      ...[after?.[0] ?? null, workflowId ?? null],
      limit + 1,
    ])
    const rows = stored.map((row): ExpectationRecord => ({ ...row, spec: { ...specOf(row.spec) } }))
    return toPage(rows, limit, ({ id }) => [id])
  },
)
