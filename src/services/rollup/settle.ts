import { platformQuery, type Sql } from '@/infra/db'
import type { Caller } from '../context'
import { unplanned } from '../effect/sealed'
import { markUsage } from '../usage/mark'
import { setDays, type WorkflowDay } from './days'
import { rememberHomes, settleMoves } from './home'
import { clearDirtyMinutes, type DirtyHour, setHours } from './hours'
import { markDirtyDays } from './mark'

/** One worker at a time per partner: two recounts of one hour could otherwise overwrite the newer with the older. */
const LOCK = `SELECT pg_try_advisory_xact_lock(hashtextextended('rollup ' || :tenant::text, 0)) AS held`

/** A round reads every run of its hours: an hour of a very busy workflow may take longer than a page may. */
const PATIENCE = `SET LOCAL statement_timeout = '60s'`

async function isHeld(sql: Sql): Promise<boolean> {
  const [lock] = await sql<{ held: boolean }>(LOCK)
  return lock?.held === true
}

function daysOf(hours: readonly DirtyHour[]): WorkflowDay[] {
  const days = new Map(
    hours.map(({ workflow_id, client_id, zone, day }) => [
      `${workflow_id} ${day}`,
      { workflow_id, client_id, zone, day },
    ]),
  )
  return [...days.values()]
}

/** Dirty minutes → their hours, counted from the runs → their days, summed from the hours → promises of those days are due. */
async function round(sql: Sql, now: Date): Promise<number> {
  if (!(await isHeld(sql))) return 0
  await sql(PATIENCE)
  const hours = await clearDirtyMinutes(sql)
  if (hours.length === 0) return 0
  const days = daysOf(hours)
  await rememberHomes(sql, days)
  await setHours(sql, hours, now)
  await setDays(sql, days)
  const marks = days.map(({ workflow_id, client_id, day }) => ({
    ...{
      clientId: client_id,
      subject: `workflow:${workflow_id}` as const,
      reason: 'runs' as const,
      fromDay: day,
      toDay: day,
    },
  }))
  await markDirtyDays(sql, marks)
  await markUsage(sql, days)
  return hours.length
}

/** Brings a partner's hours and days up to date with its runs. Returns how many workflow-hours were set. */
export async function rollUp(caller: Caller): Promise<number> {
  await unplanned(caller.scope, async (sql) => ((await isHeld(sql)) ? settleMoves(sql) : 0))
  let total = 0
  for (;;) {
    const set = await unplanned(caller.scope, round)
    if (set === 0) return total
    total += set
  }
}

/** Every partner that has dirty minutes; `callerOf` mints the system's caller. */
export async function rollUpAll(callerOf: (tenantId: string) => Caller): Promise<number> {
  const tenants = await platformQuery<{ tenant_id: string }>('SELECT DISTINCT tenant_id FROM rollup_minute WHERE dirty')
  let total = 0
  for (const { tenant_id } of tenants) total += await rollUp(callerOf(tenant_id))
  return total
}

/** Every partner: a workflow may have moved to another plant without a run since. */
export async function settleAllMoves(callerOf: (tenantId: string) => Caller): Promise<number> {
  const tenants = await platformQuery<{ tenant_id: string }>('SELECT tenant_id FROM partner')
  let total = 0
  for (const { tenant_id } of tenants) {
    const { scope } = callerOf(tenant_id)
    total += await unplanned(scope, async (sql) => ((await isHeld(sql)) ? settleMoves(sql) : 0))
  }
  return total
}
