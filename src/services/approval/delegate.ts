import { z } from 'zod'
import { ROLE_PERMISSIONS } from '@/domain/access/permissions'
import { delegationRefusal } from '@/domain/approval/delegation'
import { delegationError } from '@/domain/approval/refusal'
import { zReason } from '@/domain/approval/schema'
import { own } from '@/infra/db'
import { AppError, notFound } from '@/lib/errors'
import { newId, zId } from '@/lib/ids'
import { audited, mutation, unchanged } from '../define'
import { loadMember, requireUser } from '../member/store'

const DelegateInput = z.strictObject({
  toUserId: zId,
  from: z.date('from: must be a date and time'),
  until: z.date('until: must be a date and time'),
  reason: zReason,
})

/**
 * Lends one's own seat for a time to somebody who may decide too: a voice more, never a right more. It does not help with
 * what the lender or the borrower asked for or wrote.
 */
export const delegateApproval = mutation(
  { action: 'approval.delegate', can: 'approval.decide', input: DelegateInput },
  async (ctx, { toUserId, from, until: to, reason }) => {
    const { id: fromUserId, name } = requireUser(ctx)
    const member = await loadMember(ctx, toUserId)
    if (!ROLE_PERMISSIONS[member.role].includes('approval.decide'))
      throw new AppError(
        'INVALID',
        `toUserId: ${member.name} may not decide. Lend your seat to an approver or an owner.`,
      )
    const wanted = { fromUserId, toUserId, fromAt: from, toAt: to, revokedAt: null }
    await ctx.sql(`SELECT pg_advisory_xact_lock(hashtextextended('approval_delegation' || $1, 0))::text`, [
      ctx.scope.tenantId,
    ])
    const standing = await ctx.tx.approvalDelegation.findMany({
      where: { ...own(ctx), revokedAt: null, toAt: { gt: ctx.now } },
    })
    const refusal = delegationRefusal(wanted, standing, ctx.now)
    if (refusal) throw delegationError(refusal)
    const same = standing.find(
      (each) => each.fromUserId === fromUserId && each.toUserId === toUserId && each.fromAt < to && from < each.toAt,
    )
    if (same) throw new AppError('CONFLICT', `Your seat is lent to ${member.name} in this time already.`)
    const delegationId = newId()
    await ctx.tx.approvalDelegation.create({
      data: { tenantId: ctx.scope.tenantId, id: delegationId, ...wanted, reason, createdAt: ctx.now },
    })
    return audited(
      { delegationId },
      {
        subject: { kind: 'delegation', id: delegationId, name: `${name} → ${member.name}` },
        after: { toUserId, from, until: to },
        reason,
      },
    )
  },
)

/** Takes one's seat back before the time is over. */
export const endDelegation = mutation(
  { action: 'approval.endDelegation', can: 'approval.decide', input: z.strictObject({ delegationId: zId }) },
  async (ctx, { delegationId }) => {
    const row = await ctx.tx.approvalDelegation.findFirst({ where: { ...own(ctx), id: delegationId } })
    if (!row || row.fromUserId !== requireUser(ctx).id) throw notFound('delegation of yours')
    if (row.revokedAt) return unchanged({ delegationId }, 'it was ended before')
    await ctx.tx.approvalDelegation.updateMany({
      where: { ...own(ctx), id: delegationId },
      data: { revokedAt: ctx.now },
    })
    return audited(
      { delegationId },
      { subject: { kind: 'delegation', id: delegationId, name: ctx.actor.name }, after: { revokedAt: ctx.now } },
    )
  },
)
