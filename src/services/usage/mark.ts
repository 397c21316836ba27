import type { Sql } from '@/infra/db'

const MARK = `
INSERT INTO usage_mark AS u (tenant_id, client_id, day)
SELECT DISTINCT :tenant, d.client_id, d.day FROM json_to_recordset($1) AS d(client_id uuid, day date) ORDER BY d.client_id, d.day
ON CONFLICT (tenant_id, client_id, day) DO UPDATE SET marks = u.marks + 1`

/** The roll-up of these days has changed: they are counted again. In the transaction that changed them. */
export async function markUsage(sql: Sql, days: readonly { client_id: string; day: string }[]): Promise<void> {
  if (days.length > 0) await sql(MARK, [JSON.stringify(days.map(({ client_id, day }) => ({ client_id, day })))])
}
