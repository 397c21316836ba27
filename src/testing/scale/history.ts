import type pg from 'pg'
import { addDuration, emptySketch } from '@/domain/rollup/sketch'
import { sketchBytes } from '@/domain/rollup/sketch-proto'
import { ensurePartitions } from '@/infra/partitions'
import { newId } from '@/lib/ids'

const HISTORY_DAYS = 90
const HISTORY_WORKFLOWS = 40
/** The last two days hold the same number of runs whatever the history: what grows is the past. */
const RECENT_RUNS = 20_000

export interface HistoryPlan {
  tenantId: string
  clientId: string
  /** runs in all, over 90 days */
  executions: number
  /** hours and days as the worker leaves them, from SQL, with one sketch for all; else left to the worker as dirty minutes */
  areRolledUp: boolean
}

export interface History {
  workflowIds: string[]
  processId: string
  siteId: string
}

const WORKFLOWS = `
INSERT INTO workflow (tenant_id, id, client_id, site_id, process_id, key, name, lifecycle, tier, created_at)
SELECT $1, gen_random_uuid(), $2, $3, $4, 'history-' || to_char(n, 'FM00'), 'History ' || n, 'live', 1 + n % 3, now() - interval '120 days'
FROM generate_series(0, $5::int - 1) n RETURNING id`

/**
 * Runs made inside the server in the order of time: about 200,000 a second. A UUIDv7's first 48 bits are the anchor in milliseconds (RFC 9562 §5.7);
 * durations are log-normal around 0.5 to 20 s, by workflow; 97 % succeed, 2 % fail.
 */
const RUNS = `
INSERT INTO execution (tenant_id, id, anchor_at, client_id, workflow_id, source_id, run_key, attempt, status, status_at, status_key,
  started_at, ended_at, duration_ms, error_class, is_manual)
SELECT $1::uuid, (lpad(to_hex((extract(epoch FROM r.at) * 1000)::bigint), 12, '0') || '7' || substr(r.hash, 1, 3) || '8' || substr(r.hash, 4, 15))::uuid,
  r.at, $2, r.workflow_id, $2, 'run-' || r.n, 1, r.status::execution_status, r.ends, r.hash, r.at, r.ends, r.ms,
  CASE WHEN r.status = 'failed' THEN 'Timeout' END, r.n % 997 = 0
FROM (
  SELECT q.n, q.at, md5(q.n::text || $1::text) AS hash, ($3::uuid[])[1 + q.n % $4] AS workflow_id, q.ms,
    q.at + make_interval(secs => q.ms / 1000.0) AS ends,
    CASE WHEN q.n % 50 = 7 THEN 'failed' WHEN q.n % 100 = 9 THEN 'cancelled' ELSE 'succeeded' END AS status
  FROM (
    SELECT n, $5::timestamptz + ($6::timestamptz - $5::timestamptz) * ((n - $7::int + random()) / ($8::int - $7::int)) AS at,
      (500 * exp(0.09 * (n % $4) + 0.6 * sqrt(-2 * ln(1 - random())) * cos(6.283185307 * random())))::int AS ms
    FROM generate_series($7::int, $8::int - 1) n
  ) q
) r`

/** Bounds at minutes, so that each hour's runs lie between its anchors; hours are the plant's, whose zone is a whole number of hours away. */
const ENDED = `
SELECT workflow_id, date_trunc($2, ended_at, $3) AS bucket, count(*) FILTER (WHERE status = 'succeeded' AND NOT is_manual) AS succeeded,
  count(*) FILTER (WHERE status = 'failed' AND NOT is_manual) AS failed, count(*) FILTER (WHERE status = 'cancelled' AND NOT is_manual) AS cancelled,
  count(*) FILTER (WHERE is_manual) AS manual, coalesce(sum(duration_ms) FILTER (WHERE status = 'succeeded'), 0) AS ms,
  max(duration_ms) FILTER (WHERE status = 'succeeded') AS longest, min(anchor_at) AS anchor_from, max(anchor_at) AS anchor_to
FROM execution WHERE tenant_id = $1`

const ROLLUPS: readonly [text: string, bucket: 'minute' | 'hour' | 'day', more: string][] = [
  [
    `INSERT INTO rollup_minute (tenant_id, workflow_id, minute, client_id, succeeded, failed, cancelled, duration_ms_sum, dirty, anchor_from, anchor_to)
     SELECT $1, e.workflow_id, e.bucket, $4, e.succeeded, e.failed, e.cancelled, e.ms, false, e.anchor_from, e.anchor_to FROM (`,
    'minute',
    ` AND anchor_at >= now() - interval '48 hours'`,
  ],
  [
    `INSERT INTO rollup_hour (tenant_id, workflow_id, hour, client_id, succeeded, failed, cancelled, manual, duration_ms_sum, duration_ms_max,
       sketch, anchor_from, anchor_to, settled_at)
     SELECT $1, e.workflow_id, e.bucket, $4, e.succeeded, e.failed, e.cancelled, e.manual, e.ms, e.longest, $5, e.anchor_from, e.anchor_to, now() FROM (`,
    'hour',
    '',
  ],
  [
    `INSERT INTO rollup_day (tenant_id, workflow_id, day, client_id, succeeded, failed, cancelled, manual, duration_ms_sum, duration_ms_max, sketch)
     SELECT $1, e.workflow_id, (e.bucket AT TIME ZONE $3)::date, $4, e.succeeded, e.failed, e.cancelled, e.manual, e.ms, e.longest, $5 FROM (`,
    'day',
    '',
  ],
]

