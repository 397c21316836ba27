/** The order of the merge, as `compareDecisions` in domain/execution: a terminal status, then the later, then the greater key. */
const order = (row: string, at: string, key: string) =>
  `(${row}status <> 'running', ${row}${at}, ${row}${key} COLLATE "C")`
const ORDER_DESC = `(status <> 'running') DESC, occurred_at DESC, key COLLATE "C" DESC`

/** The column of whichever side decides. */
const decided = (column: string) =>
  `${column} = CASE WHEN ${order('excluded.', 'status_at', 'status_key')} >= ${order('e.', 'status_at', 'status_key')} THEN excluded.${column} ELSE e.${column} END`

/** The greater text of both sides, by bytes: arrival order cannot matter. */
const greatest = (column: string) =>
  `${column} = CASE WHEN e.${column} IS NULL OR excluded.${column} COLLATE "C" > e.${column} COLLATE "C" THEN coalesce(excluded.${column}, e.${column}) ELSE e.${column} END`

/** Milliseconds, as `durationOf` in domain/execution: as the sender measured, else end minus start. */
const duration = (row: string) =>
  `coalesce(${row}duration_ms, greatest(0, round(date_part('epoch', ${row}ended_at - ${row}started_at) * 1000))::bigint)`

const tally = (status: string) => `coalesce(sum(sign) FILTER (WHERE status = '${status}'), 0) AS ${status}`

/**
 * Everything one batch of events does, in one statement and so in one commit:
 *   k key of the event → n the new ones → run our id of the run → placed → log, e the run, r minute roll-up, s state, o outbox.
 * Returns the ordinals (1…) of the events whose key was there before; nothing else was done for those.
 * Each upsert takes its locks in key order, so that two batches cannot wait for each other in a ring. An upsert's RETURNING
 * shows only the new row (PostgreSQL < 18), so the run keeps what it was in prev_*: the roll-up takes exactly that back.
 * A minute is marked even when its sums stay: whether a run was by hand, or what it measured, may have changed.
 */
