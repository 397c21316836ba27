import { z } from 'zod'
import { ownClient, platformQuery } from '@/infra/db'
import { logger } from '@/infra/logger'
import { zId } from '@/lib/ids'
import type { Caller } from '../context'
import { audited, mutation, unchanged } from '../define'
import { changeSubject, demandNext, holdChange, moveChange } from './store'

const BATCH = 100

/** What was cleared was not seen live in time: the clearance ends. */
export const failProof = mutation(
  { action: 'change.failProof', can: 'system', input: z.strictObject({ changeId: zId }) },
  async (ctx, { changeId }) => {
    const change = await holdChange(ctx, changeId)
    const isWaiting = change.status === 'approved' || change.status === 'released'
    if (!isWaiting || !change.proofDueAt || change.proofDueAt > ctx.now)
      return unchanged({ changeId, status: change.status }, 'it waits for no proof, or has time left')
    const status = demandNext(change, 'fail')
    await moveChange(ctx, change, { status, supersededAt: ctx.now, closedReason: 'not_seen_live' })
    await ctx.tx.workflowVersion.updateMany({
      where: { ...ownClient(ctx), id: change.versionId, lifecycle: 'approved' },
      data: { lifecycle: 'retired', retiredAt: ctx.now },
    })
    return audited(
      { changeId, status },
      {
        subject: changeSubject(change),
        clientId: change.clientId,
        before: { status: change.status },
        after: { status },
      },
    )
  },
)

/** Ends every clearance whose proof is overdue, for all partners. Returns how many were looked at. */
export async function expireProofs(callerOf: (tenantId: string) => Caller): Promise<number> {
  const due = await platformQuery<{ tenant_id: string; id: string }>(
    `SELECT tenant_id, id FROM change WHERE status IN ('approved', 'released') AND proof_due_at <= now() ORDER BY proof_due_at LIMIT ${BATCH}`,
  )
  for (const { tenant_id, id } of due)
    await failProof(callerOf(tenant_id), { changeId: id }).catch((error: unknown) =>
      logger.error({ err: error, changeId: id }, 'an overdue proof could not be closed; it stays due'),
    )
  return due.length
}
