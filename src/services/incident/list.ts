import { z } from 'zod'
import { zSlug } from '@/domain/client/schema'
import { INCIDENT_STATUSES, type IncidentKind, type IncidentStatus } from '@/domain/incident/schema'
import { notFound } from '@/lib/errors'
import { loadClients } from '@/services/board/clients'
import { type ClockMark, loadClocks, markOf } from '../contract/clocks'
import { query } from '../define'

const PAGE = 50

const FILTERS = ['unresolved', 'all', ...INCIDENT_STATUSES] as const

const IncidentListInput = z.strictObject({
  client: zSlug.nullish().transform((slug) => slug ?? null),
  status: z.enum(FILTERS, `status: must be one of ${FILTERS.join(', ')}`).default('unresolved'),
  page: z.int('page: must be a whole number').min(1, 'page: begins at 1').max(1_000).default(1),
})

export interface IncidentListLine {
  id: string
  number: number
  kind: IncidentKind
  status: IncidentStatus
  title: string
  impact: number
  impactNote: string | null
  occurrences: number
  openedAt: Date
  lastAt: Date
  acknowledgedAt: Date | null
  acknowledgedBy: string | null
  resolvedAt: Date | null
  workflow: { id: string; name: string }
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
}

const WALLS = `i.tenant_id = :tenant AND i.client_id = ANY(:clients) AND ($1::uuid IS NULL OR i.client_id = $1)`
const MATCHES = `($2 = 'all' OR i.status::text = $2 OR ($2 = 'unresolved' AND i.status <> 'resolved'))`

const COUNTS = `
SELECT count(*) FILTER (WHERE ${MATCHES})::int AS found, count(*) FILTER (WHERE i.status = 'open')::int AS open,
  count(*) FILTER (WHERE i.status = 'acknowledged')::int AS acknowledged
FROM incident i WHERE ${WALLS}`

/** What needs somebody first: by what it costs the plant, then the oldest; the resolved ones after, latest first. */
const ROWS = `
SELECT i.id, i.number, i.kind, i.status, i.title, i.impact, i.impact_note AS "impactNote", i.occurrences, i.opened_at AS "openedAt",
  i.last_at AS "lastAt", i.acknowledged_at AS "acknowledgedAt", i.acknowledged_by AS "acknowledgedBy", i.resolved_at AS "resolvedAt",
  json_build_object('id', w.id, 'name', w.name) AS workflow, json_build_object('id', c.id, 'slug', c.slug, 'name', c.name) AS client,
  coalesce(s.zone, 'UTC') AS zone
FROM incident i
JOIN workflow w ON w.tenant_id = i.tenant_id AND w.id = i.workflow_id
JOIN client c ON c.tenant_id = i.tenant_id AND c.id = i.client_id
LEFT JOIN site s ON s.tenant_id = i.tenant_id AND s.id = coalesce(i.site_id, w.site_id)
WHERE ${WALLS} AND ${MATCHES}
ORDER BY i.status = 'resolved', CASE WHEN i.status <> 'resolved' THEN i.impact END DESC NULLS LAST,
  CASE WHEN i.status <> 'resolved' THEN i.opened_at END, i.resolved_at DESC, i.number DESC
LIMIT ${PAGE} OFFSET $3`

/** Incidents by what they cost the plant, with the clocks that their contracts promise. Six statements at most. */
export const listIncidents = query(
  { action: 'incident.list', can: 'incident.read', input: IncidentListInput },
  async (ctx, { client: slug, status, page }): Promise<IncidentList> => {
    const clients = await loadClients(ctx)
    const client = clients.find((each) => each.slug === slug)
    if (slug && !client) throw notFound('client')
    const filter = [client?.id ?? null, status]
    const [counts] = await ctx.sql<{ found: number; open: number; acknowledged: number }>(COUNTS, filter)
    const lines = await ctx.sql<Omit<IncidentListLine, 'clock'>>(ROWS, [...filter, (page - 1) * PAGE])
    const ids = lines.flatMap(({ id, status: state }) => (state === 'resolved' ? [] : [id]))
    const clocks = await loadClocks(ctx.sql, ids, ctx.now)
    const rows = lines.map((line) => ({ ...line, clock: markOf(clocks.get(line.id)) }))
    const { found, open, acknowledged } = counts ?? { found: 0, open: 0, acknowledged: 0 }
    return {
      rows,
      found,
      pages: Math.max(1, Math.ceil(found / PAGE)),
      open,
      acknowledged,
      clients: clients.map((each) => ({ slug: each.slug, name: each.name })),
    }
  },
)
