import { z } from 'zod'
import { query } from '../define'

const EACH_MAX = 8
/** Runs are found among the newest only: neither run nor order numbers are indexed, and a search must stay cheap. */
const RECENT_EVENTS = 20_000
const RECENT_RUNS = 20_000

const SearchInput = z.strictObject({
  text: z
    .string('text: must be text')
    .trim()
    .min(2, 'text: type at least 2 characters')
    .max(100, 'text: must have at most 100 characters'),
})

export type SearchHit =
  | { kind: 'client'; slug: string; name: string }
  | { kind: 'workflow'; id: string; name: string; key: string; client: string }
  | { kind: 'incident'; number: number; title: string; client: string; status: string }
  | { kind: 'run'; id: string; runKey: string; workflow: string; client: string; at: Date }
  | { kind: 'order'; id: string; key: string; value: string; workflow: string; client: string; at: Date }

const NAMES = `
(SELECT json_build_object('kind', 'client', 'slug', c.slug, 'name', c.name) AS hit FROM client c
 WHERE c.tenant_id = :tenant AND c.id = ANY(:clients) AND c.archived_at IS NULL AND (c.name ILIKE $1 OR c.slug ILIKE $1)
 ORDER BY c.name LIMIT ${EACH_MAX})
UNION ALL
(SELECT json_build_object('kind', 'workflow', 'id', w.id, 'name', w.name, 'key', w.key, 'client', c.name) FROM workflow w
 JOIN client c ON c.tenant_id = w.tenant_id AND c.id = w.client_id
 WHERE w.tenant_id = :tenant AND w.client_id = ANY(:clients) AND c.archived_at IS NULL AND (w.name ILIKE $1 OR w.key ILIKE $1)
 ORDER BY w.lifecycle = 'retired', w.name LIMIT ${EACH_MAX})
UNION ALL
(SELECT json_build_object('kind', 'incident', 'number', i.number, 'title', i.title, 'client', c.name, 'status', i.status) FROM incident i
 JOIN client c ON c.tenant_id = i.tenant_id AND c.id = i.client_id
 WHERE i.tenant_id = :tenant AND i.client_id = ANY(:clients) AND (i.number = $2 OR i.title ILIKE $1)
 ORDER BY i.number = $2 DESC, i.status = 'resolved', i.opened_at DESC LIMIT ${EACH_MAX})`

/** Execution ids are UUIDv7 of the run's beginning, so the newest are found by the key. */
const RUNS = `
SELECT x.id, x.run_key AS "runKey", w.name AS workflow, c.name AS client, x.anchor_at AS at
FROM (SELECT * FROM execution x WHERE x.tenant_id = :tenant AND x.client_id = ANY(:clients) AND x.anchor_at >= $2
      ORDER BY x.id DESC LIMIT ${RECENT_RUNS}) x
JOIN workflow w ON w.tenant_id = x.tenant_id AND w.id = x.workflow_id
JOIN client c ON c.tenant_id = x.tenant_id AND c.id = x.client_id
WHERE x.run_key ILIKE $1
ORDER BY x.anchor_at DESC LIMIT ${EACH_MAX}`

const ORDERS = `
SELECT DISTINCT ON (e.execution_id) e.execution_id AS id, k.key, k.value, w.name AS workflow, c.name AS client, e.occurred_at AS at
FROM (SELECT * FROM event_log e WHERE e.tenant_id = :tenant AND e.client_id = ANY(:clients) AND e.received_at >= $2 AND e.payload ? 'keys'
      ORDER BY e.id DESC LIMIT ${RECENT_EVENTS}) e
CROSS JOIN LATERAL jsonb_each_text(e.payload -> 'keys') k
JOIN workflow w ON w.tenant_id = e.tenant_id AND w.id = e.workflow_id
JOIN client c ON c.tenant_id = e.tenant_id AND c.id = e.client_id
WHERE k.value = $1
ORDER BY e.execution_id DESC, e.occurred_at DESC
LIMIT ${EACH_MAX}`

/** `INC-2041`, `#2041` or `2041`. */
export function incidentNumber(text: string): number | null {
  const digits = /^(?:inc-?|#)?\s*(\d{1,9})$/i.exec(text)?.[1]
  return digits ? Number(digits) : null
}

function literal(text: string): string {
  return text.replaceAll(/[\\%_]/g, '\\$&')
}

/** Clients, workflows, incidents, runs and orders by what people type into the palette. Three statements, each bounded. */
export const search = query(
  { action: 'search.find', can: 'workflow.read', input: SearchInput },
  async (ctx, { text }): Promise<SearchHit[]> => {
    const names = await ctx.sql<{ hit: SearchHit }>(NAMES, [`%${literal(text)}%`, incidentNumber(text)])
    const twoWeeksAgo = new Date(ctx.now.getTime() - 14 * 86_400_000)
    const runs = await ctx.sql<Omit<Extract<SearchHit, { kind: 'run' }>, 'kind'>>(RUNS, [
      `${literal(text)}%`,
      twoWeeksAgo,
    ])
    const orders = await ctx.sql<Omit<Extract<SearchHit, { kind: 'order' }>, 'kind'>>(ORDERS, [text, twoWeeksAgo])
    return [
      ...names.map(({ hit }) => hit),
      ...runs.map((run) => ({ kind: 'run' as const, ...run })),
      ...orders.map((order) => ({ kind: 'order' as const, ...order })),
    ]
  },
)
