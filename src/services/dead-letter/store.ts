import type { Sql } from '@/infra/db'

export interface DeadLetter {
  id: string
  clientId: string
  clientName: string
  sourceId: string
  sourceName: string
  reason: string
  payload: unknown
  receivedAt: Date
  /** tries of this event, also when it was kept aside anew in between */
  tries: number
  last: string | null
  lastProblem: string | null
  lastAt: Date | null
  lastBy: string | null
}

/** An event that is refused again is kept aside again: only the latest stands for it, with the tries of all. */
const READ = `
SELECT d.id, d.client_id AS "clientId", c.name AS "clientName", d.source_id AS "sourceId", s.name AS "sourceName", d.reason, d.payload,
  d.received_at AS "receivedAt", t.tries, t.last, t."lastProblem", t."lastAt", t."lastBy"
FROM dead_letter d
JOIN client c ON c.tenant_id = d.tenant_id AND c.id = d.client_id
JOIN source s ON s.tenant_id = d.tenant_id AND s.id = d.source_id
CROSS JOIN LATERAL (
  SELECT count(y.id)::int AS tries, (array_agg(y.outcome ORDER BY y.at DESC))[1] AS last,
    (array_agg(y.problem ORDER BY y.at DESC))[1] AS "lastProblem", max(y.at) AS "lastAt", (array_agg(y.author ORDER BY y.at DESC))[1] AS "lastBy"
  FROM dead_letter e JOIN dead_letter_try y ON y.tenant_id = :tenant AND y.dead_letter_id = e.id
  WHERE e.tenant_id = :tenant AND (e.id = d.id OR (e.source_id = d.source_id AND e.payload->>'id' = d.payload->>'id'))
) t
WHERE d.tenant_id = :tenant AND d.client_id = ANY(:clients)
  AND NOT EXISTS (SELECT FROM dead_letter n WHERE n.tenant_id = :tenant AND n.source_id = d.source_id
    AND n.payload->>'id' = d.payload->>'id' AND n.received_at > d.received_at)`

const PAGE = 100

/** The latest kept-aside events in reach; open ones first. */
export function loadDeadLetters(sql: Sql): Promise<DeadLetter[]> {
  return sql<DeadLetter>(
    `${READ} ORDER BY (t.last IS NOT NULL AND t.last IN ('accepted', 'duplicate')), d.received_at DESC LIMIT ${PAGE}`,
  )
}

/** The named ones, as far as they are in reach. */
export function loadDeadLettersById(sql: Sql, ids: readonly string[]): Promise<DeadLetter[]> {
  return sql<DeadLetter>(`${READ} AND d.id = ANY($1::uuid[]) ORDER BY d.received_at, d.id`, [ids])
}
