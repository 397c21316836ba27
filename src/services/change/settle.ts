import { ownClient } from '@/infra/db'
import type { Prisma } from '@/infra/prisma/client'
import { voidApproval } from '../approval/void'
import { appendAudit } from '../audit/append'
import type { MutationContext } from '../context'
import { clearFinding } from '../finding/clear'
import { openFinding } from '../finding/open'
import { type StoredVersion, standingNow } from '../version/store'
import { changeSubject, moveChange, type StoredChange } from './store'

/** What shows that a version is live. */
export type Proof = { kind: 'sync' | 'active'; at: Date } | { kind: 'run'; at: Date; executionId: string }

interface Governed {
  id: string
  clientId: string
  name: string
  tier: number
}

/** One finding stands per workflow and kind of deviation. */
export const findingKeys = {
  active: (workflowId: string) => `active-not-approved:${workflowId}`,
  unapproved: (versionId: string) => `unapproved-run:${versionId}`,
  zombie: (versionId: string) => `zombie-run:${versionId}`,
  review: (changeId: string) => `emergency-not-confirmed:${changeId}`,
}

export const severityOf = (tier: number) => (tier <= 2 ? ('high' as const) : ('medium' as const))

/** Everything else that was cleared for the workflow gives way at the moment of the proof. */
async function retireOthers(ctx: MutationContext, change: StoredChange, at: Date): Promise<void> {
  const { workflowId, versionId, id } = change
  await ctx.tx.change.updateMany({
    where: { ...ownClient(ctx), workflowId, id: { not: id }, status: 'deployed', supersededAt: null },
    data: { supersededAt: at },
  })
  await ctx.tx.workflowVersion.updateMany({
    where: { ...ownClient(ctx), workflowId, id: { not: versionId }, lifecycle: 'live' },
    data: { lifecycle: 'retired', retiredAt: at },
  })
}

/** The change is seen live: the version takes over, the one before it is retired, what was wrong with it is cleared. */
export async function proveChange(ctx: MutationContext, change: StoredChange, proof: Proof): Promise<void> {
  const at = change.clearedAt && proof.at < change.clearedAt ? change.clearedAt : proof.at
  await moveChange(ctx, change, {
    status: 'deployed',
    provedAt: at,
    proof: JSON.parse(JSON.stringify(proof)) as Prisma.InputJsonObject,
  })
  await retireOthers(ctx, change, at)
  const { versionId, workflowId, clientId } = change
  await ctx.tx.workflowVersion.updateMany({
    where: { ...ownClient(ctx), id: versionId },
    data: { lifecycle: 'live', liveAt: at, retiredAt: null },
  })
  for (const key of [findingKeys.active(workflowId), findingKeys.unapproved(versionId), findingKeys.zombie(versionId)])
    await clearFinding.within(ctx, { key, reason: `CHG-${change.number} cleared this version` })
  await appendAudit(ctx, 'change.prove', {
    subject: changeSubject(change),
    clientId,
    before: { status: change.status },
    after: { status: 'deployed', proof },
  })
}

/** Another version took the place: what waited for its own proof has failed, what waited for a decision must be looked at anew. */
async function failOthers(ctx: MutationContext, version: StoredVersion): Promise<void> {
  const rows = await ctx.tx.change.findMany({
    where: {
      ...ownClient(ctx),
      workflowId: version.workflowId,
      versionId: { not: version.id },
      status: { in: ['submitted', 'approved', 'released'] },
    },
  })
  for (const row of rows as StoredChange[]) {
    const closedReason = `v${version.number} went live instead`
    const isWaiting = row.status === 'submitted'
    const before = { status: row.status }
    const after = { status: isWaiting ? 'draft' : 'failed_proof' }
    await moveChange(
      ctx,
      row,
      isWaiting
        ? { status: 'draft', requestId: null, requestStatus: null, closedReason }
        : { status: 'failed_proof', supersededAt: ctx.now, closedReason },
    )
    if (isWaiting) await voidApproval.within(ctx, { subjectId: row.id, reason: closedReason })
    await appendAudit(ctx, 'change.overtake', {
      subject: changeSubject(row),
      clientId: row.clientId,
      before,
      after,
      reason: closedReason,
    })
  }
}

/** A sync shows which version is active (`isNew`: since this sync): it proves a change, is as approved, or is a finding. */
export async function settleActive(
  ctx: MutationContext,
  workflow: Governed,
  version: StoredVersion,
  { isNew, ...proof }: Proof & { isNew: boolean },
): Promise<void> {
  const { standing, awaited } = await standingNow(ctx, version)
  const key = findingKeys.active(workflow.id)
  if (awaited) await proveChange(ctx, awaited as StoredChange, proof)
  else if (standing === 'as_approved') await clearFinding.within(ctx, { key, reason: 'the approved version is active' })
  else if (standing !== 'no_baseline') {
    if (isNew) await failOthers(ctx, version)
    await openFinding.within(ctx, {
      ...{ kind: 'active_not_approved', key, severity: severityOf(workflow.tier) },
      ...{ subjectKind: 'version', subjectId: version.id, clientId: workflow.clientId, workflowId: workflow.id },
      facts: { version: version.number, hash: version.hash, standing },
    })
  }
  if (awaited) await failOthers(ctx, version)
}
