import { addDays, localDay } from '@/domain/calendar/day'
import { platformQuery, type Sql } from '@/infra/db'
import type { Caller } from '../context'
import { unplanned } from '../effect/sealed'
import { loadObjectives, loadScopes, type StoredObjective } from '../objective/load'
import { SETTLED_BEFORE } from '../rollup/settled'
import { countDay } from './count'
import { openDay, openFrame } from './frame'
import { type SettledDay, storeDays } from './store'

/** Marks taken together, and promise-days counted in one transaction. */
const MARKS = 400
const DAYS_PER_ROUND = 60

interface Mark {
  clientId: string
  day: string
  subject: string
  marks: number
}

/** One worker at a time per partner: the older of two counts must not overwrite the newer. */
const LOCK = `SELECT pg_try_advisory_xact_lock(hashtextextended('promises ' || :tenant::text, 0)) AS held`

const TAKE = `
SELECT d.client_id AS "clientId", to_char(d.day, 'YYYY-MM-DD') AS day, d.subject, d.marks FROM dirty_day d
WHERE d.tenant_id = :tenant AND d.client_id = (SELECT client_id FROM dirty_day f WHERE f.tenant_id = :tenant AND f.client_id <> ALL($1::uuid[])
  ORDER BY f.marked_at LIMIT 1)
ORDER BY d.day DESC, d.subject LIMIT ${MARKS}`

/** A mark that came while its day was counted stays. */
const DONE = `
DELETE FROM dirty_day d USING json_to_recordset($1) AS m("clientId" uuid, day date, subject text, marks int)
WHERE d.tenant_id = :tenant AND d.client_id = m."clientId" AND d.day = m.day AND d.subject = m.subject AND d.marks = m.marks`

/**
 * Which days of which promises the marks are about, newest day first; days whose runs are gone stand as they are.
 * A workflow's day may begin earlier or later in a promise's zone.
 */
function pairsOf(
  marks: readonly Mark[],
  objectives: readonly StoredObjective[],
  scopes: ReadonlyMap<string, string[]>,
  { now, settledBefore }: { now: Date; settledBefore: Date },
) {
  const pairs = new Map<string, { objective: StoredObjective; day: string }>()
  const add = (objective: StoredObjective, day: string) => {
    const isOpen = day <= localDay(objective.zone, now) && day > localDay(objective.zone, settledBefore)
    if (isOpen) pairs.set(`${day} ${objective.id}`, { objective, day })
  }
  for (const { day, subject } of marks) {
    const [kind, id = ''] = subject.split(':')
    for (const objective of objectives) {
      if (kind === 'objective' ? objective.id !== id : kind === 'workflow' && !scopes.get(objective.id)?.includes(id))
        continue
      add(objective, day)
      if (kind === 'objective') continue
      add(objective, addDays(day, -1))
      add(objective, addDays(day, 1))
    }
  }
  return [...pairs.values()].sort((a, b) => (a.day < b.day ? 1 : -1))
}

type Pair = ReturnType<typeof pairsOf>[number]

async function settlePairs(sql: Sql, now: Date, clientId: string, pairs: readonly Pair[]): Promise<boolean> {
  const [lock] = await sql<{ held: boolean }>(LOCK)
  if (!lock?.held) return false
  const objectives = [...new Map(pairs.map(({ objective }) => [objective.id, objective])).values()]
  const frame = await openFrame(sql, clientId, objectives)
  for (const objective of objectives) {
    const days: SettledDay[] = []
    for (const { day } of pairs.filter((pair) => pair.objective.id === objective.id))
      days.push({ day, ...(await countDay(sql, frame, await openDay(sql, frame, objective, day), now)) })
    await storeDays(sql, objective, days, now)
  }
  return true
}

async function settleMarks(caller: Caller, marks: readonly Mark[], clientId: string): Promise<number | null> {
  const { pairs } = await unplanned(caller.scope, async (sql, now) => {
    const objectives = await loadObjectives(sql, { clientId })
    const scopes = await loadScopes(
      sql,
      objectives.map(({ id }) => id),
    )
    const [kept] = await sql<{ from: Date }>(`SELECT greatest(${SETTLED_BEFORE}, 'epoch') AS from`)
    return { pairs: pairsOf(marks, objectives, scopes, { now, settledBefore: kept?.from ?? new Date(0) }) }
  })
  for (let from = 0; from < pairs.length; from += DAYS_PER_ROUND) {
    const some = pairs.slice(from, from + DAYS_PER_ROUND)
    const isDone = await unplanned(caller.scope, (sql, now) => settlePairs(sql, now, clientId, some))
    if (!isDone) return null
  }
  await unplanned(caller.scope, (sql) => sql(DONE, [JSON.stringify(marks)]))
  return pairs.length
}

/** Settles every marked day of a partner's promises; returns how many promise-days were counted. Roll-ups come first: `rollUp`. */
export async function settlePromises(caller: Caller): Promise<number> {
  let total = 0
  const busy: string[] = []
  for (;;) {
    const marks = await unplanned(caller.scope, (sql) => sql<Mark>(TAKE, [busy]))
    const [first] = marks
    if (!first) return total
    const settled = await settleMarks(caller, marks, first.clientId)
    if (settled === null || marks.length < MARKS) busy.push(first.clientId)
    total += settled ?? 0
  }
}

/** Every partner with marked days. */
export async function settleAllPromises(callerOf: (tenantId: string) => Caller): Promise<number> {
  const tenants = await platformQuery<{ tenant_id: string }>('SELECT DISTINCT tenant_id FROM dirty_day')
  let total = 0
  for (const { tenant_id } of tenants) total += await settlePromises(callerOf(tenant_id))
  return total
}
