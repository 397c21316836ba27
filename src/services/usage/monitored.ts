import type { Sql } from '@/infra/db'

const MONITORED = `
SELECT count(*)::int AS count FROM workflow w JOIN client c ON c.tenant_id = w.tenant_id AND c.id = w.client_id
WHERE w.tenant_id = :tenant AND w.client_id = ANY(:clients) AND w.lifecycle = 'live' AND c.archived_at IS NULL`

/** Workflows that are watched and so paid for: claimed, not retired, of a client that is not archived. */
export async function countMonitored(sql: Sql): Promise<number> {
  const [row] = await sql<{ count: number }>(MONITORED)
  return row?.count ?? 0
}
