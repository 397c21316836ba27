import { z } from 'zod'
import { can } from '@/domain/access/actor'
import { zSlug } from '@/domain/client/schema'
import { factsFor, type ImpactFacts } from '@/domain/impact/facts'
import { INCIDENT_KINDS, INCIDENT_STATUSES, type IncidentKind, type IncidentStatus } from '@/domain/incident/schema'
import { notFound } from '@/lib/errors'
import { loadClients } from '@/services/board/clients'
import { type ClockMark, loadClocks, markOf } from '../contract/clocks'
import { rankOrder } from '../correlation/heads'
import { query } from '../define'
import { isListed } from './listed'
import { readsInternal } from './store'

const PAGE = 50

const FILTERS = ['unresolved', 'all', ...INCIDENT_STATUSES] as const
const WHOSE = ['mine', 'unassigned'] as const

const orNull = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? null)

const IncidentListInput = z.strictObject({
  client: orNull(zSlug),
  status: z.enum(FILTERS, `status: must be one of ${FILTERS.join(', ')}`).default('unresolved'),
  owner: orNull(z.enum(WHOSE, `owner: must be one of ${WHOSE.join(', ')}`)),
  kind: orNull(z.enum(INCIDENT_KINDS, `kind: must be one of ${INCIDENT_KINDS.join(', ')}`)),
  tier: orNull(z.int('tier: must be a whole number').min(1).max(3)),
  isSnoozed: z.boolean().default(false),
  /** with tasks that are not closed */
  hasTasks: z.boolean().default(false),
  page: z.int('page: must be a whole number').min(1, 'page: begins at 1').max(1_000).default(1),
})

export interface IncidentListLine {
  id: string
  number: number
  kind: IncidentKind
  status: IncidentStatus
  title: string
  impact: number
  /** 0..1000: what orders the list */
  rank: number
  /** why, as far as the reader may know; null = not ranked yet */
  why: ImpactFacts | null
  impactNote: string | null
  occurrences: number
  openedAt: Date
  lastAt: Date
  acknowledgedAt: Date | null
  acknowledgedBy: string | null
  resolvedAt: Date | null
  assigneeName: string | null
  snoozedUntil: Date | null
  /** others inside the scope that this one stands for */
  members: number
  /** tasks that are not closed; 0 for people of the client: tasks are the team's */
  tasks: number
  workflow: { id: string; name: string; tier: number }
  client: { id: string; slug: string; name: string }
  /** the plant's; UTC while none is named */
  zone: string
  /** the clock of its contract that is at risk or breached */
  clock: ClockMark | null
}

export interface IncidentList {
  rows: IncidentListLine[]
  found: number
  pages: number
  /** unresolved ones by who has them, whatever the filter of the status */
  open: number
  acknowledged: number
  clients: { slug: string; name: string }[]
  mayRespond: boolean
}

const OPEN_TASKS = `incident_task t WHERE t.tenant_id = i.tenant_id AND t.incident_id = i.id
  AND (t.done_at IS NULL OR (t.verified_at IS NULL AND t.kind <> 'follow_up'))`
const WALLS = `i.tenant_id = :tenant AND i.client_id = ANY(:clients) AND ($1::uuid IS NULL OR i.client_id = $1) AND ${isListed('i')}`
const MATCHES = `($2 = 'all' OR i.status::text = $2 OR ($2 = 'unresolved' AND i.status <> 'resolved'))
  AND ($3::uuid IS NULL OR i.assignee_user_id = $3) AND (NOT $4 OR i.assignee_user_id IS NULL)
  AND ($5::text IS NULL OR i.kind::text = $5) AND ($6::int IS NULL OR w.tier = $6) AND (NOT $7 OR i.snoozed_until IS NOT NULL)
  AND (NOT $8 OR ($9 AND EXISTS (SELECT FROM ${OPEN_TASKS})))`

const COUNTS = `
SELECT count(*) FILTER (WHERE ${MATCHES})::int AS found, count(*) FILTER (WHERE i.status = 'open')::int AS open,
  count(*) FILTER (WHERE i.status = 'acknowledged')::int AS acknowledged
FROM incident i JOIN workflow w ON w.tenant_id = i.tenant_id AND w.id = i.workflow_id WHERE ${WALLS}`

