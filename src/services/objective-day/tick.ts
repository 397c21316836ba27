import { addDays, daySpan, localDay } from '@/domain/calendar/day'
import { platformQuery, type Sql } from '@/infra/db'
import { logger } from '@/infra/logger'
import type { Caller } from '../context'
import { unplanned } from '../effect/sealed'
import { loadObjectives, type StoredObjective } from '../objective/load'
import { type DirtyMark, markDirtyDays } from '../rollup/mark'
import { recountWindow, storeState } from './store'

/** Time alone changes figures: slices pass, days begin. */
const SLICES_EVERY_MS = 60_000
/** A new promise shows what it would have come to: the last month and this one. */
const FIRST_DAYS = 62

interface Standing {
  objectiveId: string
  toDay: string | null
  todayAt: Date | null
  yesterdayAt: Date | null
}

const STANDING = `
SELECT o.id AS "objectiveId", to_char(s.to_day, 'YYYY-MM-DD') AS "toDay", t.settled_at AS "todayAt", y.settled_at AS "yesterdayAt"
FROM json_to_recordset($1) AS o(id uuid, today date)
LEFT JOIN objective_state s ON s.tenant_id = :tenant AND s.objective_id = o.id
LEFT JOIN objective_day t ON t.tenant_id = :tenant AND t.objective_id = o.id AND t.day = o.today
LEFT JOIN objective_day y ON y.tenant_id = :tenant AND y.objective_id = o.id AND y.day = o.today - 1`

/** The first day on which time alone has changed a promise's figures; null when none has. */
function staleFrom(objective: StoredObjective, standing: Standing, now: Date): string | null {
  const today = localDay(objective.zone, now)
  if (standing.toDay === null) return addDays(today, 1 - FIRST_DAYS)
  if (standing.toDay < today) return standing.toDay
  if (objective.form !== 'timeslices') return null
  const { from } = daySpan(objective.zone, today)
  if (!standing.yesterdayAt || standing.yesterdayAt < from) return addDays(today, -1)
  const isOld = !standing.todayAt || standing.todayAt.getTime() < now.getTime() - SLICES_EVERY_MS
  return isOld ? today : null
}

async function markStale(sql: Sql, now: Date): Promise<void> {
  const objectives = await loadObjectives(sql)
  const asked = objectives.map(({ id, zone }) => ({ id, today: localDay(zone, now) }))
  const standings = new Map(
    (await sql<Standing>(STANDING, [JSON.stringify(asked)])).map((row) => [row.objectiveId, row]),
  )
  const marks = objectives.flatMap((objective): DirtyMark[] => {
    const standing = standings.get(objective.id)
    const fromDay = standing && staleFrom(objective, standing, now)
    if (!fromDay) return []
    const { id, clientId, zone } = objective
    return [{ clientId, subject: `objective:${id}`, reason: 'objective', fromDay, toDay: localDay(zone, now) }]
  })
  await markDirtyDays(sql, marks)
}

const DUE_AUDITS = `
SELECT s.objective_id AS id, to_char(s.from_day, 'YYYY-MM-DD') AS "fromDay", to_char(s.to_day, 'YYYY-MM-DD') AS "toDay",
  s.eligible::float8 AS eligible, s.good::float8 AS good, s.bad::float8 AS bad
FROM objective_state s
WHERE s.tenant_id = :tenant AND coalesce(s.audited_at, s.settled_at) < $1::timestamptz - interval '24 hours'
ORDER BY s.objective_id LIMIT 500 FOR UPDATE SKIP LOCKED`

/** Once a day each running sum is added up again from its days. A difference is a defect: it is recorded, and set right. */
async function auditWindows(sql: Sql, now: Date): Promise<number> {
  let drifts = 0
  const due = await sql<{ id: string; fromDay: string; toDay: string; eligible: number; good: number; bad: number }>(
    DUE_AUDITS,
    [now],
  )
  const objectives = new Map((await loadObjectives(sql, { withArchived: true })).map((each) => [each.id, each]))
  for (const { id, ...state } of due) {
    const recount = await recountWindow(sql, id, state)
    const isEqual = recount.eligible === state.eligible && recount.good === state.good && recount.bad === state.bad
    const objective = objectives.get(id)
    if (!isEqual && objective) {
      logger.error({ objectiveId: id, state, recount }, 'the running sums of a promise differed from its days')
      await storeState(sql, objective, recount, now)
      drifts++
    }
    await sql(
      'UPDATE objective_state s SET audited_at = $2, drifts = s.drifts + $3 WHERE s.tenant_id = :tenant AND s.objective_id = $1',
      [id, now, isEqual ? 0 : 1],
    )
  }
  return drifts
}

/** Marks what time alone has changed, and audits the running sums; returns how many of them had drifted. */
export async function tickPromises(caller: Caller): Promise<number> {
  return unplanned(caller.scope, async (sql, now) => {
    await markStale(sql, now)
    return auditWindows(sql, now)
  })
}

/** Every partner. */
export async function tickAllPromises(callerOf: (tenantId: string) => Caller): Promise<void> {
  const tenants = await platformQuery<{ tenant_id: string }>('SELECT tenant_id FROM partner')
  for (const { tenant_id } of tenants) await tickPromises(callerOf(tenant_id))
}
