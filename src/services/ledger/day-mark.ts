import type { Sql } from '@/infra/db'
import type { WatchedExpectation, WatchedRun } from '../evaluation/evaluate-watch'

/** A day that changes all the time is settled again at most once a minute. */
const SETTLE_AGAIN_MS = 60_000

/**
 * Days whose ledger a run may change: from the day of the slot it may have been for, to the day of its end. Only days that
 * stand settled, or would be looked at later, are touched: a run of today writes nothing here most of the time.
 */
const MARK = `
UPDATE expectation_day d SET check_at = $4
FROM (
  SELECT x.id, least($2::timestamptz, (SELECT max(o.due_at) FROM obligation o
    WHERE o.tenant_id = :tenant AND o.expectation_id = x.id AND o.due_at <= $2::timestamptz + interval '1 minute')) AS since
  FROM unnest($1::uuid[]) AS x (id)
) touched
WHERE d.tenant_id = :tenant AND d.expectation_id = touched.id AND (d.check_at IS NULL OR d.check_at > $4)
  AND d.day BETWEEN (touched.since - interval '1 day')::date AND ($3::timestamptz + interval '1 day')::date`

/** Marks what must be settled again after runs were looked at. */
export async function markDays(
  sql: Sql,
  expectations: readonly WatchedExpectation[],
  runs: readonly WatchedRun[],
  now: Date,
): Promise<void> {
  const counted = runs.filter(({ isManual }) => !isManual)
  if (expectations.length === 0 || counted.length === 0) return
  const instants = counted.flatMap(({ at, startedAt }) => [at.getTime(), startedAt?.getTime() ?? at.getTime()])
  const [from, to] = [new Date(Math.min(...instants)), new Date(Math.max(...instants))]
  const at = new Date(now.getTime() + SETTLE_AGAIN_MS)
  await sql(MARK, [expectations.map(({ id }) => id), from, to, at])
}

/** Everything of an expectation from an instant on is settled again: its rule, calendar or what is owed has changed. */
export async function markFrom(sql: Sql, expectationIds: readonly string[], from: Date): Promise<void> {
  await sql(
    `UPDATE expectation_day d SET check_at = now() WHERE d.tenant_id = :tenant AND d.expectation_id = ANY($1::uuid[])
       AND d.day >= ($2::timestamptz - interval '1 day')::date`,
    [expectationIds, from],
  )
}
