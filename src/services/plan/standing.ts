import { type Entitlement, type Standing, standingAt } from '@/domain/plan/standing'
import { env } from '@/env'
import type { Sql } from '@/infra/db'

const ROW = `
SELECT e.plan, e.state, e.source, e.quantity, e.since, e.trial_ends_at AS "trialEndsAt", e.grace_until AS "graceUntil",
  e.over_since AS "overSince", e.version, clock_timestamp() AS now
FROM entitlement e WHERE e.tenant_id = :tenant`

/** This installation takes payments. Where it does not, limits are told and never enforced. */
export function isBilled(): boolean {
  return env.STRIPE_SECRET_KEY !== undefined
}

/** Where the partner stands now, by the database's clock: one row by its key. */
export async function loadStanding(sql: Sql): Promise<Standing> {
  const [row] = await sql<Entitlement & { now: Date }>(ROW)
  if (!row) throw new Error('a partner without an entitlement')
  const { now, ...entitlement } = row
  return standingAt(entitlement, { now, isBilled: isBilled() })
}