/** What the worker has to settle of the older past: one minute per hour, with the anchors of all its runs. */
const DIRTY = `
INSERT INTO rollup_minute AS m (tenant_id, workflow_id, minute, client_id, succeeded, failed, cancelled, duration_ms_sum, dirty, anchor_from, anchor_to)
SELECT $1, e.workflow_id, e.bucket, $4, e.succeeded, e.failed, e.cancelled, e.ms, true, e.anchor_from, e.anchor_to
FROM (${ENDED} AND anchor_at < now() - interval '48 hours' GROUP BY 1, 2) e
ON CONFLICT (tenant_id, workflow_id, minute) DO UPDATE SET dirty = true, anchor_from = least(m.anchor_from, excluded.anchor_from),
  anchor_to = greatest(m.anchor_to, excluded.anchor_to)`

const STATES = `
INSERT INTO workflow_state (tenant_id, workflow_id, client_id, last_event_at, last_success_at, last_status, last_status_at, runs)
SELECT $1, workflow_id, $2, max(ended_at), max(ended_at), 'succeeded', max(ended_at), $3 FROM execution
WHERE tenant_id = $1 AND anchor_at >= now() - interval '48 hours' GROUP BY workflow_id`

/** A sketch of the size that a busy day has. */
function sampleSketch(): Buffer {
  const sketch = emptySketch()
  for (let step = -30; step <= 30; step++)
    for (let n = 0; n < 3; n++) addDuration(sketch, Math.round(3_000 * 1.06 ** step) + n)
  return sketchBytes(sketch) ?? Buffer.alloc(0)
}

export const HISTORY_ZONE = 'Europe/Berlin'

async function makePlaces(db: pg.ClientBase, { tenantId, clientId }: HistoryPlan): Promise<History> {
  const [siteId, processId] = [newId(), newId()]
  await db.query(
    `INSERT INTO site (tenant_id, id, client_id, slug, name, city, zone, created_at) VALUES ($1, $2, $3, 'history', 'Werk', 'Hamburg', $4, now())`,
    [tenantId, siteId, clientId, HISTORY_ZONE],
  )
  await db.query(
    `INSERT INTO process (tenant_id, id, client_id, site_id, slug, name, portal_phrase, position) VALUES ($1, $2, $3, $4, 'orders', 'Orders', 'Orders', 1)`,
    [tenantId, processId, clientId, siteId],
  )
  const { rows } = await db.query<{ id: string }>(WORKFLOWS, [tenantId, clientId, siteId, processId, HISTORY_WORKFLOWS])
  return { workflowIds: rows.map(({ id }) => id), processId, siteId }
}

/** A plant with 40 workflows and a history of any size, as ingestion and the worker leave it. `db` is the database's owner. */
export async function makeHistory(db: pg.ClientBase, plan: HistoryPlan): Promise<History> {
  const { tenantId, clientId, executions, areRolledUp } = plan
  await ensurePartitions(new Date())
  await db.query(`SET synchronous_commit = off`)
  const history = await makePlaces(db, plan)
  const now = Date.now()
  const recent = Math.min(RECENT_RUNS, executions)
  const days = (count: number) => new Date(now - count * 86_400_000)
  const runs = (from: Date, to: Date, first: number, last: number) =>
    db.query(RUNS, [tenantId, clientId, history.workflowIds, HISTORY_WORKFLOWS, from, to, first, last])
  await runs(days(HISTORY_DAYS - 1), days(2), 0, executions - recent)
  await runs(days(2), new Date(now - 60_000), executions - recent, executions)
  const args = (bucket: string) => [tenantId, bucket, HISTORY_ZONE, clientId]
  const grouped = (text: string, more: string) => `${text}${ENDED}${more} GROUP BY 1, 2) e`
  for (const [text, bucket, more] of areRolledUp ? ROLLUPS : ROLLUPS.slice(0, 1))
    await db.query(grouped(text, more), text.includes('$5') ? [...args(bucket), sampleSketch()] : args(bucket))
  if (!areRolledUp) {
    await db.query('UPDATE rollup_minute SET dirty = true WHERE tenant_id = $1', [tenantId])
    await db.query(DIRTY, args('hour'))
  }
  await db.query(STATES, [tenantId, clientId, Math.round(executions / HISTORY_WORKFLOWS)])
  await db.query(
    `INSERT INTO rollup_home (tenant_id, workflow_id, client_id, zone) SELECT $1, unnest($2::uuid[]), $3, $4 ON CONFLICT DO NOTHING`,
    [tenantId, history.workflowIds, clientId, HISTORY_ZONE],
  )
  for (const table of ['execution', 'rollup_minute', 'rollup_hour', 'rollup_day', 'workflow_state'])
    await db.query(`VACUUM (ANALYZE) ${table}`)
  await db.query('RESET synchronous_commit')
  return history
}
