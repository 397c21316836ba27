import type { Sql } from '@/infra/db'
import { AppError } from '@/lib/errors'
import type { Caller } from '../context'
import { settleClientLedger } from '../ledger/settle'
import { settlePromises } from '../objective-day/settle'
import { rollUp } from '../rollup/settle'
import type { MonthKey } from './store'

/**
 * Brings everything a month rests on up to date with the news that has arrived: hours and days of runs, ledgers of what was
 * expected, days of promises. In transactions of its own, as the worker does every few seconds, so usually nothing is left.
 */
export async function settleClient(caller: Caller, clientId: string): Promise<void> {
  await rollUp(caller)
  await settleClientLedger(caller, clientId)
  await settlePromises(caller)
}

const LEFT = `
SELECT count(*)::int AS n FROM dirty_day d
WHERE d.tenant_id = :tenant AND d.client_id = ANY(:clients) AND d.client_id = $1
  AND d.day >= ($2 || '-01')::date AND d.day < ($2 || '-01')::date + interval '1 month'`

/** @throws AppError CONFLICT while days of the month wait to be counted again */
export async function demandSettled(sql: Sql, { clientId, month }: MonthKey): Promise<void> {
  const [left] = await sql<{ n: number }>(LEFT, [clientId, month])
  if (left && left.n > 0)
    throw new AppError('CONFLICT', 'Days of this month are being counted again. Try again in a few seconds.')
}
