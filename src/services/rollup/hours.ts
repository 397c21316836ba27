import { addBin, emptySketch, MULTIPLIER } from '@/domain/rollup/sketch'
import { sketchBytes } from '@/domain/rollup/sketch-proto'
import type { Sql } from '@/infra/db'
import { SETTLED_BEFORE } from './settled'
import { hourOf, ZONE_OF_WORKFLOW } from './zone'

/** Dirty minutes taken in one transaction; their rows stay locked for senders until it commits. */
const MINUTES_PER_ROUND = 2_000
/** An hour with very many runs is read again only after this long per run: a tenth of a second per thousand. */
const PAUSE_MS_PER_RUN = 0.1
const PAUSE_FROM_RUNS = 100_000

/** An hour of a workflow that has to be counted again, and between which anchors its runs lie. */
export interface DirtyHour {
  workflow_id: string
  client_id: string
  zone: string
  hour: Date
  /** the plant's local date, YYYY-MM-DD */
  day: string
  /** as text, to the microsecond; null: from before anchors were kept */
  anchor_from: string | null
  anchor_to: string | null
}

/**
 * Clears first: what arrives after this marks its minute again. A workflow that has moved is counted where it
 * stood until it is moved. News of a time whose runs are gone changes nothing.
 */
const CLEAR = `
WITH picked AS (
  SELECT m.workflow_id, m.minute FROM rollup_minute m WHERE m.tenant_id = :tenant AND m.dirty
    AND NOT EXISTS (SELECT FROM rollup_hour h WHERE h.tenant_id = m.tenant_id AND h.workflow_id = m.workflow_id
      AND h.hour > m.minute - interval '1 hour' AND h.hour <= m.minute AND h.next_at > clock_timestamp())
  ORDER BY m.workflow_id, m.minute LIMIT ${MINUTES_PER_ROUND} FOR UPDATE SKIP LOCKED
), cleared AS (
  UPDATE rollup_minute m SET dirty = false FROM picked
  WHERE m.tenant_id = :tenant AND m.workflow_id = picked.workflow_id AND m.minute = picked.minute
  RETURNING m.workflow_id, m.client_id, m.minute, m.anchor_from, m.anchor_to
), zoned AS (
  SELECT w.tenant_id, w.id, coalesce(home.zone, z.zone, 'UTC') AS zone
  FROM (SELECT DISTINCT workflow_id FROM cleared) c JOIN workflow w ON w.tenant_id = :tenant AND w.id = c.workflow_id
  LEFT JOIN rollup_home home ON home.tenant_id = w.tenant_id AND home.workflow_id = w.id ${ZONE_OF_WORKFLOW}
)
SELECT c.workflow_id, c.client_id, zoned.zone, ${hourOf('c.minute', 'zoned.zone')} AS hour,
  to_char(${hourOf('c.minute', 'zoned.zone')} AT TIME ZONE zoned.zone, 'YYYY-MM-DD') AS day,
  CASE WHEN bool_and(c.anchor_from IS NOT NULL) THEN min(c.anchor_from)::text END AS anchor_from,
  CASE WHEN bool_and(c.anchor_to IS NOT NULL) THEN max(c.anchor_to)::text END AS anchor_to
FROM cleared c JOIN zoned ON zoned.id = c.workflow_id
WHERE c.minute >= ${SETTLED_BEFORE}
GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 4`

export function clearDirtyMinutes(sql: Sql): Promise<DirtyHour[]> {
  return sql<DirtyHour>(CLEAR)
}

/** A run that began longer ago than this before its end was not expected before anchors were kept. */
const WIDE = `interval '2 days'`

/**
 * Counts the runs themselves: the same statement for the hour that is running and for one of last month. Only the rows between the
 * anchors of the hour's runs are read; `asked` is made first, so that the anchors are plain columns an index can be asked for. Durations are of succeeded runs, as `durationOf` in domain/execution.
 */
