import { ChangeText, changeHash } from '@/domain/change/schema'
import { ownClient } from '@/infra/db'
import { zId } from '@/lib/ids'
import { voidApproval } from '../approval/void'
import type { MutationContext } from '../context'
import { audited, mutation, unchanged } from '../define'
import { requireVersion } from '../version/store'
import { baselineOf, demandAuthors } from './request'
import { changeSubject, demandNext, holdChange, moveChange, type StoredChange } from './store'

/** A cleared version loses its clearance with the words it was given for. */
async function takeBack(ctx: MutationContext, change: StoredChange): Promise<void> {
  if (change.status !== 'approved') return
  await ctx.tx.workflowVersion.updateMany({
    where: { ...ownClient(ctx), id: change.versionId, approvedChangeId: change.id },
    data: { lifecycle: 'draft', approvedChangeId: null, approvedAt: null },
  })
}

/** Changes the words of a change. Whatever was decided about the old ones is void: it is a draft again. */
export const editChange = mutation(
  { action: 'change.edit', can: 'change.request', input: ChangeText.extend({ changeId: zId }) },
  async (ctx, { changeId, ...text }) => {
    const change = await holdChange(ctx, changeId)
    const status = demandNext(change, 'edit')
    await demandAuthors(ctx, text.authorIds)
    const version = await requireVersion(ctx, change.versionId)
    const baseline = await baselineOf(ctx, version)
    // Whoever edits has written part of it, whoever asked first: neither decides.
    const editor = ctx.actor.kind === 'user' ? [ctx.actor.id] : []
    const authorIds = [...new Set([...text.authorIds, ...change.authorIds, ...editor])]
      .filter((id) => id !== change.requesterId)
      .sort()
    const { workflowId, isEmergency } = change
    const words = { ...text, authorIds }
    const contentHash = changeHash({
      ...{ ...words, workflowId, isEmergency },
      ...{ versionHash: version.hash, baselineHash: baseline?.hash ?? null },
    })
    if (contentHash === change.contentHash)
      return unchanged({ changeId, status: change.status, contentHash }, 'the words are the same')
    await takeBack(ctx, change)
    await moveChange(ctx, change, {
      ...{ ...words, contentHash, baselineId: baseline?.id ?? null, status },
      ...{
        requestId: null,
        requestStatus: null,
        clearedAt: null,
        decidedAt: null,
        proofDueAt: null,
        submittedAt: null,
      },
    })
    await voidApproval.within(ctx, { subjectId: changeId, reason: 'the change was edited' })
    return audited(
      { changeId, status, contentHash },
      {
        subject: changeSubject(change),
        clientId: change.clientId,
        before: { status: change.status, contentHash: change.contentHash },
        after: { status, contentHash, ...text },
      },
    )
  },
)
