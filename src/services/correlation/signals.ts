import { contentOf, type Said } from '@/domain/correlation/content'
import type { Sql } from '@/infra/db'
import { sha256 } from '@/lib/crypto'
import type { Caller } from '../context'
import { sealed } from '../effect/sealed'

interface Signal extends Said {
  executionId: string
  incidentId: string
  clientId: string
  at: Date
}

/**
 * Failed runs that evaluation has counted towards an incident, and that no signal has counted yet. Looked up run by run
 * (LATERAL … LIMIT 1): after a flood or a crash the planner has no statistics, and would read all effects of the partner instead.
 */
const UNCOUNTED = `
SELECT run.id AS "executionId", i.id AS "incidentId", i.client_id AS "clientId", coalesce(x.ended_at, x.status_at) AS at,
  x.error_class AS "errorClass", x.error_step AS "errorStep",
  (SELECT left(e.payload->'error'->>'message', 2000) FROM event_log e WHERE e.tenant_id = :tenant AND e.execution_id = run.id
    AND e.payload->'error'->>'message' IS NOT NULL ORDER BY e.occurred_at DESC LIMIT 1) AS message
FROM unnest($1::uuid[]) AS run (id)
CROSS JOIN LATERAL (SELECT (result->>'incidentId')::uuid AS incident_id FROM effect WHERE tenant_id = :tenant AND key = 'run-failed/' || run.id LIMIT 1) f
CROSS JOIN LATERAL (SELECT id, client_id FROM incident WHERE tenant_id = :tenant AND client_id = ANY(:clients) AND id = f.incident_id LIMIT 1) i
CROSS JOIN LATERAL (
  SELECT ended_at, status_at, error_class, error_step FROM execution WHERE tenant_id = :tenant AND client_id = ANY(:clients) AND id = run.id LIMIT 1
) x
WHERE (SELECT true FROM effect WHERE tenant_id = :tenant AND key = 'signal/' || run.id LIMIT 1) IS NULL`

/** Each run counts once, whoever comes first; the first of equal ones is the sample. */
const COUNT = `
WITH given AS (
  SELECT * FROM json_to_recordset($1::json) AS x(key text, incident_id uuid, client_id uuid, content_hash text, at timestamptz, sample jsonb)
), fresh AS (
  INSERT INTO effect (tenant_id, key, outbox_id, created_at, result)
  SELECT :tenant, g.key, $2::uuid, $3, '{}' FROM given g ORDER BY g.key ON CONFLICT DO NOTHING RETURNING key
)
INSERT INTO incident_signal AS s (tenant_id, incident_id, content_hash, client_id, first_at, last_at, count, sample)
SELECT :tenant, g.incident_id, g.content_hash, g.client_id, min(g.at), max(g.at), count(*)::int, (array_agg(g.sample ORDER BY g.at))[1]
FROM given g JOIN fresh USING (key) GROUP BY g.incident_id, g.client_id, g.content_hash ORDER BY g.incident_id, g.content_hash
ON CONFLICT (tenant_id, incident_id, content_hash) DO UPDATE
  SET count = s.count + excluded.count, first_at = least(s.first_at, excluded.first_at), last_at = greatest(s.last_at, excluded.last_at)`

function row({ executionId, incidentId, clientId, at, ...said }: Signal) {
  const content_hash = sha256(contentOf(said))
  return { key: `signal/${executionId}`, incident_id: incidentId, client_id: clientId, content_hash, at, sample: said }
}

async function count(sql: Sql, now: Date, executionIds: readonly string[], outboxId: string): Promise<void> {
  const signals = await sql<Signal>(UNCOUNTED, [executionIds])
  if (signals.length > 0) await sql(COUNT, [JSON.stringify(signals.map(row)), outboxId, now])
}

/**
 * Counts failed runs by what they say, per incident: five thousand equal alarms are one line with a number. A run counts once,
 * however often it is looked at.
 */
export function countSignals(
  caller: Caller,
  { executionIds, outboxId }: { executionIds: readonly string[]; outboxId: string },
): Promise<void> {
  return sealed(caller.scope, (sql, now) => count(sql, now, executionIds, outboxId))
}

/** Alarms of expectations: what is expected is their content, and the incident itself counts how often it was not met. */
const EXPECTED = `
INSERT INTO incident_signal AS s (tenant_id, incident_id, content_hash, client_id, first_at, last_at, count, sample)
SELECT i.tenant_id, i.id, encode(sha256(convert_to(i.kind || ':' || i.expectation_id, 'UTF8')), 'hex'), i.client_id,
  least(i.opened_at, i.last_at), greatest(i.opened_at, i.last_at), i.occurrences,
  jsonb_build_object('kind', i.kind, 'expectationId', i.expectation_id)
FROM incident i WHERE i.tenant_id = :tenant AND i.client_id = ANY(:clients) AND i.id = ANY($1::uuid[]) AND i.expectation_id IS NOT NULL ORDER BY i.id
ON CONFLICT (tenant_id, incident_id, content_hash) DO UPDATE SET count = excluded.count, last_at = greatest(s.last_at, excluded.last_at)
WHERE s.count <> excluded.count`

/** Brings the counts of expectations' alarms up to their incidents. */
export async function countExpected(sql: Sql, incidentIds: readonly string[]): Promise<void> {
  await sql(EXPECTED, [incidentIds])
}
