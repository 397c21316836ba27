import { z } from 'zod'
import { FINDING_STATUSES } from '@/domain/finding/schema'
import { decodeCursor, pageInput, toPage } from '@/lib/cursor'
import { zId } from '@/lib/ids'
import { query } from '../define'
import type { FindingRecord, VersionRecord } from './governance-schema'

const FINDINGS = `
SELECT f.id, f.client_id AS "clientId", f.workflow_id AS "workflowId", f.kind, f.severity, f.status, f.facts, f.opened_at AS "openedAt",
  f.last_seen_at AS "lastSeenAt", f.cleared_at AS "clearedAt", f.cleared_reason AS "clearedReason"
FROM finding f
WHERE f.tenant_id = :tenant AND f.client_id = ANY(:clients) AND ($1::uuid IS NULL OR f.id < $1) AND ($2::text IS NULL OR f.status = $2)
  AND ($3::uuid IS NULL OR f.workflow_id = $3)
ORDER BY f.id DESC LIMIT $4`

const findingInput = z.strictObject({
  ...pageInput,
  status: z.enum(FINDING_STATUSES, `status: must be one of ${FINDING_STATUSES.join(', ')}`).optional(),
  workflowId: zId.optional(),
})

/** Findings inside the scope, newest first. */
export const pageFindings = query(
  { action: 'finding.page', can: 'governance.read', input: findingInput },
  async (ctx, { cursor, limit, status, workflowId }) => {
    const after = decodeCursor(cursor, z.tuple([zId]))
    const values = [after?.[0] ?? null, status ?? null, workflowId ?? null, limit + 1]
    return toPage(await ctx.sql<FindingRecord>(FINDINGS, values), limit, ({ id }) => [id])
  },
)

const VERSIONS = `
SELECT v.id, v.client_id AS "clientId", v.workflow_id AS "workflowId", v.number, v.hash, v.external_id AS "externalId", v.lifecycle,
  v.is_active AS "isActive", v.first_seen_at AS "firstSeenAt", v.last_seen_at AS "lastSeenAt", v.approved_at AS "approvedAt",
  v.live_at AS "liveAt", v.retired_at AS "retiredAt"
FROM workflow_version v
WHERE v.tenant_id = :tenant AND v.client_id = ANY(:clients) AND ($1::uuid IS NULL OR v.id < $1) AND ($2::uuid IS NULL OR v.workflow_id = $2)
ORDER BY v.id DESC LIMIT $3`

/** Versions of workflows inside the scope, newest first. */
export const pageVersions = query(
  {
    action: 'version.page',
    can: 'governance.read',
    input: z.strictObject({ ...pageInput, workflowId: zId.optional() }),
  },
  async (ctx, { cursor, limit, workflowId }) => {
    const after = decodeCursor(cursor, z.tuple([zId]))
    const rows = await ctx.sql<VersionRecord>(VERSIONS, [after?.[0] ?? null, workflowId ?? null, limit + 1])
    return toPage(rows, limit, ({ id }) => [id])
  },
)
