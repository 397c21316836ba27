import { z } from 'zod'
import type { IncidentKind, IncidentStatus } from '@/domain/incident/schema'
import { notFound } from '@/lib/errors'
import type { QueryContext } from '../../context'
import { rankOrder } from '../../correlation/heads'
import { query } from '../../define'

export interface GroupMember {
  id: string
  number: number
  title: string
  kind: IncidentKind
  status: IncidentStatus
  rank: number
  openedAt: Date
  occurrences: number
  workflowName: string
  client: { slug: string; name: string }
  /** a person merged it; else the rule of the group brought it here */
  isMerged: boolean
}

/** Equal signals, counted by what they say. */
export interface SignalCount {
  contentHash: string
  number: number
  firstAt: Date
  lastAt: Date
  count: number
  sample: { errorClass?: string | null; errorStep?: string | null; message?: string | null; ref?: string | null }
}

export interface IncidentGroup {
  /** the one this stands under, where the reader may see it */
  head: { number: number; title: string; client: string; isMerged: boolean } | null
  /** inside the reader's scope only: other clients' members are sealed */
  members: GroupMember[]
  signals: SignalCount[]
  /** signals of all kinds, counted */
  signalCount: number
}

const HEAD = `
SELECT i.id, h.number, h.title, c.name AS client, i.merged_into_id IS NOT NULL AS "isMerged"
FROM incident i
LEFT JOIN incident h ON h.tenant_id = i.tenant_id AND h.client_id = ANY(:clients) AND h.id = coalesce(i.merged_into_id, i.parent_id)
LEFT JOIN client c ON c.tenant_id = h.tenant_id AND c.id = h.client_id
WHERE i.tenant_id = :tenant AND i.client_id = ANY(:clients) AND i.number = $1`

const MEMBERS = `
SELECT m.id, m.number, m.title, m.kind, m.status, ${rankOrder('m')} AS rank, m.opened_at AS "openedAt", m.occurrences, w.name AS "workflowName",
  json_build_object('slug', c.slug, 'name', c.name) AS client, m.merged_into_id IS NOT NULL AS "isMerged"
FROM incident m
JOIN workflow w ON w.tenant_id = m.tenant_id AND w.id = m.workflow_id
JOIN client c ON c.tenant_id = m.tenant_id AND c.id = m.client_id
WHERE m.tenant_id = :tenant AND m.client_id = ANY(:clients) AND (m.parent_id = $1 OR m.merged_into_id = $1)
ORDER BY m.status = 'resolved', rank DESC, m.opened_at, m.number LIMIT 200`

const SIGNALS = `
SELECT s.content_hash AS "contentHash", i.number, s.first_at AS "firstAt", s.last_at AS "lastAt", s.count, s.sample,
  sum(s.count) OVER ()::int AS total
FROM incident_signal s JOIN incident i ON i.tenant_id = s.tenant_id AND i.id = s.incident_id
WHERE s.tenant_id = :tenant AND s.client_id = ANY(:clients) AND s.incident_id = ANY($1::uuid[])
ORDER BY s.count DESC, s.first_at LIMIT 12`

async function signalsOf(ctx: QueryContext, ids: string[]) {
  const rows = await ctx.sql<SignalCount & { total: number }>(SIGNALS, [ids])
  return { signals: rows.map(({ total: _, ...row }) => row), signalCount: rows[0]?.total ?? 0 }
}

/** What stands under an incident, and the one it stands under, as far as the reader may see. Three statements. */
export const getIncidentGroup = query(
  {
    action: 'incident.group',
    can: 'incident.read',
    input: z.strictObject({ number: z.int('number: must be a whole number').min(1).max(2_147_483_647) }),
  },
  async (ctx, { number }): Promise<IncidentGroup> => {
    const [row] = await ctx.sql<{
      id: string
      number: number | null
      title: string
      client: string
      isMerged: boolean
    }>(HEAD, [number])
    if (!row) throw notFound('incident')
    const members = await ctx.sql<GroupMember>(MEMBERS, [row.id])
    const { title, client, isMerged } = row
    return {
      head: row.number === null ? null : { number: row.number, title, client, isMerged },
      members,
      ...(await signalsOf(ctx, [row.id, ...members.map(({ id }) => id)])),
    }
  },
)
