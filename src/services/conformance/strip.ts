import type { ConformanceTally, RunVerdict } from '@/domain/conformance/judge'
import type { QueryContext } from '../context'
import { VERDICT } from './days'

export interface JudgedLine {
  executionId: string
  beganAt: Date
  status: 'running' | 'succeeded' | 'failed' | 'cancelled'
  /** null: the run names no version that is known */
  version: number | null
  verdict: RunVerdict
}

const STRIP = `
SELECT e.id AS "executionId", coalesce(e.started_at, e.status_at) AS "beganAt", e.status::text AS status,
  (SELECT v.number FROM workflow_version v WHERE v.tenant_id = e.tenant_id AND v.workflow_id = e.workflow_id
    AND v.hash = coalesce(e.definition_hash, 'label:' || e.version)) AS version,
  ${VERDICT} AS verdict
FROM execution e CROSS JOIN (SELECT coalesce(min(c.cleared_at), 'infinity') AS since FROM change c
  WHERE c.tenant_id = :tenant AND c.workflow_id = $1 AND c.cleared_at IS NOT NULL) g
WHERE e.tenant_id = :tenant AND e.client_id = ANY(:clients) AND e.workflow_id = $1
ORDER BY e.anchor_at DESC LIMIT $2`

/** The latest runs of a workflow with what each ran, oldest first. */
export async function loadStrip(ctx: QueryContext, workflowId: string, count: number): Promise<JudgedLine[]> {
  return (await ctx.sql<JudgedLine>(STRIP, [workflowId, count])).reverse()
}

export interface ConformanceDay extends ConformanceTally {
  /** the plant's local date, YYYY-MM-DD */
  day: string
}

const COUNTS = `sum(d.approved)::int AS approved, sum(d.emergency)::int AS emergency, sum(d.unapproved)::int AS unapproved,
  sum(d.zombie)::int AS zombie, sum(d.unidentified)::int AS unidentified, sum(d.no_baseline)::int AS no_baseline, sum(d.manual)::int AS manual`

/** Of the last 30 days, by day. */
export function loadDays(ctx: QueryContext, workflowId: string): Promise<ConformanceDay[]> {
  return ctx.sql<ConformanceDay>(
    `SELECT to_char(d.day, 'YYYY-MM-DD') AS day, ${COUNTS} FROM conformance_day d
     WHERE d.tenant_id = :tenant AND d.client_id = ANY(:clients) AND d.workflow_id = $1 AND d.day > $2::date - 30 GROUP BY d.day ORDER BY d.day`,
    [workflowId, ctx.now],
  )
}

export interface ConformanceOf extends ConformanceTally {
  workflow: { id: string; name: string; tier: number }
  client: { slug: string; name: string }
  process: { id: string; name: string } | null
}

/** Of the last 30 days, by workflow; workflows that nothing was approved for have no row. */
export function loadConformance(ctx: QueryContext, clientSlug: string | null): Promise<ConformanceOf[]> {
  return ctx.sql<ConformanceOf>(
    `SELECT json_build_object('id', w.id, 'name', w.name, 'tier', w.tier) AS workflow, json_build_object('slug', k.slug, 'name', k.name) AS client,
       CASE WHEN p.id IS NOT NULL THEN json_build_object('id', p.id, 'name', p.name) END AS process, ${COUNTS}
     FROM conformance_day d JOIN workflow w ON w.tenant_id = d.tenant_id AND w.id = d.workflow_id
     JOIN client k ON k.tenant_id = d.tenant_id AND k.id = d.client_id
     LEFT JOIN process p ON p.tenant_id = w.tenant_id AND p.id = w.process_id
     WHERE d.tenant_id = :tenant AND d.client_id = ANY(:clients) AND ($1::text IS NULL OR k.slug = $1) AND d.day > $2::date - 30
     GROUP BY w.tenant_id, w.id, k.tenant_id, k.id, p.tenant_id, p.id ORDER BY k.name, w.tier, w.name`,
    [clientSlug, ctx.now],
  )
}
