import type { Sql } from '@/infra/db'

const set = (sql: Sql, to: 'on' | 'off') => sql(`SELECT set_config('enable_sort', $1, true)`, [to])

/**
 * Reads a page in the order of an index. Tenant, client and workflow decide each other, but the planner multiplies their
 * shares, takes a busy workflow for a few rows, and would rather read and sort a month of it than walk the index to the limit.
 */
export async function byIndex<Row>(sql: Sql, read: () => Promise<Row[]>): Promise<Row[]> {
  await set(sql, 'off')
  const rows = await read()
  await set(sql, 'on')
  return rows
}
