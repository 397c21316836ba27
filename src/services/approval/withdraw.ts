import { z } from 'zod'
import { zReason } from '@/domain/approval/schema'
import { AppError } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { audited, mutation, unchanged } from '../define'
import { holdRequest, moveRequest, requesterOf } from './store'
import { tellSubject } from './subjects'

/** The requester takes back what waits for a decision. */
export const withdrawApproval = mutation(
  {
    action: 'approval.withdraw',
    can: 'change.request',
    plan: 'always',
    input: z.strictObject({ requestId: zId, reason: zReason }),
  },
  async (ctx, { requestId, reason }) => {
    const request = await holdRequest(ctx, requestId)
    const { title, clientId, status } = request
    if (status === 'withdrawn') return unchanged({ requestId, status }, 'it was withdrawn before')
    if ((await requesterOf(ctx)).id !== request.requesterId)
      throw new AppError('FORBIDDEN', `Only ${request.requesterName}, who asked for this, can withdraw it.`)
    if (status !== 'open') throw new AppError('CONFLICT', 'This request is closed: nothing is left to withdraw.')
    await moveRequest(ctx, request, { status: 'withdrawn', closedAt: ctx.now, closedReason: reason })
    await tellSubject(ctx, request, 'withdrawn')
    return audited(
      { requestId, status: 'withdrawn' as const },
      {
        subject: { kind: 'approval', id: requestId, name: title },
        clientId,
        before: { status },
        after: { status: 'withdrawn' },
        reason,
      },
    )
  },
)
