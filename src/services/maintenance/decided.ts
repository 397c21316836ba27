import { ownClient } from '@/infra/db'
import type { SubjectHooks } from '../approval/hooks'
import type { StoredRequest } from '../approval/store'
import type { MutationContext } from '../context'
import { markDirtySpan } from '../rollup/mark'
import { holdMaintenance, moveMaintenance } from './store'

const DAY_MS = 86_400_000

/** What is promised for days from now on may rest on this window. */
export function markPromises(ctx: MutationContext, clientId: string): Promise<void> {
  const to = new Date(ctx.now.getTime() + DAY_MS)
  return markDirtySpan(ctx.sql, { clientId, subject: '*', reason: 'maintenance', from: ctx.now, to })
}

/** The yes counts from now: what has begun before stays as it was. */
async function approved(ctx: MutationContext, request: StoredRequest): Promise<void> {
  const held = await holdMaintenance(ctx, request.subjectId)
  const where = { ...ownClient(ctx), maintenanceId: held.id, number: held.revision, approvalRequestId: request.id }
  const data = { approvalStatus: 'approved', approvedAt: ctx.now }
  const { count } = await ctx.tx.maintenanceRevision.updateMany({ where, data })
  if (count === 0) throw new Error('an approval of a revision that has given way')
  await moveMaintenance(ctx, held, { status: 'approved' })
  await markPromises(ctx, held.clientId)
}

async function ended(ctx: MutationContext, { subjectId }: StoredRequest, how: string): Promise<void> {
  const held = await holdMaintenance(ctx, subjectId)
  if (held.status === 'pending')
    await moveMaintenance(ctx, held, { status: how === 'withdrawn' ? 'draft' : 'rejected' })
}

/** What a decision about a window does. */
export const maintenanceHooks: SubjectHooks = { approved, ended }
