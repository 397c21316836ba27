import { z } from 'zod'
import type { ConnectionHealth } from '@/domain/connection/pace'
import { zId } from '@/lib/ids'
import { query } from '../define'

/** A connection in the list. */
export interface ConnectionLine {
  id: string
  name: string
  product: 'n8n'
  clientId: string
  clientName: string
  baseUrl: string
  isPaused: boolean
  health: ConnectionHealth
  problem: string | null
  failingSince: Date | null
  lastOkAt: Date | null
  nextSyncAt: Date
  everyS: number
  runsCopied: number
  gaps: number
  watched: number
  workflows: number
  /** versions recorded of its workflows */
  versions: number
  /** changed, gone or duplicated */
  news: number
  isCatchingUp: boolean
}

const SELECT = `
SELECT c.id, c.name, c.product::text, c.client_id AS "clientId", k.name AS "clientName", c.base_url AS "baseUrl", c.is_paused AS "isPaused",
  c.health::text, c.problem, c.failing_since AS "failingSince", c.last_ok_at AS "lastOkAt", c.next_sync_at AS "nextSyncAt", c.every_s AS "everyS",
  c.runs_copied::float8 AS "runsCopied", c.gaps, c.scan_top IS NOT NULL AS "isCatchingUp", f.watched, f.workflows, f.news, f.versions
FROM connection c
JOIN client k ON k.tenant_id = c.tenant_id AND k.id = c.client_id
CROSS JOIN LATERAL (
  SELECT count(*) FILTER (WHERE w.is_watched AND w.state <> 'gone')::int AS watched, count(*) FILTER (WHERE w.state <> 'gone')::int AS workflows,
    count(*) FILTER (WHERE w.state IN ('changed', 'gone', 'duplicated'))::int AS news,
    (SELECT count(*)::int FROM workflow_version v JOIN connection_workflow o ON o.tenant_id = v.tenant_id AND o.workflow_id = v.workflow_id
      WHERE o.tenant_id = c.tenant_id AND o.connection_id = c.id) AS versions
  FROM connection_workflow w WHERE w.tenant_id = c.tenant_id AND w.connection_id = c.id) f
WHERE c.tenant_id = :tenant AND c.client_id = ANY(:clients) AND ($1::uuid IS NULL OR c.client_id = $1)
ORDER BY k.name, c.name LIMIT 500`

/** Connections inside the scope, by client. */
export const listConnections = query(
  { action: 'connection.list', can: 'workflow.read', input: z.strictObject({ clientId: zId.optional() }) },
  (ctx, { clientId }) => ctx.sql<ConnectionLine>(SELECT, [clientId ?? null]),
)
