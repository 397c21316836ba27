import { z } from 'zod'
import { zId } from '@/lib/ids'
import { audited, mutation, unchanged } from '../define'
import { moveRequest, standingRequest } from './store'

/**
 * The content changed, so what was asked or approved before counts no longer. Joined by the verb that edits the subject;
 * what was never asked for stays as it is.
 */
export const voidApproval = mutation(
  {
    action: 'approval.void',
    can: 'change.request',
    input: z.strictObject({ subjectId: zId, reason: z.string().min(1).max(1_000) }),
  },
  async (ctx, { subjectId, reason }) => {
    const request = await standingRequest(ctx, subjectId)
    if (!request) return unchanged({ requestId: null as string | null }, 'nothing was asked')
    const { id, title, clientId, status } = request
    const isOpen = status === 'open'
    await moveRequest(ctx, request, { status: 'voided', ...(isOpen && { closedAt: ctx.now }), closedReason: reason })
    await ctx.emit('approval.decided', { requestId: id })
    return audited(
      { requestId: id as string | null },
      {
        subject: { kind: 'approval', id, name: title },
        clientId,
        before: { status },
        after: { status: 'voided' },
        reason,
      },
    )
  },
)
