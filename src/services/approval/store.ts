import type { Actor } from '@/domain/access/actor'
import { can } from '@/domain/access/actor'
import type { Role } from '@/domain/access/roles'
import type { Given, RequestState, Seat } from '@/domain/approval/decide'
import { type Decision, NOBODY, type OnTimeout, type RequestStatus, type SubjectKind } from '@/domain/approval/schema'
import { isMembershipLive } from '@/domain/session/policy'
import { own, ownClient } from '@/infra/db'
import { conflict, notFound } from '@/lib/errors'
import type { MutationContext } from '../context'

export interface StoredRequest extends RequestState {
  id: string
  clientId: string
  subjectKind: SubjectKind
  subjectId: string
  title: string
  summary: string
  requesterName: string
  isAfterReview: boolean
  version: number
}

type Row = Awaited<ReturnType<MutationContext['tx']['approvalRequest']['findFirst']>>

function requestOf(row: NonNullable<Row>): StoredRequest {
  return {
    ...row,
    subjectKind: row.subjectKind as SubjectKind,
    status: row.status as RequestStatus,
    onTimeout: row.onTimeout as OnTimeout,
  }
}

/** A request inside the scope, held until commit: decisions about it wait for each other. */
export async function holdRequest(ctx: MutationContext, id: string): Promise<StoredRequest> {
  const held = await ctx.sql(
    'SELECT r.id FROM approval_request r WHERE r.tenant_id = :tenant AND r.client_id = ANY(:clients) AND r.id = $1::uuid FOR UPDATE',
    [id],
  )
  const row = held.length > 0 ? await ctx.tx.approvalRequest.findFirst({ where: { ...ownClient(ctx), id } }) : null
  if (!row) throw notFound('approval request')
  return requestOf(row)
}

/** The latest request about a subject that still stands (open or approved), or null. */
export async function standingRequest(ctx: MutationContext, subjectId: string): Promise<StoredRequest | null> {
  const row = await ctx.tx.approvalRequest.findFirst({
    where: { ...ownClient(ctx), subjectId, status: { in: ['open', 'approved'] } },
    orderBy: { requestedAt: 'desc' },
  })
  return row && requestOf(row)
}

export async function givenTo(ctx: MutationContext, requestId: string): Promise<Given[]> {
  const rows = await ctx.tx.approval.findMany({ where: { ...ownClient(ctx), requestId }, orderBy: { id: 'asc' } })
  return rows.map(({ approverId, seatId, decision }) => ({ approverId, seatId, decision: decision as Decision }))
}

/** What closes or moves a request; its version is the one that was read, else CONFLICT. */
export async function moveRequest(
  ctx: MutationContext,
  { id, version }: StoredRequest,
  data: { status?: RequestStatus; closedAt?: Date; closedReason?: string; escalatedAt?: Date; expiresAt?: Date },
): Promise<void> {
  const where = { ...ownClient(ctx), id, version }
  const { count } = await ctx.tx.approvalRequest.updateMany({ where, data: { ...data, version: version + 1 } })
  if (count === 0) throw conflict('approval request')
}

/** Role and reach of a member, as far as deciding for a client goes. The same list stands in the trigger `approval_admit`. */
export function seatOf(
  member: {
    userId: string
    role: Role
    allClients: boolean
    clientIds: readonly string[]
    expiresAt: Date | null
    revokedAt: Date | null
  },
  clientId: string,
  now: Date,
): Seat {
  const asActor: Actor = { kind: 'user', id: member.userId, name: '', role: member.role, sessionId: '' }
  const isReached = member.allClients || member.clientIds.includes(clientId)
  return {
    userId: member.userId,
    mayDecide: can(asActor, 'approval.decide') && isReached && isMembershipLive(member, now),
    isOwner: member.role === 'partner_owner',
  }
}

/** Somebody of this partner with what they may decide for the client now. */
export async function loadSeat(ctx: MutationContext, userId: string, clientId: string) {
  const member = await ctx.tx.membership.findFirst({ where: { ...own(ctx), userId } })
  if (!member) throw notFound('member')
  return { name: member.name, role: member.role, seat: seatOf(member, clientId, ctx.now) }
}

/**
 * The person who answers for the request: who calls, or who made the key that calls (else one could ask with a key and
 * decide in person). The machine is nobody.
 */
export async function requesterOf(ctx: MutationContext): Promise<{ id: string; name: string }> {
  const { actor } = ctx
  if (actor.kind === 'user') return { id: actor.id, name: actor.name }
  if (actor.kind !== 'key') return { id: NOBODY, name: actor.name }
  const key = await ctx.tx.apiKey.findFirst({ where: { ...own(ctx), id: actor.id }, select: { createdBy: true } })
  return { id: key?.createdBy ?? NOBODY, name: actor.name }
}
