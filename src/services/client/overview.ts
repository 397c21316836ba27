import { z } from 'zod'
import { can } from '@/domain/access/actor'
import type { Role } from '@/domain/access/roles'
import { zSlug } from '@/domain/client/schema'
import type { SYSTEM_KINDS } from '@/domain/workflow/schema'
import { notFound } from '@/lib/errors'
import type { IncidentLine } from '@/services/health/facts'
import { loadWorkflowRows, type WorkflowRow } from '@/services/health/rows'
import { type HealthState, worstOf } from '@/services/health/state'
import type { QueryContext } from '../context'
import { query } from '../define'

interface Equipment {
  id: string
  parentId: string | null
  level: 'area' | 'line'
  name: string
  path: string
}

export interface OverviewSite {
  id: string
  slug: string
  name: string
  city: string
  zone: string
  equipment: Equipment[]
}

export interface OverviewProcess {
  id: string
  slug: string
  name: string
  portalPhrase: string
  state: HealthState | null
  workflows: WorkflowRow[]
}

interface ClientRecord {
  id: string
  slug: string
  name: string
  createdAt: Date
  archivedAt: Date | null
  portalPublic: boolean
  sites: OverviewSite[]
  systems: { id: string; kind: (typeof SYSTEM_KINDS)[number]; name: string }[]
  processes: { id: string; slug: string; name: string; portalPhrase: string }[]
  sources: { id: string; kind: 'api' | 'ping'; name: string }[]
}

export interface ClientOverview {
  client: Omit<ClientRecord, 'processes'>
  state: HealthState | null
  processes: OverviewProcess[]
  /** claimed, but in no process */
  loose: WorkflowRow[]
  /** registered themselves; somebody must say what they are */
  unclaimed: WorkflowRow[]
  retired: number
  incidents: IncidentLine[]
  /** null when the caller may not see people */
  members: { userId: string; name: string; role: Role; onDutySince: Date | null }[] | null
}

const CLIENT = `
SELECT c.id, c.slug, c.name, c.created_at AS "createdAt", c.archived_at AS "archivedAt", c.portal_public AS "portalPublic",
  coalesce((SELECT json_agg(json_build_object('id', s.id, 'slug', s.slug, 'name', s.name, 'city', s.city, 'zone', s.zone, 'equipment', coalesce((
      SELECT json_agg(json_build_object('id', n.id, 'parentId', n.parent_id, 'level', n.level, 'name', n.name, 'path', n.path) ORDER BY n.path)
      FROM equipment_node n WHERE n.tenant_id = s.tenant_id AND n.site_id = s.id), '[]')) ORDER BY s.created_at, s.id)
    FROM site s WHERE s.tenant_id = c.tenant_id AND s.client_id = c.id), '[]') AS sites,
  coalesce((SELECT json_agg(json_build_object('id', y.id, 'kind', y.kind, 'name', y.name) ORDER BY y.kind, y.name)
    FROM system y WHERE y.tenant_id = c.tenant_id AND y.client_id = c.id), '[]') AS systems,
  coalesce((SELECT json_agg(json_build_object('id', p.id, 'slug', p.slug, 'name', p.name, 'portalPhrase', p.portal_phrase) ORDER BY p.position, p.name)
    FROM process p WHERE p.tenant_id = c.tenant_id AND p.client_id = c.id), '[]') AS processes,
  coalesce((SELECT json_agg(json_build_object('id', o.id, 'kind', o.kind, 'name', o.name) ORDER BY o.name)
    FROM source o WHERE o.tenant_id = c.tenant_id AND o.client_id = c.id), '[]') AS sources
FROM client c
WHERE c.tenant_id = :tenant AND c.id = ANY(:clients) AND c.slug = $1`

const MEMBERS = `
SELECT m.user_id AS "userId", m.name, m.role, m.on_duty_since AS "onDutySince"
FROM membership m
WHERE m.tenant_id = :tenant AND m.revoked_at IS NULL AND (m.expires_at IS NULL OR m.expires_at > $2)
  AND (m.all_clients OR $1::uuid = ANY (m.client_ids))
ORDER BY m.on_duty_since NULLS LAST, m.role, m.name
LIMIT 200`

function processOf(process: ClientRecord['processes'][number], rows: readonly WorkflowRow[]): OverviewProcess {
  const workflows = rows.filter((row) => row.process?.id === process.id)
  return { ...process, workflows, state: worstOf(workflows.map(({ health }) => health.state)) }
}

async function loadMembers(ctx: QueryContext, clientId: string): Promise<ClientOverview['members']> {
  return can(ctx.actor, 'member.read') ? ctx.sql(MEMBERS, [clientId, ctx.now]) : null
}

/** One manufacturer: plants, systems, processes with their workflows, and who looks after it. Six statements. */
export const getClientOverview = query(
  { action: 'client.overview', can: 'client.read', input: z.strictObject({ slug: zSlug }) },
  async (ctx, { slug }): Promise<ClientOverview> => {
    const [record] = await ctx.sql<ClientRecord>(CLIENT, [slug])
    if (!record) throw notFound('client')
    const { processes, ...client } = record
    const rows = await loadWorkflowRows(ctx, { clientId: client.id })
    const live = rows.filter(({ lifecycle }) => lifecycle === 'live')
    return {
      client,
      state: worstOf(live.map(({ health }) => health.state)),
      processes: processes.map((process) => processOf(process, live)),
      loose: live.filter(({ process }) => process === null),
      unclaimed: rows.filter(({ lifecycle }) => lifecycle === 'unclaimed'),
      retired: rows.filter(({ lifecycle }) => lifecycle === 'retired').length,
      incidents: rows.flatMap(({ incidents }) => incidents).sort((a, b) => b.impact - a.impact),
      members: await loadMembers(ctx, client.id),
    }
  },
)
