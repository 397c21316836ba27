import { newId } from '@/lib/ids'
import { rowsOf, type Sender } from '../sender'

/** Rules that have been late, whose deadline is `firstMs` from now, and one more every `apartMs`. */
export async function makeProbes(
  sender: Sender,
  count: number,
  { firstMs, apartMs }: { firstMs: number; apartMs: number },
): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(
    `WITH w AS (INSERT INTO workflow (tenant_id, id, client_id, key, name, lifecycle, tier, created_at)
       SELECT $1, gen_random_uuid(), $2, $3 || n, 'Due ' || n, 'live', 1, now() FROM generate_series(1, $4::int) n RETURNING id, key),
     t AS (SELECT w.id AS workflow_id, gen_random_uuid() AS id,
         date_trunc('milliseconds', now()) + ($5::float8 + $6::float8 * row_number() OVER (ORDER BY w.key)) * interval '1 millisecond' AS deadline FROM w),
     e AS (INSERT INTO expectation (tenant_id, id, client_id, workflow_id, kind, interval_s, zone, grace_s, created_at)
       SELECT $1, id, $2, workflow_id, 'interval', 3600, 'UTC', 60, now() - interval '1 day' FROM t)
     INSERT INTO expectation_state (tenant_id, expectation_id, client_id, workflow_id, status, since, due_at, last_met_at, next_check_at, seq, version)
     SELECT $1, id, $2, workflow_id, 'late', deadline - interval '59 seconds', deadline - interval '60 seconds', deadline - interval '1 hour', deadline, 2, 1
     FROM t RETURNING expectation_id AS id`,
    [sender.tenantId, sender.clientId, `due-${newId().slice(-12)}-`, count, firstMs, apartMs],
  )
  return rows.map(({ id }) => id)
}
