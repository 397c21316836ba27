import { z } from 'zod'
import { mutation, unchanged } from '../define'

/**
 * The verdict of `judgeRun` (domain/conformance) in SQL; the tests hold the two together. `g.since`: the first clearance of
 * the workflow. A run is judged by when it began and counted on the plant's day on which it ended.
 */
export const VERDICT = `
CASE WHEN e.is_manual THEN 'manual'
  WHEN coalesce(e.started_at, e.status_at) < g.since THEN 'no_baseline'
  WHEN coalesce(e.definition_hash, e.version) IS NULL THEN 'unidentified'
  ELSE coalesce((
    SELECT CASE
      WHEN bool_or((c.superseded_at IS NULL OR coalesce(e.started_at, e.status_at) < c.superseded_at) AND NOT c.is_emergency) THEN 'approved'
      WHEN bool_or(c.superseded_at IS NULL OR coalesce(e.started_at, e.status_at) < c.superseded_at) THEN 'emergency'
      ELSE 'zombie' END
    FROM change c JOIN workflow_version v ON v.tenant_id = c.tenant_id AND v.id = c.version_id
    WHERE c.tenant_id = e.tenant_id AND c.workflow_id = e.workflow_id AND c.cleared_at <= coalesce(e.started_at, e.status_at)
      AND v.hash = coalesce(e.definition_hash, 'label:' || e.version)
    HAVING count(*) > 0), 'unapproved') END`

const tally = (verdict: string) => `count(*) FILTER (WHERE r.verdict = '${verdict}')`

/** Governed workflows with runs that ended on these days. A run begins at most a day before its end. */
const SETTLE = `
INSERT INTO conformance_day AS d (tenant_id, workflow_id, day, client_id, approved, emergency, unapproved, zombie, unidentified, no_baseline, manual)
SELECT r.tenant_id, r.workflow_id, r.day, r.client_id, ${['approved', 'emergency', 'unapproved', 'zombie', 'unidentified', 'no_baseline', 'manual'].map(tally).join(', ')}
FROM (
  SELECT e.tenant_id, e.workflow_id, e.client_id, (e.ended_at AT TIME ZONE g.zone)::date AS day, ${VERDICT} AS verdict
  FROM (SELECT c.workflow_id, min(c.cleared_at) AS since, coalesce(max(s.zone), 'UTC') AS zone
        FROM change c JOIN workflow w ON w.tenant_id = c.tenant_id AND w.id = c.workflow_id
        LEFT JOIN site s ON s.tenant_id = w.tenant_id AND s.id = w.site_id
        WHERE c.tenant_id = :tenant AND c.client_id = ANY(:clients) AND c.cleared_at IS NOT NULL GROUP BY c.workflow_id) g
  JOIN execution e ON e.tenant_id = :tenant AND e.workflow_id = g.workflow_id
    AND e.anchor_at > $1::timestamptz - make_interval(days => $2::int + 1)
  WHERE e.ended_at IS NOT NULL AND (e.ended_at AT TIME ZONE g.zone)::date > ($1::timestamptz AT TIME ZONE g.zone)::date - $2::int
) r
GROUP BY r.tenant_id, r.workflow_id, r.client_id, r.day
ON CONFLICT (tenant_id, workflow_id, day) DO UPDATE SET approved = excluded.approved, emergency = excluded.emergency,
  unapproved = excluded.unapproved, zombie = excluded.zombie, unidentified = excluded.unidentified, no_baseline = excluded.no_baseline,
  manual = excluded.manual`

/** Counts the last days anew: set, never added, so it may be repeated and repairs what came late. */
export const settleDays = mutation(
  { action: 'conformance.settleDays', can: 'system', input: z.strictObject({ days: z.int().min(1).max(120) }) },
  async (ctx, { days }) => {
    await ctx.sql(SETTLE, [ctx.now, days])
    return unchanged({ days }, 'figures, made from runs that stay as they are')
  },
)