export const INGEST = `
WITH x AS MATERIALIZED (
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::bytea[], $7::uuid[], $8::text[], $9::timestamptz[],
    $10::bool[], $11::jsonb[], $12::bool[], $13::text[], $14::int[], $15::uuid[], $16::timestamptz[], $17::text[], $18::timestamptz[],
    $19::int[], $20::text[], $21::text[], $22::text[], $23::text[], $24::jsonb[], $25::bool[]) WITH ORDINALITY
  AS x (tenant_id, client_id, source_id, workflow_id, key, digest, event_id, type, occurred_at,
    clock_skew, payload, wakes, run_key, attempt, proposed_id, anchor_at, status, started_at,
    duration_ms, error_class, error_step, version, definition_hash, measures, is_manual, n)
), k AS (
  INSERT INTO event_key (tenant_id, source_id, key, digest, seen)
  SELECT tenant_id, source_id, key, digest, current_date FROM x ORDER BY tenant_id, source_id, key COLLATE "C"
  ON CONFLICT DO NOTHING RETURNING tenant_id, source_id, key
), n AS MATERIALIZED (
  SELECT x.* FROM x JOIN k USING (tenant_id, source_id, key)
), run AS (
  INSERT INTO execution_key AS e (tenant_id, source_id, workflow_id, run_key, attempt, execution_id, anchor_at)
  SELECT DISTINCT ON (tenant_id, source_id, workflow_id, run_key COLLATE "C", attempt)
    tenant_id, source_id, workflow_id, run_key, attempt, proposed_id, anchor_at
  FROM n WHERE run_key IS NOT NULL ORDER BY tenant_id, source_id, workflow_id, run_key COLLATE "C", attempt
  ON CONFLICT (tenant_id, source_id, workflow_id, run_key, attempt) DO UPDATE SET touches = e.touches + 1
  RETURNING tenant_id, source_id, workflow_id, run_key, attempt, execution_id, anchor_at
), placed AS MATERIALIZED (
  SELECT n.tenant_id, n.client_id, n.source_id, n.workflow_id, n.key, n.event_id, n.type, n.occurred_at, n.clock_skew, n.payload, n.wakes,
    n.run_key, n.attempt, n.status::execution_status AS status, n.started_at, n.duration_ms, n.error_class, n.error_step, n.version,
    n.definition_hash, n.measures, n.is_manual,
    run.execution_id, run.anchor_at
  FROM n LEFT JOIN run USING (tenant_id, source_id, workflow_id, run_key, attempt)
), log AS (
  INSERT INTO event_log (tenant_id, id, received_at, client_id, source_id, workflow_id, execution_id, key, type, occurred_at, clock_skew, payload)
  SELECT tenant_id, event_id, now(), client_id, source_id, workflow_id, execution_id, key, type, occurred_at, clock_skew, payload FROM placed
), merged AS (
  SELECT DISTINCT ON (tenant_id, execution_id) tenant_id, execution_id, anchor_at, client_id, workflow_id, source_id, run_key, attempt,
    status, occurred_at, key, min(started_at) OVER one AS started_at, duration_ms, error_class, error_step,
    max(version COLLATE "C") OVER one AS version, max(definition_hash COLLATE "C") OVER one AS definition_hash, measures,
    bool_or(is_manual) OVER one AS is_manual
  FROM placed WHERE status IS NOT NULL
  WINDOW one AS (PARTITION BY tenant_id, execution_id)
  ORDER BY tenant_id, execution_id, ${ORDER_DESC}
), e AS (
  INSERT INTO execution AS e (tenant_id, id, anchor_at, client_id, workflow_id, source_id, run_key, attempt,
    status, status_at, status_key, started_at, ended_at, duration_ms, error_class, error_step, version, definition_hash, measures, is_manual)
  SELECT tenant_id, execution_id, anchor_at, client_id, workflow_id, source_id, run_key, attempt,
    status, occurred_at, key, started_at, CASE WHEN status <> 'running' THEN occurred_at END, duration_ms, error_class, error_step, version,
    definition_hash, measures, is_manual
  FROM merged
  ON CONFLICT (tenant_id, id, anchor_at) DO UPDATE SET
    prev_status = e.status, prev_status_at = e.status_at, prev_duration_ms = ${duration('e.')},
    ${['status', 'status_at', 'status_key', 'ended_at', 'duration_ms', 'error_class', 'error_step', 'measures'].map(decided).join(',\n    ')},
    started_at = least(e.started_at, excluded.started_at),
    ${['version', 'definition_hash'].map(greatest).join(',\n    ')},
    is_manual = e.is_manual OR excluded.is_manual
  RETURNING tenant_id, client_id, workflow_id, id, anchor_at, status, status_at, ${duration('')} AS duration_ms, prev_status, prev_status_at, prev_duration_ms
), ended AS (
  SELECT tenant_id, client_id, workflow_id, date_trunc('minute', status_at, 'UTC') AS minute, status, 1 AS sign, duration_ms, anchor_at
  FROM e WHERE status <> 'running'
  UNION ALL
  SELECT tenant_id, client_id, workflow_id, date_trunc('minute', prev_status_at, 'UTC'), prev_status, -1, -prev_duration_ms, anchor_at
  FROM e WHERE prev_status <> 'running'
), delta AS (
  SELECT tenant_id, client_id, workflow_id, minute, ${['succeeded', 'failed', 'cancelled'].map(tally).join(', ')},
    coalesce(sum(duration_ms), 0) AS duration_ms_sum, min(anchor_at) AS anchor_from, max(anchor_at) AS anchor_to
  FROM ended GROUP BY 1, 2, 3, 4
), r AS (
  INSERT INTO rollup_minute AS r (tenant_id, workflow_id, minute, client_id, succeeded, failed, cancelled, duration_ms_sum, anchor_from, anchor_to)
  SELECT tenant_id, workflow_id, minute, client_id, succeeded, failed, cancelled, duration_ms_sum, anchor_from, anchor_to FROM delta
  ORDER BY tenant_id, workflow_id, minute
  ON CONFLICT (tenant_id, workflow_id, minute) DO UPDATE SET succeeded = r.succeeded + excluded.succeeded, failed = r.failed + excluded.failed,
    cancelled = r.cancelled + excluded.cancelled, duration_ms_sum = r.duration_ms_sum + excluded.duration_ms_sum, dirty = true,
    anchor_from = least(r.anchor_from, excluded.anchor_from), anchor_to = greatest(r.anchor_to, excluded.anchor_to)
), heard AS (
  SELECT tenant_id, workflow_id, client_id, max(occurred_at) AS last_event_at,
    coalesce(bool_or(wakes AND status = 'failed'), false) AS has_failed, coalesce(bool_or(wakes AND status = 'succeeded'), false) AS has_succeeded,
    bool_or(wakes) AS wakes
  FROM placed GROUP BY 1, 2, 3
), ran AS (
  SELECT tenant_id, workflow_id, count(*) FILTER (WHERE prev_status IS NULL) AS runs, max(status_at) AS last_status_at,
    max(status_at) FILTER (WHERE status = 'succeeded') AS last_success_at, max(status_at) FILTER (WHERE status = 'failed') AS last_failure_at,
    (array_agg(id ORDER BY status_at DESC, id DESC))[1] AS last_execution_id, (array_agg(status ORDER BY status_at DESC, id DESC))[1] AS last_status
  FROM e GROUP BY 1, 2
), s AS (
  INSERT INTO workflow_state AS s (tenant_id, workflow_id, client_id, last_event_at, last_success_at, last_failure_at,
    last_execution_id, last_status, last_status_at, runs)
  SELECT tenant_id, workflow_id, client_id, last_event_at, last_success_at, last_failure_at,
    last_execution_id, last_status, last_status_at, coalesce(runs, 0)
  FROM heard LEFT JOIN ran USING (tenant_id, workflow_id) ORDER BY tenant_id, workflow_id
  ON CONFLICT (tenant_id, workflow_id) DO UPDATE SET runs = s.runs + excluded.runs,
    last_event_at = greatest(s.last_event_at, excluded.last_event_at),
    last_success_at = greatest(s.last_success_at, excluded.last_success_at),
    last_failure_at = greatest(s.last_failure_at, excluded.last_failure_at),
    (last_execution_id, last_status, last_status_at) = (SELECT
      CASE WHEN newer THEN excluded.last_execution_id ELSE s.last_execution_id END,
      CASE WHEN newer THEN excluded.last_status ELSE s.last_status END,
      CASE WHEN newer THEN excluded.last_status_at ELSE s.last_status_at END
      FROM (SELECT coalesce(s.last_status_at IS NULL OR excluded.last_execution_id = s.last_execution_id
        OR (excluded.last_status_at, excluded.last_execution_id) > (s.last_status_at, s.last_execution_id), false)) AS judged (newer))
), watched AS (
  SELECT h.tenant_id, h.workflow_id FROM heard h
  WHERE h.wakes AND (h.has_failed
    OR (SELECT true FROM expectation w WHERE w.tenant_id = h.tenant_id AND w.workflow_id = h.workflow_id LIMIT 1)
    OR (SELECT true FROM expectation w WHERE w.tenant_id = h.tenant_id AND w.trigger_workflow_id = h.workflow_id LIMIT 1)
    OR (h.has_succeeded AND (SELECT true FROM incident i
      WHERE i.tenant_id = h.tenant_id AND i.workflow_id = h.workflow_id AND i.status <> 'resolved' LIMIT 1)))
), o AS (
  INSERT INTO outbox (tenant_id, id, topic, payload, created_at, not_before)
  SELECT tenant_id, (array_agg(event_id))[1], 'workflow.evaluate',
    jsonb_build_object('workflowId', workflow_id, 'executionIds', jsonb_agg(DISTINCT execution_id)), now(), now()
  FROM placed JOIN watched USING (tenant_id, workflow_id) WHERE wakes GROUP BY tenant_id, workflow_id
)
SELECT x.n::int AS n FROM x WHERE NOT EXISTS (
  SELECT FROM k WHERE k.tenant_id = x.tenant_id AND k.source_id = x.source_id AND k.key = x.key)`

/** What the keys of the refused events hold. */
export const STORED_DIGESTS = `
SELECT q.n::int AS n, encode(k.digest, 'hex') AS digest FROM unnest($1::uuid[], $2::uuid[], $3::text[]) WITH ORDINALITY AS q (tenant_id, source_id, key, n)
JOIN event_key k USING (tenant_id, source_id, key)`
