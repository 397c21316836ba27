import { metersOver, type Used } from '@/domain/plan/over'
import type { PlanName } from '@/domain/plan/plans'
import type { Sql } from '@/infra/db'
import { countMonitored } from '../usage/monitored'

const CLIENTS = `SELECT count(*)::int AS count FROM client c WHERE c.tenant_id = :tenant AND c.id = ANY(:clients) AND c.archived_at IS NULL`

/** Runs of the calendar month, by the plants' local days. */
const EXECUTIONS = `
SELECT coalesce(sum(u.delta), 0)::float8 AS count FROM usage_entry u
WHERE u.tenant_id = :tenant AND u.client_id = ANY(:clients) AND u.meter = 'executions' AND u.day >= ($1::text || '-01')::date AND u.day < ($1::text || '-01')::date + interval '1 month'`

/** What the partner uses now: clients and workflows as they stand, runs of the month as the ledger has them. */
export async function loadUsed(sql: Sql, now: Date): Promise<Used> {
  const [clients] = await sql<{ count: number }>(CLIENTS)
  const workflows = await countMonitored(sql)
  const [executions] = await sql<{ count: number }>(EXECUTIONS, [now.toISOString().slice(0, 7)])
  return { clients: clients?.count ?? 0, workflows, executions: executions?.count ?? 0 }
}

const OVER = `
UPDATE entitlement SET over_since = CASE WHEN $1::bool THEN coalesce(over_since, $2::timestamptz) END
WHERE tenant_id = :tenant AND (over_since IS NOT NULL) <> $1::bool RETURNING 1 AS changed`

/** Notes since when a limit has been passed, or that none is any more. */
export async function judgeLimits(sql: Sql, now: Date): Promise<void> {
  const [row] = await sql<{ plan: PlanName }>('SELECT e.plan FROM entitlement e WHERE e.tenant_id = :tenant')
  if (!row) return
  await sql(OVER, [metersOver(row.plan, await loadUsed(sql, now)).length > 0, now])
}
