import { emptySketch } from '@/domain/rollup/sketch'
import { addSketchBytes, sketchBytes } from '@/domain/rollup/sketch-proto'
import type { Sql } from '@/infra/db'

/** A day of a workflow in the zone its hours stand in; `day` is YYYY-MM-DD. */
export interface WorkflowDay {
  workflow_id: string
  client_id: string
  zone: string
  day: string
}

const SUMS = ['succeeded', 'failed', 'cancelled', 'manual', 'duration_ms_sum']

/** A day's hours are found by its bounds, a good hour to each side, and kept by their own local date: no rule about days is needed here. */
const COUNT = `
WITH asked AS MATERIALIZED (
  SELECT d.*, (d.day::timestamp AT TIME ZONE d.zone) - interval '2 hours' AS first,
    ((d.day::date + 1)::timestamp AT TIME ZONE d.zone) + interval '2 hours' AS last
  FROM json_to_recordset($1) AS d(workflow_id uuid, client_id uuid, zone text, day text)
)
SELECT d.workflow_id, d.client_id, d.day, ${SUMS.map((name) => `coalesce(sum(h.${name}), 0)::float8 AS ${name}`).join(', ')},
  max(h.duration_ms_max)::float8 AS duration_ms_max, string_agg(h.sketch, ''::bytea ORDER BY h.hour) AS sketches
FROM asked d
LEFT JOIN rollup_hour h ON h.tenant_id = :tenant AND h.workflow_id = d.workflow_id
  AND h.hour >= d.first AND h.hour < d.last
  AND (h.hour AT TIME ZONE d.zone)::date = d.day::date
GROUP BY 1, 2, 3`

const SET = `
INSERT INTO rollup_day (tenant_id, workflow_id, day, client_id, ${SUMS.join(', ')}, duration_ms_max, sketch)
SELECT :tenant, workflow_id, day, client_id, ${SUMS.join(', ')}, duration_ms_max, decode(sketch, 'base64')
FROM json_to_recordset($1) AS r(workflow_id uuid, day date, client_id uuid, succeeded int, failed int, cancelled int, manual int,
  duration_ms_sum bigint, duration_ms_max bigint, sketch text)
ORDER BY workflow_id, day
ON CONFLICT (tenant_id, workflow_id, day) DO UPDATE SET ${[...SUMS, 'duration_ms_max', 'sketch'].map((name) => `${name} = excluded.${name}`).join(', ')}`

interface DaySum extends Record<string, unknown> {
  sketches: Buffer | null
}

/** Equal sketches merged in any order give equal bytes, so a day settled twice is the same day. */
function dayRow({ sketches, ...sum }: DaySum) {
  const sketch = emptySketch()
  if (sketches) addSketchBytes(sketch, sketches)
  return { ...sum, sketch: sketchBytes(sketch)?.toString('base64') ?? null }
}

/** Sets days from their hours. */
export async function setDays(sql: Sql, days: readonly WorkflowDay[]): Promise<void> {
  if (days.length === 0) return
  const sums = await sql<DaySum>(COUNT, [JSON.stringify(days)])
  await sql(SET, [JSON.stringify(sums.map(dayRow))])
}
