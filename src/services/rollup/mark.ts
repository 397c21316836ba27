import type { Sql } from '@/infra/db'

/** Which promises a mark is about: every one of the client, those over one workflow, or one alone. */
export type DirtySubject = '*' | `workflow:${string}` | `objective:${string}`

/** Why days must be settled again; shown to whoever asks why a figure changed. */
export type DirtyReason = 'runs' | 'obligations' | 'downtime' | 'calendar' | 'maintenance' | 'contract' | 'objective'

export interface DirtyMark {
  clientId: string
  subject: DirtySubject
  reason: DirtyReason
  /** first and last local day, YYYY-MM-DD; days after today are ignored by whoever settles */
  fromDay: string
  toDay: string
}

const MARK = `
INSERT INTO dirty_day AS d (tenant_id, client_id, day, subject, reason)
SELECT :tenant, m.client_id, day::date, m.subject, min(m.reason)
FROM json_to_recordset($1) AS m(client_id uuid, subject text, reason text, from_day date, to_day date)
CROSS JOIN LATERAL generate_series(m.from_day, least(m.to_day, now()::date + 1), interval '1 day') AS day
GROUP BY m.client_id, day, m.subject ORDER BY m.client_id, day, m.subject
ON CONFLICT (tenant_id, client_id, day, subject) DO UPDATE SET marks = d.marks + 1, reason = excluded.reason, marked_at = clock_timestamp()`

/**
 * Marks days whose promises must be settled again, in the transaction that changed what they rest on (`ctx.sql` of any verb, or
 * the worker's). The worker settles within seconds. Marking too much costs work, never a wrong figure.
 */
export async function markDirtyDays(sql: Sql, marks: readonly DirtyMark[]): Promise<void> {
  if (marks.length === 0) return
  const rows = marks.map(({ clientId, fromDay, toDay, ...mark }) => ({
    ...mark,
    client_id: clientId,
    from_day: fromDay,
    to_day: toDay,
  }))
  await sql(MARK, [JSON.stringify(rows)])
}

const DAY_MS = 86_400_000

/** The same for a stretch of instants: every local day that it touches in any zone of the world (UTC−12 … UTC+14). */
export async function markDirtySpan(
  sql: Sql,
  { from, to, ...mark }: Pick<DirtyMark, 'clientId' | 'subject' | 'reason'> & { from: Date; to: Date },
): Promise<void> {
  const day = (at: number) => new Date(at).toISOString().slice(0, 10)
  await markDirtyDays(sql, [{ ...mark, fromDay: day(from.getTime() - DAY_MS / 2), toDay: day(to.getTime() + DAY_MS) }])
}
