import { z } from 'zod'
import { CHANGE_STATUSES } from '@/domain/change/schema'
import { decodeCursor, pageInput, toPage } from '@/lib/cursor'
import { notFound } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { query } from '../define'
import type { ChangeRecord, DecisionRecord } from './governance-schema'

const SELECT = `
SELECT c.id, c.number, c.client_id AS "clientId", c.workflow_id AS "workflowId", c.version_id AS "versionId", c.baseline_id AS "baselineId",
  c.title, c.why, c.risk, c.rollback, c.status, c.is_emergency AS "isEmergency", c.content_hash AS "contentHash",
  c.requester_name AS "requesterName", c.request_id AS "requestId", c.created_at AS "createdAt", c.submitted_at AS "submittedAt",
  c.decided_at AS "decidedAt", c.cleared_at AS "clearedAt", c.superseded_at AS "supersededAt", c.proved_at AS "provedAt", c.proof,
  c.closed_reason AS "closedReason"
FROM change c WHERE c.tenant_id = :tenant AND c.client_id = ANY(:clients)`

const PAGE = `${SELECT} AND ($1::int IS NULL OR c.number < $1) AND ($2::text IS NULL OR c.status = $2)
  AND ($3::uuid IS NULL OR c.workflow_id = $3)
ORDER BY c.number DESC LIMIT $4`

const DECISIONS = `
SELECT a.request_id AS "requestId", a.approver_name AS "approverName", a.seat_name AS "seatName", a.decision, a.reason, a.content_hash AS "contentHash",
  a.decided_at AS "decidedAt"
FROM approval a JOIN approval_request r ON r.tenant_id = a.tenant_id AND r.id = a.request_id
WHERE a.tenant_id = :tenant AND a.client_id = ANY(:clients) AND r.subject_id = $1 ORDER BY a.decided_at`

const input = z.strictObject({
  ...pageInput,
  status: z.enum(CHANGE_STATUSES, `status: must be one of ${CHANGE_STATUSES.join(', ')}`).optional(),
  workflowId: zId.optional(),
})
const zNumber = z
  .int()
  .min(1)
  .max(2 ** 31 - 1)

/** Changes inside the scope, newest number first. */
export const pageChanges = query({ action: 'change.page', can: 'governance.read', input }, async (ctx, given) => {
  const after = decodeCursor(given.cursor, z.tuple([zNumber]))
  const values = [after?.[0] ?? null, given.status ?? null, given.workflowId ?? null, given.limit + 1]
  const rows = await ctx.sql<ChangeRecord>(PAGE, values)
  return toPage(rows, given.limit, ({ number }) => [number])
})

/** One change with every decision about it. */
export const readChange = query(
  { action: 'change.read', can: 'governance.read', input: z.strictObject({ changeId: zId }) },
  async (ctx, { changeId }) => {
    const [change] = await ctx.sql<ChangeRecord>(`${SELECT} AND c.id = $1`, [changeId])
    if (!change) throw notFound('change')
    return { ...change, decisions: await ctx.sql<DecisionRecord>(DECISIONS, [changeId]) }
  },
)
