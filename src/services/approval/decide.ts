import { z } from 'zod'
import { decide } from '@/domain/approval/decide'
import { lentTo } from '@/domain/approval/delegation'
import { refusalError } from '@/domain/approval/refusal'
import { DECISIONS, zContentHash, zReason } from '@/domain/approval/schema'
import { own } from '@/infra/db'
import { newId, zId } from '@/lib/ids'
import type { MutationContext } from '../context'
import { audited, mutation, unchanged } from '../define'
import { givenTo, holdRequest, loadSeat, moveRequest, type StoredRequest } from './store'
import { tellSubject } from './subjects'

const DecideInput = z.strictObject({
  requestId: zId,
  decision: z.enum(DECISIONS, `decision: must be one of ${DECISIONS.join(', ')}`),
  reason: zReason,
  /** hash of the content that was looked at, as the request shows it */
  contentHash: zContentHash,
  /** whose seat you speak from, when somebody lent you theirs; left out: your own */
  forUserId: zId.nullish().transform((id) => id ?? null),
})

/** The approver with their own seat, or the one that was lent to them. */
async function seatsOf(ctx: MutationContext, request: StoredRequest, forUserId: string | null) {
  if (ctx.actor.kind !== 'user') throw refusalError('not_a_person')
  const approver = await loadSeat(ctx, ctx.actor.id, request.clientId)
  if (!forUserId || forUserId === ctx.actor.id) return { approver, holder: approver, delegation: null }
  const holder = await loadSeat(ctx, forUserId, request.clientId)
  const people = { fromUserId: forUserId, toUserId: ctx.actor.id }
  const lent = await ctx.tx.approvalDelegation.findMany({ where: { ...own(ctx), ...people } })
  return { approver, holder, delegation: lentTo(lent, people, ctx.now) }
}

/**
 * One person's decision. Refused for who asked and who wrote it, owners included, by the rules here and by CHECKs in the
 * database. The last yes that was needed applies the subject in this transaction; one no ends the request.
 */
export const decideApproval = mutation(
  { action: 'approval.decide', can: 'approval.decide', input: DecideInput },
  async (ctx, { requestId, decision, reason, contentHash, forUserId }) => {
    const request = await holdRequest(ctx, requestId)
    const { approver, holder, delegation } = await seatsOf(ctx, request, forUserId)
    const attempt = { approver: approver.seat, seat: holder.seat, isLent: delegation !== null, decision, contentHash }
    const ruling = decide(request, await givenTo(ctx, requestId), attempt, ctx.now)
    if (ruling.kind === 'refused') throw refusalError(ruling.why)
    if (ruling.kind === 'repeated')
      return unchanged({ requestId, status: request.status }, 'this person said the same before')
    const { clientId, requesterId, authorIds } = request
    const delegationId = delegation?.id ?? null
    await ctx.tx.approval.create({
      data: {
        ...{ tenantId: ctx.scope.tenantId, id: newId(), clientId, requestId, requesterId, authorIds: [...authorIds] },
        ...{ contentHash: request.contentHash, approverId: approver.seat.userId, approverName: approver.name },
        ...{ seatId: holder.seat.userId, seatName: holder.name, seatRole: holder.role, delegationId },
        ...{ decision, reason, decidedAt: ctx.now },
      },
    })
    const { status } = ruling
    if (status !== 'open') {
      await moveRequest(ctx, request, { status, closedAt: ctx.now })
      await tellSubject(ctx, { ...request, status, version: request.version + 1 }, status)
    }
    await ctx.emit('approval.decided', { requestId })
    return audited(
      { requestId, status },
      {
        subject: { kind: 'approval', id: requestId, name: request.title },
        clientId,
        before: { status: request.status },
        after: { status, decision, contentHash, ...(delegationId && { from: holder.name, delegationId }) },
        reason,
      },
    )
  },
)