const COUNT = `
WITH asked AS MATERIALIZED (
  SELECT a.n, a.workflow_id, a.hour, a.zone,
    least(h.anchor_from, coalesce(a.anchor_from, a.hour - ${WIDE})) AS anchor_from,
    greatest(h.anchor_to, coalesce(a.anchor_to, a.hour + ${WIDE})) AS anchor_to
  FROM json_to_recordset($1) AS a(n int, workflow_id uuid, hour timestamptz, zone text, anchor_from timestamptz, anchor_to timestamptz)
  LEFT JOIN rollup_hour h ON h.tenant_id = :tenant AND h.workflow_id = a.workflow_id AND h.hour = a.hour
)
SELECT a.n, a.anchor_from::text, a.anchor_to::text, x.status, x.is_manual, x.bin, coalesce(x.runs, 0)::int AS runs, x.ms_sum, x.ms_max
FROM asked a LEFT JOIN LATERAL (
  SELECT r.status::text AS status, r.is_manual, CASE WHEN r.ms < 1 THEN -1 ELSE ceil(ln(r.ms) * ${MULTIPLIER})::int END AS bin,
    count(*) AS runs, sum(r.ms)::float8 AS ms_sum, max(r.ms)::float8 AS ms_max
  FROM (
    SELECT e.status, e.is_manual, CASE WHEN e.status = 'succeeded' AND NOT e.is_manual THEN
      coalesce(e.duration_ms, greatest(0, round(extract(epoch FROM e.ended_at - e.started_at) * 1000)))::float8 END AS ms
    FROM execution e
    WHERE e.tenant_id = :tenant AND e.workflow_id = a.workflow_id AND e.anchor_at >= a.anchor_from AND e.anchor_at <= a.anchor_to
      AND e.status <> 'running' AND e.ended_at >= a.hour AND e.ended_at < a.hour + interval '1 hour'
      AND ${hourOf('e.ended_at', 'a.zone')} = a.hour) r
  GROUP BY 1, 2, 3) x ON true`

interface Group {
  n: number
  anchor_from: string
  anchor_to: string
  status: 'succeeded' | 'failed' | 'cancelled' | null
  is_manual: boolean | null
  bin: number | null
  runs: number
  ms_sum: number | null
  ms_max: number | null
}

function hourRow(hour: DirtyHour, groups: readonly Group[], now: Date) {
  const counts = { succeeded: 0, failed: 0, cancelled: 0, manual: 0 }
  const sketch = emptySketch()
  let [sum, max, runs]: [number, number | null, number] = [0, null, 0]
  for (const group of groups) {
    runs += group.runs
    if (group.status) counts[group.is_manual ? 'manual' : group.status] += group.runs
    if (group.bin === null) continue
    addBin(sketch, group.bin < 0 ? null : group.bin, group.runs)
    sum += group.ms_sum ?? 0
    max = Math.max(max ?? 0, group.ms_max ?? 0)
  }
  return {
    ...{ workflow_id: hour.workflow_id, client_id: hour.client_id, hour: hour.hour, ...counts },
    ...{ duration_ms_sum: sum, duration_ms_max: max, sketch: sketchBytes(sketch)?.toString('base64') ?? null },
    ...{ anchor_from: groups[0]?.anchor_from ?? null, anchor_to: groups[0]?.anchor_to ?? null },
    next_at: runs < PAUSE_FROM_RUNS ? null : new Date(now.getTime() + runs * PAUSE_MS_PER_RUN),
  }
}

/** Sets, never adds: the hour is the count of its runs, however often this is done. */
const SET = `
INSERT INTO rollup_hour (tenant_id, workflow_id, hour, client_id, succeeded, failed, cancelled, manual, duration_ms_sum, duration_ms_max,
  sketch, anchor_from, anchor_to, settled_at, next_at)
SELECT :tenant, workflow_id, hour, client_id, succeeded, failed, cancelled, manual, duration_ms_sum, duration_ms_max,
  decode(sketch, 'base64'), anchor_from, anchor_to, now(), next_at
FROM json_to_recordset($1) AS r(workflow_id uuid, hour timestamptz, client_id uuid, succeeded int, failed int, cancelled int, manual int,
  duration_ms_sum bigint, duration_ms_max bigint, sketch text, anchor_from timestamptz, anchor_to timestamptz, next_at timestamptz)
ORDER BY workflow_id, hour
ON CONFLICT (tenant_id, workflow_id, hour) DO UPDATE SET succeeded = excluded.succeeded, failed = excluded.failed,
  cancelled = excluded.cancelled, manual = excluded.manual, duration_ms_sum = excluded.duration_ms_sum,
  duration_ms_max = excluded.duration_ms_max, sketch = excluded.sketch, anchor_from = excluded.anchor_from,
  anchor_to = excluded.anchor_to, settled_at = excluded.settled_at, next_at = excluded.next_at`

/** Sets hours from their runs. */
export async function setHours(sql: Sql, hours: readonly DirtyHour[], now: Date): Promise<void> {
  const groups = await sql<Group>(COUNT, [JSON.stringify(hours.map((hour, n) => ({ n, ...hour })))])
  const byHour = new Map<number, Group[]>()
  for (const group of groups) byHour.set(group.n, [...(byHour.get(group.n) ?? []), group])
  await sql(SET, [JSON.stringify(hours.map((hour, n) => hourRow(hour, byHour.get(n) ?? [], now)))])
}
