import { z } from 'zod'
import { can } from '@/domain/access/actor'
import { factsFor, type ImpactFacts } from '@/domain/impact/facts'
import type { CauseCategory } from '@/domain/incident/cause-category'
import type { IncidentKind, IncidentStatus } from '@/domain/incident/schema'
import { notFound } from '@/lib/errors'
import type { QueryContext } from '../context'
import { type IncidentClocks, loadClocks } from '../contract/clocks'
import { rankOrder } from '../correlation/heads'
import { query } from '../define'
import { readsInternal } from './store'
import { loadStory, type TimelineEntry } from './timeline'
import { loadResponders, type Responder } from './work/responders'

export type { TimelineEntry } from './timeline'

export interface IncidentHeader {
  id: string
  number: number
  kind: IncidentKind
  status: IncidentStatus
  title: string
  impact: number
  /** 0..1000: what orders lists */
  rank: number
  /** why, as far as the reader may know; null = not ranked yet */
  why: ImpactFacts | null
  impactNote: string | null
  occurrences: number
  openedAt: Date
  /** when the plant began to feel it; null = nobody has said */
  impactStartedAt: Date | null
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
  /** null for people of the client, too */
  causeCategory: CauseCategory | null
  assigneeUserId: string | null
  assigneeName: string | null
  snoozedUntil: Date | null
  /** the reason is the team's */
  snoozeReason: string | null
  snoozedBy: string | null
  executionId: string | null
  expectationId: string | null
  workflow: { id: string; key: string; name: string; tier: number }
  client: { id: string; slug: string; name: string }
  site: { name: string; city: string; zone: string } | null
}

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
  /** who may have it; empty for who may not hand it over */
  responders: Responder[]
  /** the reader, if a person */
  myId: string | null
  /** people of the client with access, who may read a note for the client; null when that is not the reader's to know */
  clientReaders: number | null
}

const HEADER = `
SELECT i.id, i.number, i.kind, i.status, i.title, i.impact, ${rankOrder('i')} AS rank, i.rank_facts AS "rankFacts", i.impact_note AS "impactNote",
  i.occurrences, i.opened_at AS "openedAt", i.impact_started_at AS "impactStartedAt",
  i.detected_at AS "detectedAt", i.last_at AS "lastAt", i.acknowledged_at AS "acknowledgedAt", i.acknowledged_by AS "acknowledgedBy",
  i.resolved_at AS "resolvedAt", i.resolved_by AS "resolvedBy", CASE WHEN $2 THEN i.resolution END AS resolution,
  CASE WHEN $2 THEN i.cause_category END AS "causeCategory", i.assignee_user_id AS "assigneeUserId", i.assignee_name AS "assigneeName",
  i.snoozed_until AS "snoozedUntil", CASE WHEN $2 THEN i.snooze_reason END AS "snoozeReason", CASE WHEN $2 THEN i.snoozed_by END AS "snoozedBy",
  i.execution_id AS "executionId", i.expectation_id AS "expectationId",
  json_build_object('id', w.id, 'key', w.key, 'name', w.name, 'tier', w.tier) AS workflow,
  json_build_object('id', c.id, 'slug', c.slug, 'name', c.name) AS client,
  CASE WHEN s.id IS NOT NULL THEN json_build_object('name', s.name, 'city', s.city, 'zone', s.zone) END AS site
FROM incident i
JOIN workflow w ON w.tenant_id = i.tenant_id AND w.id = i.workflow_id
JOIN client c ON c.tenant_id = i.tenant_id AND c.id = i.client_id
LEFT JOIN site s ON s.tenant_id = i.tenant_id AND s.id = coalesce(i.site_id, w.site_id)
WHERE i.tenant_id = :tenant AND i.client_id = ANY(:clients) AND i.number = $1`

const READERS = `
SELECT count(*)::int AS count FROM membership m WHERE m.tenant_id = :tenant AND m.revoked_at IS NULL
  AND (m.expires_at IS NULL OR m.expires_at > $2) AND NOT m.all_clients AND m.role::text LIKE 'client\\_%' AND $1::uuid = ANY (m.client_ids)`

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

const ORDER = { opened: 0, joined: 1, transition: 2, note: 3, act: 4, edited: 5, acknowledged: 6, resolved: 7 } as const

async function timelineOf(ctx: QueryContext, incident: IncidentHeader): Promise<TimelineEntry[]> {
  const told = await loadStory(ctx.sql, incident, { now: ctx.now, isInternal: readsInternal(ctx.actor) })
  return [...own(incident), ...told].sort((a, b) => b.at.getTime() - a.at.getTime() || ORDER[b.kind] - ORDER[a.kind])
}

/** Who could have it, and who would read a word to the client: only for those who act on it. */
async function peopleOf(ctx: QueryContext, clientId: string, mayRespond: boolean) {
  if (!mayRespond) return { responders: [], clientReaders: null }
  const responders = await loadResponders(ctx.sql, clientId, ctx.now)
  const [readers] = await ctx.sql<{ count: number }>(READERS, [clientId, ctx.now])
  return { responders, clientReaders: readers?.count ?? 0 }
}

/** One incident with its story, by the number people say. */
export const getIncident = query(
  {
    action: 'incident.get',
    can: 'incident.read',
    input: z.strictObject({ number: z.int('number: must be a whole number').min(1).max(2_147_483_647) }),
  },
  async (ctx, { number }): Promise<IncidentDetail> => {
    const mayReadInternal = readsInternal(ctx.actor)
    const [row] = await ctx.sql<Omit<IncidentHeader, 'why'> & { rankFacts: unknown }>(HEADER, [number, mayReadInternal])
    if (!row) throw notFound('incident')
    const { rankFacts, ...rest } = row
    const incident = { ...rest, why: factsFor(rankFacts, ctx.scope.clientIds === null) }
    const mayRespond = can(ctx.actor, 'incident.respond')
    return {
      incident,
      timeline: await timelineOf(ctx, incident),
      folded: incident.occurrences - 1,
      promise: (await loadClocks(ctx.sql, [incident.id], ctx.now)).get(incident.id) ?? null,
      mayRespond,
      mayReadInternal,
      myId: ctx.actor.kind === 'user' ? ctx.actor.id : null,
      ...(await peopleOf(ctx, incident.client.id, mayRespond)),
    }
  },
)
