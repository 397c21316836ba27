import { occurrences } from '@/domain/maintenance/occurrences'
import { isCovered } from '@/domain/maintenance/scope'
import type { Sql } from '@/infra/db'
import { loadWindows } from '../maintenance/load'
import type { Leaning } from './shared'

export interface Failing extends Leaning {
  incidentId: string
  openedAt: Date
  clientId: string
  siteId: string | null
  workflow: { id: string; name: string }
  zone: string
}

const GROUP = `
SELECT i.id AS "incidentId", i.number AS "incidentNumber", i.opened_at AS "openedAt", i.client_id AS "clientId",
  coalesce(i.site_id, w.site_id) AS "siteId", coalesce(s.zone, 'UTC') AS zone, json_build_object('id', w.id, 'name', w.name) AS workflow,
  coalesce((SELECT json_agg(json_build_object('id', y.id, 'name', y.name) ORDER BY y.name) FROM system y
    WHERE y.tenant_id = w.tenant_id AND y.id IN (w.from_system_id, w.to_system_id)), '[]') AS systems,
  (SELECT json_build_object('id', n.id, 'name', n.name, 'credentialHint', n.credential_hint) FROM connection_workflow k
   JOIN connection n ON n.tenant_id = k.tenant_id AND n.id = k.connection_id
   WHERE k.tenant_id = w.tenant_id AND k.workflow_id = w.id ORDER BY n.id LIMIT 1) AS connection,
  (SELECT x.error_class FROM execution x WHERE x.tenant_id = i.tenant_id AND x.id = i.execution_id LIMIT 1) AS "errorClass"
FROM incident i
JOIN workflow w ON w.tenant_id = i.tenant_id AND w.id = i.workflow_id
LEFT JOIN site s ON s.tenant_id = i.tenant_id AND s.id = coalesce(i.site_id, w.site_id)
WHERE i.tenant_id = :tenant AND i.client_id = ANY(:clients) AND (i.number = $1 OR EXISTS (
  SELECT FROM incident h WHERE h.tenant_id = i.tenant_id AND h.client_id = ANY(:clients) AND h.number = $1 AND h.id IN (i.parent_id, i.merged_into_id)))
ORDER BY i.number = $1 DESC, i.opened_at, i.number LIMIT 50`

/** An incident and what stands under it, inside the scope, with what each leans on. */
export function loadFailing(sql: Sql, number: number): Promise<Failing[]> {
  return sql<Failing>(GROUP, [number])
}

export interface FirstFailure {
  runId: string
  workflowId: string
  workflowName: string
  at: Date
  errorClass: string | null
  errorStep: string | null
  message: string | null
}

const FIRST = `
SELECT x.id AS "runId", x.workflow_id AS "workflowId", w.name AS "workflowName", x.at, x.error_class AS "errorClass", x.error_step AS "errorStep", e.message
FROM (SELECT x.*, coalesce(x.ended_at, x.anchor_at) AS at FROM execution x
  WHERE x.tenant_id = :tenant AND x.client_id = ANY(:clients) AND x.workflow_id = ANY($1::uuid[]) AND x.status = 'failed'
    AND x.anchor_at BETWEEN $2::timestamptz - interval '1 day' AND $3 AND coalesce(x.ended_at, x.anchor_at) >= $2::timestamptz - interval '1 minute'
  ORDER BY at, x.id LIMIT 1) x
JOIN workflow w ON w.tenant_id = x.tenant_id AND w.id = x.workflow_id
LEFT JOIN LATERAL (
  SELECT left(e.payload -> 'error' ->> 'message', 500) AS message FROM event_log e
  WHERE e.tenant_id = :tenant AND e.execution_id = x.id AND e.payload ? 'error'
    AND e.received_at BETWEEN x.anchor_at - interval '1 day' AND x.anchor_at + interval '3 days'
  ORDER BY e.occurred_at DESC LIMIT 1) e ON true`

/** The run of the whole group that failed first. */
export async function loadFirst(
  sql: Sql,
  workflowIds: string[],
  span: { from: Date; to: Date },
): Promise<FirstFailure | null> {
  const [first] = await sql<FirstFailure>(FIRST, [workflowIds, span.from, span.to])
  return first ?? null
}

export interface BucketCount {
  workflowId: string
  bucket: number
  failed: number
  runs: number
}

