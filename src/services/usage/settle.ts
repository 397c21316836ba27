import { platformQuery, type Sql } from '@/infra/db'
import type { Caller } from '../context'
import { unplanned } from '../effect/sealed'
import { judgeLimits } from '../plan/limits'

/** One worker at a time per partner: entries of a day are numbered without gaps. */
const LOCK = `SELECT pg_try_advisory_xact_lock(hashtextextended('usage ' || :tenant::text, 0)) AS held`

const DAYS_PER_ROUND = 1_000

const MARKED = `SELECT u.client_id, u.day::text, u.marks FROM usage_mark u WHERE u.tenant_id = :tenant ORDER BY u.client_id, u.day LIMIT ${DAYS_PER_ROUND}`

/**
 * Counts days from their roll-ups: executions = runs that ended, whoever started them; workflows = those that ran. What differs
 * from the last entry becomes a new one. Doing it again adds nothing.
 */
const COUNT = `
WITH asked AS (
  SELECT * FROM json_to_recordset($1) AS a(client_id uuid, day date)
), counted AS (
  SELECT a.client_id, a.day, coalesce(sum(d.succeeded + d.failed + d.cancelled + d.manual), 0)::bigint AS executions,
    count(*) FILTER (WHERE d.succeeded + d.failed + d.cancelled + d.manual > 0) AS workflows
  FROM asked a LEFT JOIN rollup_day d ON d.tenant_id = :tenant AND d.client_id = a.client_id AND d.day = a.day
  GROUP BY 1, 2
), metered AS (
  SELECT c.client_id, c.day, m.meter, m.total
  FROM counted c CROSS JOIN LATERAL (VALUES ('executions', c.executions), ('workflows', c.workflows)) AS m(meter, total)
)
INSERT INTO usage_entry (tenant_id, client_id, day, meter, number, delta, total, counted_at)
SELECT :tenant, m.client_id, m.day, m.meter, coalesce(last.number, 0) + 1, m.total - coalesce(last.total, 0), m.total, clock_timestamp()
FROM metered m LEFT JOIN LATERAL (
  SELECT u.number, u.total FROM usage_entry u
  WHERE u.tenant_id = :tenant AND u.day = m.day AND u.client_id = m.client_id AND u.meter = m.meter
  ORDER BY u.number DESC LIMIT 1) last ON true
WHERE m.total <> coalesce(last.total, 0)`

/** A day that was marked again meanwhile keeps its mark. */
const CLEAR = `
DELETE FROM usage_mark u USING json_to_recordset($1) AS a(client_id uuid, day date, marks int)
WHERE u.tenant_id = :tenant AND u.client_id = a.client_id AND u.day = a.day AND u.marks = a.marks`

interface MarkedDay {
  client_id: string
  day: string
  marks: number
}

async function round(sql: Sql, now: Date): Promise<number> {
  const [lock] = await sql<{ held: boolean }>(LOCK)
  if (lock?.held !== true) return 0
  const days = await sql<MarkedDay>(MARKED)
  if (days.length > 0) {
    await sql(COUNT, [JSON.stringify(days)])
    await sql(CLEAR, [JSON.stringify(days)])
  }
  if (days.length < DAYS_PER_ROUND) await judgeLimits(sql, now)
  return days.length
}

/** Brings a partner's ledger up to its roll-ups, and judges its limits. Returns how many days were counted. */
export async function settleUsage(caller: Caller): Promise<number> {
  let total = 0
  for (;;) {
    const counted = await unplanned(caller.scope, round)
    total += counted
    if (counted < DAYS_PER_ROUND) return total
  }
}

/** Every partner. */
export async function settleAllUsage(callerOf: (tenantId: string) => Caller): Promise<number> {
  const tenants = await platformQuery<{ tenant_id: string }>('SELECT tenant_id FROM partner')
  let total = 0
  for (const { tenant_id } of tenants) total += await settleUsage(callerOf(tenant_id))
  return total
}
