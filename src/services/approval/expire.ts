import { z } from 'zod'
import { timeOut } from '@/domain/approval/decide'
import { platformQuery } from '@/infra/db'
import { logger } from '@/infra/logger'
import { zId } from '@/lib/ids'
import type { Caller } from '../context'
import { audited, mutation, unchanged } from '../define'
import { holdRequest, moveRequest } from './store'
import { tellSubject } from './subjects'

const BATCH = 100

/** The end of a request's time: to the owners once, or denied. It never approves. */
export const timeOutApproval = mutation(
  { action: 'approval.timeOut', can: 'system', input: z.strictObject({ requestId: zId }) },
  async (ctx, { requestId }) => {
    const request = await holdRequest(ctx, requestId)
    const timeout = timeOut(request, ctx.now)
    if (!timeout) return unchanged({ requestId, status: request.status }, 'its time is not over')
    const subject = { kind: 'approval', id: requestId, name: request.title }
    const { clientId } = request
    if (timeout.kind === 'escalated') {
      const { expiresAt } = timeout
      await moveRequest(ctx, request, { escalatedAt: ctx.now, expiresAt })
      await ctx.emit('approval.requested', { requestId })
      return audited(
        { requestId, status: request.status },
        {
          subject,
          clientId,
          before: { expiresAt: request.expiresAt },
          after: { escalatedTo: 'partner_owner', expiresAt },
        },
      )
    }
    await moveRequest(ctx, request, { status: 'expired', closedAt: ctx.now })
    await tellSubject(ctx, request, 'expired')
    await ctx.emit('approval.decided', { requestId })
    return audited(
      { requestId, status: 'expired' as const },
      { subject, clientId, before: { status: request.status }, after: { status: 'expired' } },
    )
  },
)

/** Ends the time of every request that is over, for all partners; safe beside other workers. Returns how many were looked at. */
export async function expireApprovals(callerOf: (tenantId: string) => Caller): Promise<number> {
  const due = await platformQuery<{ tenant_id: string; id: string }>(
    `SELECT tenant_id, id FROM approval_request WHERE status = 'open' AND expires_at <= now() ORDER BY expires_at LIMIT ${BATCH}`,
  )
  for (const { tenant_id, id } of due)
    await timeOutApproval(callerOf(tenant_id), { requestId: id }).catch((error: unknown) =>
      logger.error({ err: error, requestId: id }, 'an approval request could not be timed out; it stays due'),
    )
  return due.length
}
