import type { Sql } from '@/infra/db'

const LAST = `SELECT max(f.month) AS month FROM month_freeze f WHERE f.tenant_id = :tenant AND f.client_id = $1::uuid`

/** The latest month of a client whose figures are frozen (YYYY-MM), or null. */
export async function lastFrozenMonth(sql: Sql, clientId: string): Promise<string | null> {
  const [row] = await sql<{ month: string | null }>(LAST, [clientId])
  return row?.month ?? null
}
