import { LATE_WINDOW_MS } from '@/domain/month/timeline'
import { platformQuery } from '@/infra/db'
import { logger } from '@/infra/logger'
import { AppError } from '@/lib/errors'
import type { Caller } from '../context'
import { sealed } from '../effect/sealed'
import { addAddendum } from './addendum'
import { freezeMonth } from './freeze'

interface ClientMonthRow {
  tenant_id: string
  client_id: string
  month: string
  [column: string]: unknown
}

/** A month that ended so long ago by every clock of the world (UTC−12) and is not frozen yet, of clients that want it frozen. */
const TO_FREEZE = `
SELECT s.tenant_id, s.client_id, to_char(m.first, 'YYYY-MM') AS month FROM month_setting s
CROSS JOIN LATERAL (SELECT date_trunc('month', $1::timestamptz - interval '36 hours' - $2 * interval '1 ms', 'UTC') - interval '1 month' AS first) m
WHERE s.is_automatic AND NOT EXISTS (SELECT FROM month_freeze f
  WHERE f.tenant_id = s.tenant_id AND f.client_id = s.client_id AND f.month = to_char(m.first, 'YYYY-MM'))`

const FROZEN = `SELECT DISTINCT f.tenant_id, f.client_id, f.month FROM month_freeze f ORDER BY f.tenant_id, f.client_id, f.month DESC`

/** Late news may have touched a frozen month: its days were counted again after what was last told. */
const CHANGED = `
SELECT EXISTS (SELECT FROM objective_day d WHERE d.tenant_id = :tenant AND d.client_id = $1
    AND d.day >= ($2 || '-01')::date AND d.day < ($2 || '-01')::date + interval '1 month' AND d.settled_at > told.at)
  OR EXISTS (SELECT FROM expectation_day d WHERE d.tenant_id = :tenant AND d.client_id = $1
    AND d.day >= ($2 || '-01')::date AND d.day < ($2 || '-01')::date + interval '1 month' AND d.settled_at > told.at) AS changed
FROM (SELECT greatest(max(f.frozen_at), (SELECT max(a.added_at) FROM month_addendum a
  WHERE a.tenant_id = :tenant AND a.client_id = $1 AND a.month = $2)) AS at
  FROM month_freeze f WHERE f.tenant_id = :tenant AND f.client_id = $1 AND f.month = $2) told`

const LATE_NEWS = 'News that arrived after the freeze changed these figures.'

/** One client's trouble is no other's; what could not be done now is tried again at the next pass. */
async function attempt(row: ClientMonthRow, work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work()
    return true
  } catch (error) {
    const { tenant_id: tenantId, client_id: clientId, month } = row
    const level = error instanceof AppError ? 'info' : 'error'
    logger[level](
      { err: error, tenantId, clientId, month },
      'a month could not be brought up to date; it is tried again',
    )
    return false
  }
}

async function isTouched(caller: Caller, { client_id, month }: ClientMonthRow): Promise<boolean> {
  const [row] = await sealed(caller.scope, (sql) => sql<{ changed: boolean | null }>(CHANGED, [client_id, month]))
  return row?.changed === true
}

/**
 * Freezes what is due where people asked for it, and adds to frozen months what late news changed. Safe beside other workers:
 * a month is frozen once, and an addendum that changes nothing is not written. Returns how many were looked at.
 */
export async function keepMonths(callerOf: (tenantId: string) => Caller, now: Date): Promise<number> {
  const due = await platformQuery<ClientMonthRow>(TO_FREEZE, [now, LATE_WINDOW_MS])
  let looked = 0
  for (const row of due) {
    const caller = callerOf(row.tenant_id)
    const input = { clientId: row.client_id, month: row.month, reason: null }
    if (await attempt(row, () => freezeMonth(caller, input))) looked++
  }
  for (const row of await platformQuery<ClientMonthRow>(FROZEN)) {
    const caller = callerOf(row.tenant_id)
    const input = { clientId: row.client_id, month: row.month, reason: LATE_NEWS }
    if ((await isTouched(caller, row)) && (await attempt(row, () => addAddendum(caller, input)))) looked++
  }
  return looked
}
