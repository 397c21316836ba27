import { localDay } from '@/domain/calendar/day'
import type { Tally } from '@/domain/objective/tally'
import { moveWindow, resettle, type WindowState, windowDays, windowStep } from '@/domain/rollup/window'
import type { Sql } from '@/infra/db'
import type { StoredObjective } from '../objective/load'

export interface SettledDay extends Tally {
  day: string
}

const DAYS = `
SELECT to_char(d.day, 'YYYY-MM-DD') AS day, d.eligible, d.good, d.bad, d.excluded FROM objective_day d
WHERE d.tenant_id = :tenant AND d.objective_id = $1 AND d.day = ANY($2::date[])`

async function loadDays(sql: Sql, objectiveId: string, days: readonly string[]): Promise<Map<string, SettledDay>> {
  if (days.length === 0) return new Map()
  return new Map((await sql<SettledDay>(DAYS, [objectiveId, days])).map((row) => [row.day, row]))
}

const SUMS = `
SELECT coalesce(sum(d.eligible), 0)::float8 AS eligible, coalesce(sum(d.good), 0)::float8 AS good, coalesce(sum(d.bad), 0)::float8 AS bad
FROM objective_day d WHERE d.tenant_id = :tenant AND d.objective_id = $1 AND d.day BETWEEN $2::date AND $3::date`

type Counts = Pick<Tally, 'eligible' | 'good' | 'bad'>

/** The window added up from its days, from nothing: what the running sums must equal. */
export async function recountWindow(
  sql: Sql,
  objectiveId: string,
  { fromDay, toDay }: { fromDay: string; toDay: string },
): Promise<WindowState> {
  const [sums] = await sql<Counts>(SUMS, [objectiveId, fromDay, toDay])
  return { fromDay, toDay, ...(sums ?? { eligible: 0, good: 0, bad: 0 }) }
}

const STATE = `
SELECT to_char(s.from_day, 'YYYY-MM-DD') AS "fromDay", to_char(s.to_day, 'YYYY-MM-DD') AS "toDay", s.eligible::float8 AS eligible,
  s.good::float8 AS good, s.bad::float8 AS bad
FROM objective_state s WHERE s.tenant_id = :tenant AND s.objective_id = $1 FOR UPDATE`

/** The state moved to the window of `now`; made from the days when there is none yet. */
async function presentState(sql: Sql, objective: StoredObjective, now: Date): Promise<WindowState> {
  const next = windowDays(objective.window, localDay(objective.zone, now))
  const [state] = await sql<WindowState>(STATE, [objective.id])
  if (!state) return recountWindow(sql, objective.id, next)
  if (state.fromDay === next.fromDay && state.toDay === next.toDay) return state
  const { leaving, entering } = windowStep(state, next)
  const known = await loadDays(sql, objective.id, [...leaving, ...entering])
  return moveWindow(state, next, (day) => known.get(day))
}

const SET_STATE = `
INSERT INTO objective_state (tenant_id, objective_id, client_id, from_day, to_day, eligible, good, bad, settled_at)
VALUES (:tenant, $1, $2, $3::date, $4::date, $5, $6, $7, $8)
ON CONFLICT (tenant_id, objective_id) DO UPDATE SET from_day = excluded.from_day, to_day = excluded.to_day, eligible = excluded.eligible,
  good = excluded.good, bad = excluded.bad, settled_at = excluded.settled_at`

export async function storeState(sql: Sql, objective: StoredObjective, state: WindowState, now: Date): Promise<void> {
  const { fromDay, toDay, eligible, good, bad } = state
  await sql(SET_STATE, [objective.id, objective.clientId, fromDay, toDay, eligible, good, bad, now])
}

/** Set, never added; the version rises only when a figure changed. */
const SET_DAYS = `
INSERT INTO objective_day AS d (tenant_id, objective_id, day, client_id, eligible, good, bad, excluded, settled_at)
SELECT :tenant, $1::uuid, day, $2::uuid, eligible, good, bad, excluded, $4::timestamptz
FROM json_to_recordset($3) AS r(day date, eligible int, good int, bad int, excluded jsonb) ORDER BY day
ON CONFLICT (tenant_id, objective_id, day) DO UPDATE SET eligible = excluded.eligible, good = excluded.good, bad = excluded.bad,
  excluded = excluded.excluded, settled_at = excluded.settled_at,
  version = d.version + CASE WHEN (d.eligible, d.good, d.bad, d.excluded) = (excluded.eligible, excluded.good, excluded.bad, excluded.excluded)
    THEN 0 ELSE 1 END`

/** Sets days of one promise and carries the difference into the sums of its present window. */
export async function storeDays(
  sql: Sql,
  objective: StoredObjective,
  days: readonly SettledDay[],
  now: Date,
): Promise<void> {
  let state = await presentState(sql, objective, now)
  const was = await loadDays(
    sql,
    objective.id,
    days.map(({ day }) => day),
  )
  await sql(SET_DAYS, [objective.id, objective.clientId, JSON.stringify(days), now])
  for (const day of days) state = resettle(state, day.day, was.get(day.day) ?? null, day)
  await storeState(sql, objective, state, now)
}
