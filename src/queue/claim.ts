import { platformQuery } from '@/infra/db'
import { isTopic, type Topic } from './topics'

/** Rows of the outbox that are worked off together: ids only, the worker reads the rest. */
export interface EffectJob {
  tenantId: string
  topic: Topic
  ids: string[]
}

/** Dispatched but not done after this long: the worker, Redis or the nudge was lost, so it goes out again. */
const REDISPATCH_AFTER_S = 20
/** Pieces of work of one partner under way in one lane: a flood of one is no delay for the others. */
const IN_FLIGHT = 100
/** Rows in one piece of work: evaluations of one workflow go together. */
const TOGETHER = 200
/** Open rows of one partner and lane looked at in one round. */
const DEEP = 1_000

interface ClaimedRow {
  tenant_id: string | null
  id: string
  topic: string
  together: string
  /** rows that were due before this round */
  due: number
}

export interface Claim {
  jobs: EffectJob[]
  rows: number
  /** due rows left behind because their partner has enough under way, or the round was full */
  left: number
}

/**
 * Two lanes per partner, so that no alarm waits behind the evaluations of a flood. Round robin over lanes: everyone's oldest
 * piece first, then everyone's second; pieces under way count as turns taken. The partners are found by skipping through
 * the index (PostgreSQL wiki, "Loose indexscan"), so a round costs by who waits, not by how much.
 * The outer conditions are checked again under the lock, so two relays never take the same row.
 */
const CLAIM = `
WITH RECURSIVE waiting (tenant_id) AS (
  (SELECT tenant_id FROM outbox WHERE done_at IS NULL AND failed_at IS NULL ORDER BY tenant_id LIMIT 1)
  UNION ALL
  SELECT (SELECT o.tenant_id FROM outbox o WHERE o.done_at IS NULL AND o.failed_at IS NULL AND o.tenant_id > w.tenant_id ORDER BY o.tenant_id LIMIT 1)
  FROM waiting w WHERE w.tenant_id IS NOT NULL
), open AS MATERIALIZED (
  SELECT w.tenant_id, lane.bulk, o.* FROM waiting w CROSS JOIN (VALUES (false), (true)) lane (bulk) CROSS JOIN LATERAL (
    SELECT id, not_before, dispatched_at IS NOT NULL AND dispatched_at >= now() - interval '${REDISPATCH_AFTER_S} s' AS under_way,
      CASE WHEN topic = 'workflow.evaluate' THEN payload->>'workflowId' ELSE id::text END AS together
    FROM outbox WHERE tenant_id = w.tenant_id AND (topic = 'workflow.evaluate') = lane.bulk
      AND done_at IS NULL AND failed_at IS NULL AND not_before <= now() ORDER BY not_before LIMIT ${DEEP}
  ) o
), pieces AS (
  SELECT *, first_value(not_before) OVER piece AS since, row_number() OVER piece AS place FROM open
  WINDOW piece AS (PARTITION BY tenant_id, bulk, under_way, together ORDER BY not_before, id)
), turns AS (
  SELECT *, dense_rank() OVER (PARTITION BY tenant_id, bulk ORDER BY under_way DESC, since, together) AS turn FROM pieces
), chosen AS (
  SELECT tenant_id, id, turn FROM turns WHERE NOT under_way AND turn <= ${IN_FLIGHT} AND place <= ${TOGETHER} ORDER BY turn, place, not_before LIMIT $1
), locked AS (
  SELECT o.tenant_id, o.id, chosen.turn FROM outbox o JOIN chosen ON chosen.tenant_id = o.tenant_id AND chosen.id = o.id
  WHERE o.done_at IS NULL AND o.failed_at IS NULL AND o.not_before <= now()
    AND (o.dispatched_at IS NULL OR o.dispatched_at < now() - interval '${REDISPATCH_AFTER_S} s')
  FOR UPDATE OF o SKIP LOCKED
), marked AS (
  UPDATE outbox o SET dispatched_at = now() FROM locked WHERE o.tenant_id = locked.tenant_id AND o.id = locked.id
  RETURNING o.tenant_id, o.id, o.topic, CASE WHEN o.topic = 'workflow.evaluate' THEN o.payload->>'workflowId' ELSE o.id::text END AS together, locked.turn
)
SELECT m.tenant_id, m.id, m.topic, m.together, (SELECT count(*) FROM turns WHERE NOT under_way)::int AS due
FROM (VALUES (true)) always LEFT JOIN marked m ON true ORDER BY m.turn, m.id`

/** Evaluations of one workflow are one piece of work, however many batches asked for it. */
function group(rows: readonly ClaimedRow[]): EffectJob[] {
  const jobs = new Map<string, EffectJob>()
  for (const { tenant_id, id, topic, together } of rows) {
    if (tenant_id === null || !isTopic(topic)) continue
    const key = `${tenant_id} ${topic} ${together}`
    const job = jobs.get(key)
    if (job) job.ids.push(id)
    else jobs.set(key, { tenantId: tenant_id, topic, ids: [id] })
  }
  return [...jobs.values()]
}

/** Takes at most `limit` due rows, marks them dispatched and returns them as jobs. */
export async function claimEffects(limit: number): Promise<Claim> {
  const rows = await platformQuery<ClaimedRow & Record<string, unknown>>(CLAIM, [limit])
  const taken = rows.filter((row) => row.tenant_id !== null).length
  return { jobs: group(rows), rows: taken, left: (rows[0]?.due ?? 0) - taken }
}
