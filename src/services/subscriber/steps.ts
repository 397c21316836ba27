import type { Sql } from '@/infra/db'

/** Steps a portal shows: only these can be chosen. */
export async function shownProcessIds(sql: Sql, clientId: string): Promise<string[]> {
  const rows = await sql<{ id: string }>(
    `SELECT pr.id FROM process pr LEFT JOIN portal p ON p.tenant_id = pr.tenant_id AND p.client_id = pr.client_id
     WHERE pr.tenant_id = :tenant AND pr.client_id = ANY(:clients) AND pr.client_id = $1::uuid
       AND (p.hidden_process_ids IS NULL OR pr.id <> ALL (p.hidden_process_ids))`,
    [clientId],
  )
  return rows.map(({ id }) => id)
}
