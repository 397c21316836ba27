import { hasBegun } from '@/domain/maintenance/lifecycle'
import { ownClient } from '@/infra/db'
import { AppError, conflict } from '@/lib/errors'
import { voidApproval } from '../approval/void'
import type { MutationContext } from '../context'
import { askApproval } from './ask'
import { markPromises } from './decided'
import { type HeldMaintenance, holdMaintenance, moveMaintenance, type RevisionContent, writeRevision } from './store'

/** An open question about what is given up is closed; what was approved stays in the record as it was. */
export async function dropQuestion(ctx: MutationContext, held: HeldMaintenance, reason: string): Promise<void> {
  if (held.status === 'pending') await voidApproval.within(ctx, { subjectId: held.id, reason })
}

/** From now on the latest revision gives no new occurrences. */
export async function supersede(ctx: MutationContext, { id, revision }: HeldMaintenance): Promise<void> {
  const where = { ...ownClient(ctx), maintenanceId: id, number: revision }
  await ctx.tx.maintenanceRevision.updateMany({ where, data: { supersededAt: ctx.now } })
}

/**
 * Puts a new revision in the place of the latest: its approval is asked for anew, and what has begun keeps the old one.
 * Late (something has begun): only with a reason.
 */
export async function revise(
  ctx: MutationContext,
  held: HeldMaintenance,
  content: RevisionContent & { basedOn: number; reason: string | null },
): Promise<{ revision: number; status: 'draft' | 'pending' }> {
  const { basedOn, reason, ...revised } = content
  if (held.revision !== basedOn) throw conflict('maintenance window')
  if (held.status === 'cancelled') throw new AppError('CONFLICT', 'This window was cancelled. Plan a new one.')
  if (!reason && held.status !== 'draft' && hasBegun(held.latest.plan, held.createdAt, ctx.now))
    throw new AppError('INVALID', 'reason: part of this window has begun already; say why it is changed.')
  await dropQuestion(ctx, held, reason ?? 'edited')
  await supersede(ctx, held)
  const revision = held.revision + 1
  await writeRevision(
    ctx,
    { id: held.id, clientId: held.clientId, number: revision },
    { ...revised, editReason: reason },
  )
  const isDraft = held.status === 'draft'
  await moveMaintenance(ctx, held, { revision, title: revised.title, ...(!isDraft && { status: 'draft' }) })
  if (!isDraft) await askApproval(ctx, await holdMaintenance(ctx, held.id))
  await markPromises(ctx, held.clientId)
  return { revision, status: isDraft ? 'draft' : 'pending' }
}
