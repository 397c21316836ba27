import { z } from 'zod'
import type { ChangeStatus } from '@/domain/change/schema'
import { Definition } from '@/domain/version/canonical'
import { type DefinitionDiff, diffDefinitions } from '@/domain/version/diff'
import { notFound } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { approvalsOf } from '../approval/get'
import type { WaitingApproval } from '../approval/list'
import { query } from '../define'

interface VersionRef {
  id: string
  number: number
  hash: string
  label: string | null
  firstSeenAt: Date
  isActive: boolean
  hasDefinition: boolean
}

export interface ChangeDetail {
  id: string
  number: number
  title: string
  why: string
  risk: string
  rollback: string | null
  status: ChangeStatus
  isEmergency: boolean
  isBaseline: boolean
  contentHash: string
  requesterId: string
  requesterName: string
  authorIds: string[]
  authors: string[]
  createdAt: Date
  submittedAt: Date | null
  decidedAt: Date | null
  clearedAt: Date | null
  supersededAt: Date | null
  proofDueAt: Date | null
  provedAt: Date | null
  proof: { kind: 'sync' | 'active' | 'run'; at: string; executionId?: string } | null
  closedReason: string | null
  client: { id: string; slug: string; name: string }
  workflow: { id: string; name: string; tier: number; zone: string }
  version: VersionRef
  baseline: VersionRef | null
  /** every request about it, the latest first */
  requests: WaitingApproval[]
  /** null: the content of one of the two is not known, only its hash */
  diff: DefinitionDiff | null
}

const VERSION = (column: string) => `
  (SELECT json_build_object('id', v.id, 'number', v.number, 'hash', v.hash, 'label', v.label, 'firstSeenAt', v.first_seen_at, 'isActive', v.is_active,
     'hasDefinition', v.definition IS NOT NULL)
   FROM workflow_version v WHERE v.tenant_id = c.tenant_id AND v.id = c.${column})`
const DEFINITION = (column: string) =>
  `(SELECT v.definition FROM workflow_version v WHERE v.tenant_id = c.tenant_id AND v.id = c.${column})`

const GET = `
SELECT c.id, c.number, c.title, c.why, c.risk, c.rollback, c.status, c.is_emergency AS "isEmergency", c.is_baseline AS "isBaseline",
  c.content_hash AS "contentHash", c.requester_id AS "requesterId", c.requester_name AS "requesterName", c.author_ids AS "authorIds",
  ARRAY(SELECT m.name FROM membership m WHERE m.tenant_id = c.tenant_id AND m.user_id = ANY (c.author_ids) ORDER BY m.name) AS authors,
  c.created_at AS "createdAt", c.submitted_at AS "submittedAt", c.decided_at AS "decidedAt", c.cleared_at AS "clearedAt",
  c.superseded_at AS "supersededAt", c.proof_due_at AS "proofDueAt", c.proved_at AS "provedAt", c.proof, c.closed_reason AS "closedReason",
  json_build_object('id', k.id, 'slug', k.slug, 'name', k.name) AS client,
  json_build_object('id', w.id, 'name', w.name, 'tier', w.tier, 'zone', coalesce(s.zone, 'UTC')) AS workflow,
  ${VERSION('version_id')} AS version, ${VERSION('baseline_id')} AS baseline,
  ${DEFINITION('version_id')} AS "afterDefinition", ${DEFINITION('baseline_id')} AS "beforeDefinition"
FROM change c JOIN client k ON k.tenant_id = c.tenant_id AND k.id = c.client_id
JOIN workflow w ON w.tenant_id = c.tenant_id AND w.id = c.workflow_id
LEFT JOIN site s ON s.tenant_id = w.tenant_id AND s.id = w.site_id
WHERE c.tenant_id = :tenant AND c.client_id = ANY(:clients) AND c.id = $1`

/** The difference in the order in which a person asks; null when either content is not known. */
export function diffOf(before: unknown, after: unknown): DefinitionDiff | null {
  const [left, right] = [Definition.safeParse(before), Definition.safeParse(after)]
  return left.success && right.success ? diffDefinitions(left.data, right.data) : null
}

const refOf = (version: VersionRef): VersionRef => ({ ...version, firstSeenAt: new Date(version.firstSeenAt) })

interface Row extends Omit<ChangeDetail, 'requests' | 'diff'> {
  afterDefinition: unknown
  beforeDefinition: unknown
}

/** One change: what differs, what was asked and said, and what proves that it is live. */
export const getChange = query(
  { action: 'change.get', can: 'governance.read', input: z.strictObject({ changeId: zId }) },
  async (ctx, { changeId }): Promise<ChangeDetail> => {
    const [row] = await ctx.sql<Row>(GET, [changeId])
    if (!row) throw notFound('change')
    const { afterDefinition, beforeDefinition, ...change } = row
    return {
      ...change,
      version: refOf(change.version),
      baseline: change.baseline && refOf(change.baseline),
      requests: await approvalsOf(ctx, changeId),
      diff: change.baseline ? diffOf(beforeDefinition, afterDefinition) : null,
    }
  },
)
