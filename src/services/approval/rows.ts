import type { Role } from '@/domain/access/roles'
import { type Given, mayDecide, type Refusal, type RequestState } from '@/domain/approval/decide'
import type { Decision, OnTimeout, RequestStatus, SubjectKind } from '@/domain/approval/schema'
import type { QueryContext } from '../context'
import { seatOf } from './store'

export interface DecisionLine {
  approverId: string
  approverName: string
  seatId: string
  seatName: string
  decision: Decision
  reason: string
  decidedAt: Date
}

export interface RequestLine extends RequestState {
  id: string
  client: { id: string; slug: string; name: string }
  subjectKind: SubjectKind
  subjectId: string
  title: string
  summary: string
  requesterName: string
  isAfterReview: boolean
  closedAt: Date | null
  closedReason: string | null
  decisions: DecisionLine[]
}

export const REQUEST_COLUMNS = `
  r.id, json_build_object('id', k.id, 'slug', k.slug, 'name', k.name) AS client, r.subject_kind AS "subjectKind", r.subject_id AS "subjectId",
  r.title, r.summary, r.content_hash AS "contentHash", r.quorum, r.requester_id AS "requesterId", r.requester_name AS "requesterName",
  r.author_ids AS "authorIds", r.is_after_review AS "isAfterReview", r.on_timeout AS "onTimeout", r.requested_at AS "requestedAt",
  r.expires_at AS "expiresAt", r.escalated_at AS "escalatedAt", r.status, r.closed_at AS "closedAt", r.closed_reason AS "closedReason",
  coalesce((SELECT json_agg(json_build_object('approverId', a.approver_id, 'approverName', a.approver_name, 'seatId', a.seat_id,
      'seatName', a.seat_name, 'decision', a.decision, 'reason', a.reason, 'decidedAt', a.decided_at) ORDER BY a.decided_at)
    FROM approval a WHERE a.tenant_id = r.tenant_id AND a.request_id = r.id), '[]') AS decisions`

type Raw = Omit<RequestLine, 'status' | 'onTimeout'> & { status: RequestStatus; onTimeout: OnTimeout }

/** Dates inside JSON come as text. */
export function requestLine(raw: Raw): RequestLine {
  return { ...raw, decisions: raw.decisions.map((each) => ({ ...each, decidedAt: new Date(each.decidedAt) })) }
}

interface Member {
  userId: string
  name: string
  role: Role
  allClients: boolean
  clientIds: string[]
  expiresAt: Date | null
  revokedAt: Date | null
}

/** The reader's own rights, and the seats lent to them now. */
export interface Reader {
  member: Member | null
  lenders: Member[]
}

const MEMBER = `m.user_id AS "userId", m.name, m.role::text AS role, m.all_clients AS "allClients", m.client_ids AS "clientIds",
  m.expires_at AS "expiresAt", m.revoked_at AS "revokedAt"`

const READER = `
SELECT ${MEMBER}, m.user_id <> $1 AS "isLender" FROM membership m
WHERE m.tenant_id = :tenant AND (m.user_id = $1 OR m.user_id IN (SELECT d.from_user_id FROM approval_delegation d
  WHERE d.tenant_id = :tenant AND d.to_user_id = $1 AND d.revoked_at IS NULL AND d.from_at <= $2 AND d.to_at > $2))`

export async function loadReader(ctx: QueryContext): Promise<Reader> {
  if (ctx.actor.kind !== 'user') return { member: null, lenders: [] }
  const rows = await ctx.sql<Member & { isLender: boolean }>(READER, [ctx.actor.id, ctx.now])
  return { member: rows.find(({ isLender }) => !isLender) ?? null, lenders: rows.filter(({ isLender }) => isLender) }
}

export interface Standpoint {
  /** null: may decide from the own seat */
  refusal: Refusal | null
  /** seats lent to the reader that may still decide */
  lent: { userId: string; name: string }[]
}

/** What the reader may do about a request, and why not. */
export function standpoint(request: RequestLine, { member, lenders }: Reader, now: Date): Standpoint {
  if (!member) return { refusal: 'not_a_person', lent: [] }
  const given: Given[] = request.decisions
  const approver = seatOf(member, request.client.id, now)
  const attempt = { approver, seat: approver, isLent: false, contentHash: request.contentHash }
  const lent = lenders.filter((lender) => {
    const seat = seatOf(lender, request.client.id, now)
    return mayDecide(request, given, { ...attempt, seat, isLent: true }, now) === null
  })
  return {
    refusal: mayDecide(request, given, attempt, now),
    lent: lent.map(({ userId, name }) => ({ userId, name })),
  }
}

export interface Voter {
  userId: string
  name: string
  role: Role
}

const VOTERS = `
SELECT r.id AS "requestId", m.user_id AS "userId", m.name, m.role::text AS role
FROM approval_request r JOIN membership m ON m.tenant_id = r.tenant_id
WHERE r.tenant_id = :tenant AND r.client_id = ANY(:clients) AND r.id = ANY($1::uuid[]) AND r.status = 'open'
  AND m.revoked_at IS NULL AND (m.expires_at IS NULL OR m.expires_at > $2)
  AND (m.role = 'partner_owner' OR (m.role = 'partner_approver' AND r.escalated_at IS NULL))
  AND (m.all_clients OR r.client_id = ANY (m.client_ids)) AND m.user_id <> r.requester_id AND m.user_id <> ALL (r.author_ids)
  AND NOT EXISTS (SELECT FROM approval a WHERE a.tenant_id = r.tenant_id AND a.request_id = r.id AND m.user_id IN (a.approver_id, a.seat_id))
ORDER BY m.name`

/** Who can still say yes, by request. */
export async function loadVoters(ctx: QueryContext, requestIds: readonly string[]): Promise<Map<string, Voter[]>> {
  const rows = await ctx.sql<Voter & { requestId: string }>(VOTERS, [requestIds, ctx.now])
  const voters = new Map<string, Voter[]>(requestIds.map((id) => [id, []]))
  for (const { requestId, ...voter } of rows) voters.get(requestId)?.push(voter)
  return voters
}
