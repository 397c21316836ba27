import { z } from 'zod'
import { zReason } from '@/domain/approval/schema'
import { ownClient } from '@/infra/db'
import { AppError } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { requesterOf } from '../approval/store'
import { voidApproval } from '../approval/void'
import { audited, mutation, unchanged } from '../define'
import { changeSubject, demandNext, holdChange, moveChange } from './store'

/** The requester takes a change back, also an approved one that is not live yet. */
export const withdrawChange = mutation(
  {
    action: 'change.withdraw',
    can: 'change.request',
    plan: 'always',
    input: z.strictObject({ changeId: zId, reason: zReason }),
  },
  async (ctx, { changeId, reason }) => {
    const change = await holdChange(ctx, changeId)
    if (change.status === 'withdrawn') return unchanged({ changeId, status: change.status }, 'it was withdrawn before')
    if ((await requesterOf(ctx)).id !== change.requesterId)
      throw new AppError('FORBIDDEN', `Only ${change.requesterName}, who asked for this change, can withdraw it.`)
    const status = demandNext(change, 'withdraw')
    await ctx.tx.workflowVersion.updateMany({
      where: { ...ownClient(ctx), id: change.versionId, approvedChangeId: change.id },
      data: { lifecycle: 'draft', approvedChangeId: null, approvedAt: null },
    })
    const taken = { requestId: null, requestStatus: null, clearedAt: null, closedReason: reason }
    await moveChange(ctx, change, { status, ...taken })
    await voidApproval.within(ctx, { subjectId: changeId, reason })
    return audited(
      { changeId, status },
      {
        subject: changeSubject(change),
        clientId: change.clientId,
        before: { status: change.status },
        after: { status },
        reason,
      },
    )
  },
)
