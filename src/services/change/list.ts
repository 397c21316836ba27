import { z } from 'zod'
import { CHANGE_STATUSES, type ChangeStatus } from '@/domain/change/schema'
import { zSlug } from '@/domain/client/schema'
import { zId } from '@/lib/ids'
import { query } from '../define'

const PAGE = 100

export interface ChangeLine {
  id: string
  number: number
  title: string
  status: ChangeStatus
  isEmergency: boolean
  isBaseline: boolean
  requesterName: string
  createdAt: Date
  client: { slug: string; name: string }
  workflow: { id: string; name: string; tier: number }
  version: number
  baseline: number | null
  /** of the request that stands */
  given: number
  quorum: number | null
  expiresAt: Date | null
  isEscalated: boolean
}

export interface ChangeList {
  rows: ChangeLine[]
  found: number
  pages: number
  counts: Partial<Record<ChangeStatus, number>>
  clients: { slug: string; name: string }[]
}

const nullable = <Value extends z.ZodType>(value: Value) => value.nullish().transform((given) => given ?? null)

const ListInput = z.strictObject({
  client: nullable(zSlug),
  workflowId: nullable(zId),
  status: nullable(z.enum(CHANGE_STATUSES, `status: must be one of ${CHANGE_STATUSES.join(', ')}`)),
  page: z.int().min(1, 'page: begins at 1').max(1_000).default(1),
})

const FILTER = `
FROM change c JOIN client k ON k.tenant_id = c.tenant_id AND k.id = c.client_id
JOIN workflow w ON w.tenant_id = c.tenant_id AND w.id = c.workflow_id
WHERE c.tenant_id = :tenant AND c.client_id = ANY(:clients) AND ($1::text IS NULL OR k.slug = $1) AND ($2::uuid IS NULL OR c.workflow_id = $2)`

const ROWS = `
SELECT c.id, c.number, c.title, c.status, c.is_emergency AS "isEmergency", c.is_baseline AS "isBaseline", c.requester_name AS "requesterName",
  c.created_at AS "createdAt", json_build_object('slug', k.slug, 'name', k.name) AS client,
  json_build_object('id', w.id, 'name', w.name, 'tier', w.tier) AS workflow,
  (SELECT v.number FROM workflow_version v WHERE v.tenant_id = c.tenant_id AND v.id = c.version_id) AS version,
  (SELECT v.number FROM workflow_version v WHERE v.tenant_id = c.tenant_id AND v.id = c.baseline_id) AS baseline,
  (SELECT count(*)::int FROM approval a WHERE a.tenant_id = c.tenant_id AND a.request_id = c.request_id AND a.decision = 'approve') AS given,
  r.quorum, CASE WHEN r.status = 'open' THEN r.expires_at END AS "expiresAt", coalesce(r.escalated_at IS NOT NULL, false) AS "isEscalated"
${FILTER.replace('WHERE', 'LEFT JOIN approval_request r ON r.tenant_id = c.tenant_id AND r.id = c.request_id\nWHERE')}
  AND ($3::text IS NULL OR c.status = $3)
ORDER BY (c.status IN ('submitted', 'draft', 'approved', 'released')) DESC, c.created_at DESC, c.id DESC LIMIT ${PAGE} OFFSET $4`

const COUNTS = `SELECT c.status, count(*)::int AS count ${FILTER} GROUP BY c.status`

const CLIENTS = `SELECT k.slug, k.name FROM client k WHERE k.tenant_id = :tenant AND k.id = ANY(:clients) AND k.archived_at IS NULL ORDER BY k.name`

/** Requests to make a version live: what is pending first, then the latest. */
export const listChanges = query(
  { action: 'change.list', can: 'governance.read', input: ListInput },
  async (ctx, { client, workflowId, status, page }): Promise<ChangeList> => {
    const rows = await ctx.sql<ChangeLine>(ROWS, [client, workflowId, status, (page - 1) * PAGE])
    const counts = await ctx.sql<{ status: ChangeStatus; count: number }>(COUNTS, [client, workflowId])
    const found = counts
      .filter((each) => status === null || each.status === status)
      .reduce((sum, { count }) => sum + count, 0)
    return {
      rows,
      found,
      pages: Math.max(1, Math.ceil(found / PAGE)),
      counts: Object.fromEntries(counts.map((each) => [each.status, each.count])),
      clients: await ctx.sql<{ slug: string; name: string }>(CLIENTS),
    }
  },
)
