import { decisionDeadline, proofDeadline } from '@/domain/change/lifecycle'
import { ownClient } from '@/infra/db'
import type { SubjectHooks } from '../approval/hooks'
import { requestApproval } from '../approval/request'
import type { StoredRequest } from '../approval/store'
import type { MutationContext } from '../context'
import { openFinding } from '../finding/open'
import { findingKeys, proveChange } from './settle'
import { demandNext, holdChange, moveChange, type StoredChange } from './store'

/** The version may run from now on; if it is the active one already, that is the proof. */
export async function clearVersion(ctx: MutationContext, change: StoredChange): Promise<void> {
  const where = { ...ownClient(ctx), id: change.versionId }
  await ctx.tx.workflowVersion.updateMany({
    where,
    data: { lifecycle: 'approved', approvedChangeId: change.id, approvedAt: ctx.now },
  })
  const isActive = (await ctx.tx.workflowVersion.count({ where: { ...where, isActive: true } })) > 0
  if (isActive) await proveChange(ctx, change, { kind: 'active', at: ctx.now })
}

/** Puts the change to its approvers. */
export async function askApproval(
  ctx: MutationContext,
  { id, number, title, why, clientId, contentHash, authorIds, isEmergency }: StoredChange,
  quorum: number,
): Promise<string> {
  const { requestId } = await requestApproval.within(ctx, {
    ...{ subjectKind: 'change', subjectId: id, clientId, contentHash, quorum, authorIds },
    ...{ title: `CHG-${number} ${title}`, summary: why, isAfterReview: isEmergency },
    ...{ expiresAt: decisionDeadline(isEmergency, ctx.now), onTimeout: 'escalate' },
  })
  return requestId
}

async function emergencyApproved(ctx: MutationContext, change: StoredChange): Promise<void> {
  await moveChange(ctx, change, { requestStatus: 'approved', decidedAt: ctx.now })
}

/** What a decision does to its change, in the deciding transaction. */
export const changeHooks: SubjectHooks = {
  async approved(ctx, { subjectId }) {
    const change = await holdChange(ctx, subjectId)
    const status = demandNext(change, 'approve')
    if (change.isEmergency) return emergencyApproved(ctx, change)
    const cleared = { clearedAt: ctx.now, proofDueAt: proofDeadline(ctx.now), closedReason: null }
    await moveChange(ctx, change, { status, requestStatus: 'approved', decidedAt: ctx.now, ...cleared })
    await clearVersion(ctx, { ...change, status, ...cleared, version: change.version + 1 })
  },
  async ended(ctx, { subjectId }: StoredRequest, how) {
    const change = await holdChange(ctx, subjectId)
    const action = ({ rejected: 'reject', expired: 'expire', withdrawn: 'withdraw' } as const)[how]
    if (!change.isEmergency || how === 'withdrawn') {
      await moveChange(ctx, change, { status: demandNext(change, action), decidedAt: ctx.now })
      return
    }
    // It is out already: the "no" is a finding until another version is live.
    await moveChange(ctx, change, { status: demandNext(change, action), decidedAt: ctx.now, closedReason: how })
    await openFinding.within(ctx, {
      ...{ kind: 'emergency_not_confirmed', key: findingKeys.review(change.id), severity: 'high' },
      ...{ subjectKind: 'change', subjectId: change.id, clientId: change.clientId, workflowId: change.workflowId },
      facts: { change: change.number, outcome: how },
    })
  },
}
