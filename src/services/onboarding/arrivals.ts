import { z } from 'zod'
import { zId } from '@/lib/ids'
import { query } from '../define'

const SHOWN = 8

export interface Arrival {
  id: string
  workflowId: string
  workflow: string
  lifecycle: 'unclaimed' | 'live' | 'retired'
  status: 'running' | 'succeeded' | 'failed' | 'cancelled'
  startedAt: Date | null
  at: Date
  durationMs: number | null
  errorClass: string | null
}

const LATEST = `
SELECT e.id, e.workflow_id AS "workflowId", w.name AS workflow, w.lifecycle, e.status, e.started_at AS "startedAt", e.anchor_at AS at,
  e.duration_ms AS "durationMs", e.error_class AS "errorClass"
FROM execution e JOIN workflow w ON w.tenant_id = e.tenant_id AND w.id = e.workflow_id
WHERE e.tenant_id = :tenant AND e.client_id = ANY(:clients) AND e.client_id = $1 ORDER BY e.anchor_at DESC LIMIT ${SHOWN}`

/** The latest runs of a client, newest first: asked again and again while somebody waits for the first one. */
export const listArrivals = query(
  { action: 'onboarding.arrivals', can: 'workflow.read', input: z.strictObject({ clientId: zId }) },
  async (ctx, { clientId }): Promise<Arrival[]> => ctx.sql<Arrival>(LATEST, [clientId]),
)
