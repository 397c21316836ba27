import type { Suspect } from '@/domain/correlation/facts'
import type { PastIncident } from '@/domain/correlation/replay'
import type { Sql } from '@/infra/db'

/** An incident with what it can share with others: the run it opened with, the systems it lies between, the way its events come. */
const SUSPECTS = `
SELECT i.id, i.client_id AS "clientId", c.name AS "clientName", i.workflow_id AS "workflowId", w.name AS "workflowName", coalesce(i.site_id, w.site_id) AS "siteId",
  w.process_id AS "processId", w.tier, i.kind::text AS kind, i.opened_at AS "openedAt", i.resolved_at AS "resolvedAt", x.error_class AS "errorClass", x.error_step AS "errorStep",
  left(m.message, 500) AS message,
  CASE WHEN a.id IS NOT NULL THEN json_build_object('id', a.id, 'kind', a.kind, 'name', a.name) END AS "fromSystem",
  CASE WHEN b.id IS NOT NULL THEN json_build_object('id', b.id, 'kind', b.kind, 'name', b.name) END AS "toSystem",
  coalesce(x.source_id, l.source_id) AS "sourceId", substring(n.base_url FROM '^[a-z]+://[^/?#]+') AS origin
FROM incident i
JOIN client c ON c.tenant_id = i.tenant_id AND c.id = i.client_id
JOIN workflow w ON w.tenant_id = i.tenant_id AND w.id = i.workflow_id
LEFT JOIN system a ON a.tenant_id = w.tenant_id AND a.id = w.from_system_id
LEFT JOIN system b ON b.tenant_id = w.tenant_id AND b.id = w.to_system_id
LEFT JOIN LATERAL (SELECT x.error_class, x.error_step, x.source_id FROM execution x
  WHERE x.tenant_id = i.tenant_id AND x.id = i.execution_id LIMIT 1) x ON true
LEFT JOIN LATERAL (SELECT e.payload->'error'->>'message' AS message FROM event_log e
  WHERE e.tenant_id = i.tenant_id AND e.execution_id = i.execution_id AND e.payload->'error'->>'message' IS NOT NULL
  ORDER BY e.occurred_at DESC LIMIT 1) m ON true
LEFT JOIN LATERAL (SELECT x2.source_id FROM workflow_state ws JOIN execution x2 ON x2.tenant_id = ws.tenant_id AND x2.id = ws.last_execution_id
  WHERE x.source_id IS NULL AND ws.tenant_id = i.tenant_id AND ws.workflow_id = i.workflow_id LIMIT 1) l ON true
LEFT JOIN LATERAL (SELECT n.base_url FROM connection n WHERE n.tenant_id = i.tenant_id AND n.source_id = coalesce(x.source_id, l.source_id)
  ORDER BY n.id LIMIT 1) n ON true
WHERE i.tenant_id = :tenant AND i.client_id = ANY(:clients)`

export async function loadSuspect(sql: Sql, incidentId: string): Promise<Suspect | null> {
  const [suspect] = await sql<Suspect>(`${SUSPECTS} AND i.id = $1::uuid`, [incidentId])
  return suspect ?? null
}

/** Incidents that began within a span, oldest first, for a preview; one more than `max` says that there are more. */
export function loadSuspectsSince(sql: Sql, from: Date, max: number): Promise<PastIncident[]> {
  return sql<PastIncident>(`${SUSPECTS} AND i.opened_at >= $1 ORDER BY i.opened_at DESC, i.id LIMIT ${max + 1}`, [from])
}
