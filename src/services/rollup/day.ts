import { platformQuery, type Sql } from '@/infra/db'
import type { Caller } from '../context'
import { sealed } from '../effect/sealed'

/** Dirty minutes taken in one transaction; their rows stay locked for senders until it commits. */
const MINUTES_PER_ROUND = 2_000

interface DirtyDay {
  workflow_id: string
  client_id: string
  zone: string
  day: string
}

/** One worker at a time per partner: two recounts of one day could otherwise overwrite the newer with the older. */
const LOCK = `SELECT pg_try_advisory_xact_lock(hashtextextended('rollup-day ' || :tenant::text, 0)) AS held`

/** Clears first: what arrives after this marks its minute again. Days are the plant's; a workflow without a plant counts in UTC. */
const CLEAR = `
WITH picked AS (
  SELECT workflow_id, minute FROM rollup_minute WHERE tenant_id = :tenant AND dirty
  ORDER BY workflow_id, minute LIMIT ${MINUTES_PER_ROUND} FOR UPDATE SKIP LOCKED
), cleared AS (
  UPDATE rollup_minute m SET dirty = false FROM picked
  WHERE m.tenant_id = :tenant AND m.workflow_id = picked.workflow_id AND m.minute = picked.minute
  RETURNING m.workflow_id, m.client_id, m.minute
)
SELECT DISTINCT c.workflow_id, c.client_id, coalesce(s.zone, 'UTC') AS zone, (c.minute AT TIME ZONE coalesce(s.zone, 'UTC'))::date::text AS day
FROM cleared c JOIN workflow w ON w.tenant_id = :tenant AND w.id = c.workflow_id
LEFT JOIN site s ON s.tenant_id = :tenant AND s.id = w.site_id`

/** Sets, never adds: the day is the sum of its minutes, however often this runs. */
const RECOUNT = `
INSERT INTO rollup_day (tenant_id, workflow_id, day, client_id, succeeded, failed, cancelled, duration_ms_sum)
SELECT :tenant, d.workflow_id, d.day, d.client_id, n.succeeded, n.failed, n.cancelled, n.duration_ms_sum
FROM json_to_recordset($1) AS d(workflow_id uuid, client_id uuid, zone text, day date)
CROSS JOIN LATERAL (
  SELECT coalesce(sum(m.succeeded), 0) AS succeeded, coalesce(sum(m.failed), 0) AS failed,
    coalesce(sum(m.cancelled), 0) AS cancelled, coalesce(sum(m.duration_ms_sum), 0) AS duration_ms_sum
  FROM rollup_minute m WHERE m.tenant_id = :tenant AND m.workflow_id = d.workflow_id
    AND m.minute >= d.day::timestamp AT TIME ZONE d.zone AND m.minute < (d.day + 1)::timestamp AT TIME ZONE d.zone
) n
ORDER BY d.workflow_id, d.day
ON CONFLICT (tenant_id, workflow_id, day) DO UPDATE SET succeeded = excluded.succeeded, failed = excluded.failed,
  cancelled = excluded.cancelled, duration_ms_sum = excluded.duration_ms_sum`

async function round(sql: Sql): Promise<number> {
  const [lock] = await sql<{ held: boolean }>(LOCK)
  if (!lock?.held) return 0
  const days = await sql<DirtyDay>(CLEAR)
  if (days.length > 0) await sql(RECOUNT, [JSON.stringify(days)])
  return days.length
}

/** Brings a partner's day roll-ups up to date with the minutes. Returns how many workflow-days were set. */
export async function rollUpDays(caller: Caller): Promise<number> {
  let total = 0
  for (;;) {
    const set = await sealed(caller.scope, round)
    if (set === 0) return total
    total += set
  }
}

/** Every partner that has dirty minutes; `callerOf` mints the system's caller. */
export async function rollUpAllDays(callerOf: (tenantId: string) => Caller): Promise<number> {
  const tenants = await platformQuery<{ tenant_id: string }>('SELECT DISTINCT tenant_id FROM rollup_minute WHERE dirty')
  let total = 0
  for (const { tenant_id } of tenants) total += await rollUpDays(callerOf(tenant_id))
  return total
}
