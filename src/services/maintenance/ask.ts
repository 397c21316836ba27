import { NOBODY } from '@/domain/approval/schema'
import { decisionDeadline } from '@/domain/maintenance/lifecycle'
import { ownClient } from '@/infra/db'
import { requestApproval } from '../approval/request'
import type { MutationContext } from '../context'
import { type HeldMaintenance, maintenanceName, moveMaintenance } from './store'

/** Puts the latest revision to somebody else's decision. */
export async function askApproval(ctx: MutationContext, held: HeldMaintenance): Promise<void> {
  const { id, clientId, revision, latest } = held
  const { contentHash, work, authorId, plan } = latest
  const { requestId } = await requestApproval.within(ctx, {
    ...{ subjectKind: 'maintenance', subjectId: id, clientId, title: maintenanceName(held), summary: work },
    ...{ contentHash, quorum: 1, authorIds: authorId === NOBODY ? [] : [authorId], isAfterReview: false },
    ...{ expiresAt: decisionDeadline(plan, ctx.now), onTimeout: 'deny' },
  })
  const where = { ...ownClient(ctx), maintenanceId: id, number: revision }
  await ctx.tx.maintenanceRevision.updateMany({ where, data: { requestedAt: ctx.now, approvalRequestId: requestId } })
  await moveMaintenance(ctx, held, { status: 'pending' })
}
