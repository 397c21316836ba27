import { z } from 'zod'
import { zSlug } from '@/domain/client/schema'
import { FINDING_STATUSES, type FindingStatus, SEVERITIES, type Severity } from '@/domain/finding/schema'
import { zId } from '@/lib/ids'
import { query } from '../define'

const PAGE = 100

export interface FindingLine {
  id: string
  kind: string
  severity: Severity
  status: FindingStatus
  facts: Record<string, unknown>
  subjectKind: string
  subjectId: string
  client: { slug: string; name: string }
  workflow: { id: string; name: string; tier: number } | null
  openedAt: Date
  lastSeenAt: Date
  clearedAt: Date | null
  clearedReason: string | null
  /** who must act: the workflow's owner at the partner; null: nobody is named */
  owner: string | null
  waiver: { reason: string; expiresAt: Date; requester: string; status: string; requestId: string | null } | null
}

export interface FindingList {
  rows: FindingLine[]
  found: number
  pages: number
  counts: Record<FindingStatus, number>
  kinds: string[]
  clients: { slug: string; name: string }[]
}

const nullable = <Value extends z.ZodType>(value: Value) => value.nullish().transform((given) => given ?? null)

const ListInput = z.strictObject({
  client: nullable(zSlug),
  workflowId: nullable(zId),
  kind: nullable(z.string().max(60)),
  severity: nullable(z.enum(SEVERITIES, `severity: must be one of ${SEVERITIES.join(', ')}`)),
  status: z.enum(FINDING_STATUSES, `status: must be one of ${FINDING_STATUSES.join(', ')}`).default('open'),
  page: z.int().min(1, 'page: begins at 1').max(1_000).default(1),
})

const FILTER = `
FROM finding f JOIN client k ON k.tenant_id = f.tenant_id AND k.id = f.client_id
LEFT JOIN workflow w ON w.tenant_id = f.tenant_id AND w.id = f.workflow_id
WHERE f.tenant_id = :tenant AND f.client_id = ANY(:clients) AND ($1::text IS NULL OR k.slug = $1) AND ($2::uuid IS NULL OR f.workflow_id = $2)
  AND ($3::text IS NULL OR f.kind = $3) AND ($4::text IS NULL OR f.severity = $4)`

const ROWS = `
SELECT f.id, f.kind, f.severity, f.status, f.facts, f.subject_kind AS "subjectKind", f.subject_id AS "subjectId",
  json_build_object('slug', k.slug, 'name', k.name) AS client,
  CASE WHEN w.id IS NOT NULL THEN json_build_object('id', w.id, 'name', w.name, 'tier', w.tier) END AS workflow,
  f.opened_at AS "openedAt", f.last_seen_at AS "lastSeenAt", f.cleared_at AS "clearedAt", f.cleared_reason AS "clearedReason", w.owner_name AS owner,
  (SELECT json_build_object('reason', x.reason, 'expiresAt', x.expires_at, 'requester', x.requester_name, 'status', x.status,
      'requestId', (SELECT r.id FROM approval_request r WHERE r.tenant_id = x.tenant_id AND r.subject_id = x.id ORDER BY r.requested_at DESC LIMIT 1))
    FROM waiver x WHERE x.tenant_id = f.tenant_id AND x.finding_id = f.id ORDER BY x.requested_at DESC LIMIT 1) AS waiver
${FILTER} AND f.status = $5
ORDER BY array_position(ARRAY['high', 'medium', 'low'], f.severity), f.opened_at, f.id LIMIT ${PAGE} OFFSET $6`

const COUNTS = `SELECT f.status, f.kind, count(*)::int AS count ${FILTER} GROUP BY 1, 2 ORDER BY 2`

const CLIENTS = `SELECT k.slug, k.name FROM client k WHERE k.tenant_id = :tenant AND k.id = ANY(:clients) AND k.archived_at IS NULL ORDER BY k.name`

/** Dates inside JSON come as text. */
function lineOf(row: FindingLine): FindingLine {
  return { ...row, waiver: row.waiver && { ...row.waiver, expiresAt: new Date(row.waiver.expiresAt) } }
}

/** What is not as it should be: worst first, then the oldest. */
export const listFindings = query(
  { action: 'finding.list', can: 'governance.read', input: ListInput },
  async (ctx, { client, workflowId, kind, severity, status, page }): Promise<FindingList> => {
    const filter = [client, workflowId, kind, severity]
    const rows = await ctx.sql<FindingLine>(ROWS, [...filter, status, (page - 1) * PAGE])
    const groups = await ctx.sql<{ status: FindingStatus; kind: string; count: number }>(COUNTS, filter)
    const countOf = (wanted: FindingStatus) =>
      groups.filter((group) => group.status === wanted).reduce((sum, { count }) => sum + count, 0)
    return {
      rows: rows.map(lineOf),
      found: countOf(status),
      pages: Math.max(1, Math.ceil(countOf(status) / PAGE)),
      counts: { open: countOf('open'), waived: countOf('waived'), cleared: countOf('cleared') },
      kinds: [...new Set(groups.map((group) => group.kind))],
      clients: await ctx.sql<{ slug: string; name: string }>(CLIENTS),
    }
  },
)