const COUNTS = `
SELECT x.workflow_id AS "workflowId", floor(extract(epoch FROM (coalesce(x.ended_at, x.anchor_at) - $2::timestamptz)) * 1000 / $4)::int AS bucket,
  count(*) FILTER (WHERE x.status = 'failed')::int AS failed, count(*)::int AS runs
FROM execution x
WHERE x.tenant_id = :tenant AND x.client_id = ANY(:clients) AND x.workflow_id = ANY($1::uuid[]) AND x.anchor_at >= $2 AND x.anchor_at < $3
  AND x.status <> 'running'
GROUP BY 1, 2`

export function loadRuns(
  sql: Sql,
  workflowIds: string[],
  { start, end, bucketMs }: { start: Date; end: Date; bucketMs: number },
): Promise<BucketCount[]> {
  return sql<BucketCount>(COUNTS, [workflowIds, start, end, bucketMs])
}

/** Something that happened beside the failures; `until` for what lasted. */
export interface CauseMark {
  kind: 'change' | 'version' | 'maintenance'
  at: Date
  until: Date | null
  workflowId: string | null
  /** the change's title, the version's name, the window's title */
  name: string
  number: number
  by: string | null
  id: string
}

const MARKS = `
SELECT 'change' AS kind, coalesce(c.proved_at, c.cleared_at) AS at, NULL::timestamptz AS until, c.workflow_id AS "workflowId", c.title AS name, c.number,
  c.requester_name AS by, c.id
FROM change c WHERE c.tenant_id = :tenant AND c.client_id = ANY(:clients) AND c.workflow_id = ANY($1::uuid[])
  AND coalesce(c.proved_at, c.cleared_at) BETWEEN $2 AND $3
UNION ALL
SELECT 'version', v.first_seen_at, NULL, v.workflow_id, coalesce(v.label, left(v.hash, 8)), v.number, NULL, v.id
FROM workflow_version v WHERE v.tenant_id = :tenant AND v.client_id = ANY(:clients) AND v.workflow_id = ANY($1::uuid[])
  AND v.first_seen_at BETWEEN $2 AND $3
ORDER BY at LIMIT 40`

/** Changes made live and versions seen for the first time. */
export function loadMarks(sql: Sql, workflowIds: string[], span: { start: Date; end: Date }): Promise<CauseMark[]> {
  return sql<CauseMark>(MARKS, [workflowIds, span.start, span.end])
}

/** Approved windows that touch the time and cover one of the failing workflows. */
export async function loadPlanned(
  sql: Sql,
  failing: readonly Failing[],
  span: { from: Date; to: Date },
): Promise<CauseMark[]> {
  const marks: CauseMark[] = []
  for (const clientId of new Set(failing.map((each) => each.clientId))) {
    const own = failing.filter((each) => each.clientId === clientId)
    for (const window of await loadWindows(sql, clientId, span)) {
      if (!own.some(({ workflow, siteId }) => isCovered(window.scope, { id: workflow.id, siteId }))) continue
      for (const { from, to } of occurrences(window, span)) {
        const { id, title, number } = window
        marks.push({ kind: 'maintenance', at: from, until: to, workflowId: null, name: title, number, by: null, id })
      }
    }
  }
  return marks
}

export interface Bystanders {
  systemId: string
  workflows: number
  runs: number
  failed: number
}

const BYSTANDERS = `
SELECT y.id AS "systemId", count(DISTINCT x.workflow_id)::int AS workflows, count(*)::int AS runs, count(*) FILTER (WHERE x.status = 'failed')::int AS failed
FROM system y
JOIN workflow w ON w.tenant_id = y.tenant_id AND (w.from_system_id = y.id OR w.to_system_id = y.id) AND w.id <> ALL ($2::uuid[])
JOIN execution x ON x.tenant_id = w.tenant_id AND x.workflow_id = w.id AND x.anchor_at >= $3 AND x.anchor_at < $4 AND x.status <> 'running'
WHERE y.tenant_id = :tenant AND y.client_id = ANY(:clients) AND y.id = ANY($1::uuid[]) GROUP BY y.id`

/** How other workflows of the same systems did meanwhile: what speaks for or against the system itself. */
export function loadBystanders(
  sql: Sql,
  systemIds: string[],
  { workflowIds, from, to }: { workflowIds: string[]; from: Date; to: Date },
): Promise<Bystanders[]> {
  return sql<Bystanders>(BYSTANDERS, [systemIds, workflowIds, from, to])
}