/** What needs somebody first: by what it costs the plant, then the oldest; the resolved ones after, latest first. */
const ROWS = `
SELECT i.id, i.number, i.kind, i.status, i.title, i.impact, ${rankOrder('i')} AS rank, i.rank_facts AS "rankFacts", i.impact_note AS "impactNote",
  i.occurrences, i.opened_at AS "openedAt", i.last_at AS "lastAt", i.acknowledged_at AS "acknowledgedAt", i.acknowledged_by AS "acknowledgedBy",
  i.resolved_at AS "resolvedAt", i.assignee_name AS "assigneeName", i.snoozed_until AS "snoozedUntil",
  (SELECT count(*)::int FROM incident m WHERE m.tenant_id = :tenant AND m.client_id = ANY(:clients) AND (m.parent_id = i.id OR m.merged_into_id = i.id)) AS members,
  CASE WHEN $9 THEN (SELECT count(*)::int FROM ${OPEN_TASKS}) ELSE 0 END AS tasks,
  json_build_object('id', w.id, 'name', w.name, 'tier', w.tier) AS workflow,
  json_build_object('id', c.id, 'slug', c.slug, 'name', c.name) AS client, coalesce(s.zone, 'UTC') AS zone
FROM incident i
JOIN workflow w ON w.tenant_id = i.tenant_id AND w.id = i.workflow_id
JOIN client c ON c.tenant_id = i.tenant_id AND c.id = i.client_id
LEFT JOIN site s ON s.tenant_id = i.tenant_id AND s.id = coalesce(i.site_id, w.site_id)
WHERE ${WALLS} AND ${MATCHES}
ORDER BY i.status = 'resolved', CASE WHEN i.status <> 'resolved' THEN ${rankOrder('i')} END DESC NULLS LAST,
  CASE WHEN i.status <> 'resolved' THEN i.opened_at END, i.resolved_at DESC, i.number DESC
LIMIT ${PAGE} OFFSET $10`

/** Incidents by what they cost the plant, with the clocks that their contracts promise. Six statements at most. */
export const listIncidents = query(
  { action: 'incident.list', can: 'incident.read', input: IncidentListInput },
  async (ctx, { client: slug, status, owner, kind, tier, isSnoozed, hasTasks, page }): Promise<IncidentList> => {
    const clients = await loadClients(ctx)
    const client = clients.find((each) => each.slug === slug)
    if (slug && !client) throw notFound('client')
    const me = owner === 'mine' ? (ctx.actor.kind === 'user' ? ctx.actor.id : ctx.scope.tenantId) : null
    const whose = [me, owner === 'unassigned']
    const filter = [client?.id ?? null, status, ...whose, kind, tier, isSnoozed, hasTasks, readsInternal(ctx.actor)]
    const [counts] = await ctx.sql<{ found: number; open: number; acknowledged: number }>(COUNTS, filter)
    const lines = await ctx.sql<Omit<IncidentListLine, 'clock' | 'why'> & { rankFacts: unknown }>(ROWS, [
      ...filter,
      (page - 1) * PAGE,
    ])
    const ids = lines.flatMap(({ id, status: state }) => (state === 'resolved' ? [] : [id]))
    const clocks = await loadClocks(ctx.sql, ids, ctx.now)
    const rows = lines.map(({ rankFacts, ...line }) => {
      return { ...line, why: factsFor(rankFacts, ctx.scope.clientIds === null), clock: markOf(clocks.get(line.id)) }
    })
    const { found, open, acknowledged } = counts ?? { found: 0, open: 0, acknowledged: 0 }
    return {
      rows,
      found,
      pages: Math.max(1, Math.ceil(found / PAGE)),
      open,
      acknowledged,
      clients: clients.map((each) => ({ slug: each.slug, name: each.name })),
      mayRespond: can(ctx.actor, 'incident.respond'),
    }
  },
)
