import type { Sql } from '@/infra/db'
import { markUsage } from '../usage/mark'
import { setDays, type WorkflowDay } from './days'
import { markDirtyDays } from './mark'
import { SETTLED_BEFORE } from './settled'
import { hourOf, ZONE_OF_WORKFLOW } from './zone'

/** Hours that are read again when clocks no longer agree on where an hour begins, per workflow and minute of the new hour. */
const QUARTERS = [0, 15, 30, 45]

interface Move {
  workflow_id: string
  client_id: string
  zone: string
  /** hours of the old clock are no hours of the new one (Kolkata begins its hours at half past) */
  is_shifted: boolean
}

const MOVES = `
SELECT w.id AS workflow_id, w.client_id, coalesce(z.zone, 'UTC') AS zone,
  EXISTS (SELECT FROM rollup_hour h WHERE h.tenant_id = w.tenant_id AND h.workflow_id = w.id
    AND h.hour <> ${hourOf('h.hour', `coalesce(z.zone, 'UTC')`)}) AS is_shifted
FROM rollup_home home JOIN workflow w ON w.tenant_id = home.tenant_id AND w.id = home.workflow_id ${ZONE_OF_WORKFLOW}
WHERE home.tenant_id = :tenant AND home.zone <> coalesce(z.zone, 'UTC')
ORDER BY w.id FOR UPDATE OF home`

/** The runs of a lost hour are in its own stretch of time, and so are the minutes marked here. */
const MARK_MINUTES = `
INSERT INTO rollup_minute AS m (tenant_id, workflow_id, minute, client_id, succeeded, failed, cancelled, duration_ms_sum, anchor_from, anchor_to)
SELECT h.tenant_id, h.workflow_id, h.hour + make_interval(mins => q), h.client_id, 0, 0, 0, 0, h.anchor_from, h.anchor_to
FROM rollup_hour h CROSS JOIN unnest($2::int[]) AS q WHERE h.tenant_id = :tenant AND h.workflow_id = $1 AND h.hour >= ${SETTLED_BEFORE}
ORDER BY 1, 2, 3
ON CONFLICT (tenant_id, workflow_id, minute) DO UPDATE SET dirty = true,
  anchor_from = least(m.anchor_from, excluded.anchor_from), anchor_to = greatest(m.anchor_to, excluded.anchor_to)`

const DAYS_OF_HOURS = `
SELECT DISTINCT h.workflow_id, h.client_id, $2::text AS zone, to_char(h.hour AT TIME ZONE $2, 'YYYY-MM-DD') AS day
FROM rollup_hour h WHERE h.tenant_id = :tenant AND h.workflow_id = $1`

async function move(sql: Sql, { workflow_id, client_id, zone, is_shifted }: Move): Promise<void> {
  if (is_shifted) {
    await sql(MARK_MINUTES, [workflow_id, QUARTERS])
    await sql(
      `DELETE FROM rollup_hour h WHERE h.tenant_id = :tenant AND h.workflow_id = $1 AND h.hour >= ${SETTLED_BEFORE}`,
      [workflow_id],
    )
  }
  const [old] = await sql<{ from: string | null; to: string | null }>(
    `WITH gone AS (DELETE FROM rollup_day d WHERE d.tenant_id = :tenant AND d.workflow_id = $1 RETURNING d.day, d.client_id),
     told AS (INSERT INTO usage_mark AS u (tenant_id, client_id, day) SELECT :tenant, client_id, day FROM gone ORDER BY client_id, day
       ON CONFLICT (tenant_id, client_id, day) DO UPDATE SET marks = u.marks + 1)
     SELECT min(day)::text AS from, max(day)::text AS to FROM gone`,
    [workflow_id],
  )
  const days = await sql<WorkflowDay>(DAYS_OF_HOURS, [workflow_id, zone])
  await setDays(sql, days)
  await markUsage(sql, days)
  await sql('UPDATE rollup_home h SET zone = $2 WHERE h.tenant_id = :tenant AND h.workflow_id = $1', [
    workflow_id,
    zone,
  ])
  if (old?.from && old.to)
    await markDirtyDays(sql, [
      { clientId: client_id, subject: `workflow:${workflow_id}`, reason: 'runs', fromDay: old.from, toDay: old.to },
    ])
}

/** Workflows whose plant, or whose plant's zone, is another than the one their days stand in: their days are settled anew. */
export async function settleMoves(sql: Sql): Promise<number> {
  const moves = await sql<Move>(MOVES)
  for (const each of moves) await move(sql, each)
  return moves.length
}

/** Remembers in which zone days stand that are settled for the first time. */
export async function rememberHomes(sql: Sql, days: readonly WorkflowDay[]): Promise<void> {
  await sql(
    `INSERT INTO rollup_home (tenant_id, workflow_id, client_id, zone)
     SELECT DISTINCT :tenant, workflow_id, client_id, zone FROM json_to_recordset($1) AS d(workflow_id uuid, client_id uuid, zone text)
     ORDER BY workflow_id ON CONFLICT DO NOTHING`,
    [JSON.stringify(days)],
  )
}
