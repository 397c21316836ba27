import { z } from 'zod'
import { can } from '@/domain/access/actor'
import type { Audience, IncidentKind, IncidentStatus } from '@/domain/incident/schema'
import { notFound } from '@/lib/errors'
import type { QueryContext } from '../context'
import { type IncidentClocks, loadClocks } from '../contract/clocks'
import { query } from '../define'
import { readsInternal } from './store'

export interface IncidentHeader {
  id: string
  number: number
  kind: IncidentKind
  status: IncidentStatus
  title: string
  impact: number
  impactNote: string | null
  occurrences: number
  openedAt: Date
  /** later than `openedAt` when it was noticed late */
  detectedAt: Date
  lastAt: Date
  acknowledgedAt: Date | null
  acknowledgedBy: string | null
  resolvedAt: Date | null
  /** "system" when it ended by itself */
  resolvedBy: string | null
  /** null for people of the client: these words are the team's */
  resolution: string | null
  executionId: string | null
  expectationId: string | null
  workflow: { id: string; key: string; name: string; tier: number }
  client: { id: string; slug: string; name: string }
  site: { name: string; city: string; zone: string } | null
}

/** One line of the story. `at` is when it happened. */
export type TimelineEntry =
  | { kind: 'opened'; at: Date; detectedAt: Date }
  | { kind: 'transition'; at: Date; from: string; to: string; reason: string; isDetectedLate: boolean }
  | { kind: 'note'; at: Date; id: string; audience: Audience; author: string; body: string }
  | { kind: 'acknowledged'; at: Date; by: string }
  | { kind: 'resolved'; at: Date; by: string }

export interface IncidentDetail {
  incident: IncidentHeader
  /** latest first */
  timeline: TimelineEntry[]
  /** equal alerts that made no incident of their own */
  folded: number
  /** the clocks its contract promises; null = none */
  promise: IncidentClocks | null
  mayRespond: boolean
  mayReadInternal: boolean
}

const HEADER = `
SELECT i.id, i.number, i.kind, i.status, i.title, i.impact, i.impact_note AS "impactNote", i.occurrences, i.opened_at AS "openedAt",
  i.detected_at AS "detectedAt", i.last_at AS "lastAt", i.acknowledged_at AS "acknowledgedAt", i.acknowledged_by AS "acknowledgedBy",
  i.resolved_at AS "resolvedAt", i.resolved_by AS "resolvedBy", CASE WHEN $2 THEN i.resolution END AS resolution,
  i.execution_id AS "executionId", i.expectation_id AS "expectationId",
  json_build_object('id', w.id, 'key', w.key, 'name', w.name, 'tier', w.tier) AS workflow,
  json_build_object('id', c.id, 'slug', c.slug, 'name', c.name) AS client,
  CASE WHEN s.id IS NOT NULL THEN json_build_object('name', s.name, 'city', s.city, 'zone', s.zone) END AS site
FROM incident i
JOIN workflow w ON w.tenant_id = i.tenant_id AND w.id = i.workflow_id
JOIN client c ON c.tenant_id = i.tenant_id AND c.id = i.client_id
LEFT JOIN site s ON s.tenant_id = i.tenant_id AND s.id = coalesce(i.site_id, w.site_id)
WHERE i.tenant_id = :tenant AND i.client_id = ANY(:clients) AND i.number = $1`

const NOTES = `
SELECT 'note' AS kind, n.created_at AS at, n.id, n.audience, n.author, n.body
FROM incident_note n
WHERE n.tenant_id = :tenant AND n.client_id = ANY(:clients) AND n.incident_id = $1 AND (n.audience = 'client' OR $2)
ORDER BY n.created_at, n.id`

/** How the expectation moved, from the incident's beginning to its end. */
const MOVES = `
SELECT 'transition' AS kind, t.at, t.from_state AS "from", t.to_state AS "to", t.cause->>'reason' AS reason,
  coalesce((t.cause->>'detectedLate')::boolean, false) AS "isDetectedLate"
FROM transition t
WHERE t.tenant_id = :tenant AND t.client_id = ANY(:clients) AND t.subject_id = $1 AND t.at BETWEEN $2 AND $3
ORDER BY t.at, t.seq`

/** What the row itself tells. */
function own(incident: IncidentHeader): TimelineEntry[] {
  const { openedAt, detectedAt, acknowledgedAt, acknowledgedBy, resolvedAt, resolvedBy } = incident
  return [
    { kind: 'opened', at: openedAt, detectedAt },
    ...(acknowledgedAt && acknowledgedBy
      ? [{ kind: 'acknowledged' as const, at: acknowledgedAt, by: acknowledgedBy }]
      : []),
    ...(resolvedAt && resolvedBy ? [{ kind: 'resolved' as const, at: resolvedAt, by: resolvedBy }] : []),
  ]
}

const RANK = { opened: 0, transition: 1, note: 2, acknowledged: 3, resolved: 4 } as const

async function timelineOf(ctx: QueryContext, incident: IncidentHeader): Promise<TimelineEntry[]> {
  const notes = await ctx.sql<TimelineEntry>(NOTES, [incident.id, readsInternal(ctx.actor)])
  const span = [incident.openedAt, incident.resolvedAt ?? ctx.now]
  const moves = incident.expectationId ? await ctx.sql<TimelineEntry>(MOVES, [incident.expectationId, ...span]) : []
  return [...own(incident), ...moves, ...notes].sort(
    (a, b) => b.at.getTime() - a.at.getTime() || RANK[b.kind] - RANK[a.kind],
  )
}

/** One incident with its story, by the number people say. At most three statements. */
export const getIncident = query(
  {
    action: 'incident.get',
    can: 'incident.read',
    input: z.strictObject({ number: z.int('number: must be a whole number').min(1).max(2_147_483_647) }),
  },
  async (ctx, { number }): Promise<IncidentDetail> => {
    const mayReadInternal = readsInternal(ctx.actor)
    const [incident] = await ctx.sql<IncidentHeader>(HEADER, [number, mayReadInternal])
    if (!incident) throw notFound('incident')
    return {
      incident,
      timeline: await timelineOf(ctx, incident),
      folded: incident.occurrences - 1,
      promise: (await loadClocks(ctx.sql, [incident.id], ctx.now)).get(incident.id) ?? null,
      mayRespond: can(ctx.actor, 'incident.respond'),
      mayReadInternal,
    }
  },
)
