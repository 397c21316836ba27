import { ownClient } from '@/infra/db'
import { notFound } from '@/lib/errors'
import type { SubjectHooks } from '../approval/hooks'
import type { MutationContext } from '../context'

async function load(ctx: MutationContext, id: string) {
  const waiver = await ctx.tx.waiver.findFirst({ where: { ...ownClient(ctx), id } })
  if (!waiver) throw notFound('waiver')
  return waiver
}

/** What a decision does to its waiver, and so to the finding, in the deciding transaction. */
export const waiverHooks: SubjectHooks = {
  async approved(ctx, { subjectId, id: requestId }) {
    const { id, findingId, stateHash } = await load(ctx, subjectId)
    const where = { ...ownClient(ctx), id }
    await ctx.tx.waiver.updateMany({
      where,
      data: { status: 'granted', requestId, requestStatus: 'approved', decidedAt: ctx.now },
    })
    const standing = { ...ownClient(ctx), id: findingId, status: 'open', stateHash }
    const { count } = await ctx.tx.finding.updateMany({ where: standing, data: { status: 'waived', waiverId: id } })
    // Cleared, or in another state, while people decided: the waiver has nothing to hold for.
    if (count === 0)
      await ctx.tx.waiver.updateMany({
        where,
        data: { status: 'ended', endedAt: ctx.now, endedReason: 'state_changed' },
      })
  },
  async ended(ctx, { subjectId }, how) {
    const { id } = await load(ctx, subjectId)
    await ctx.tx.waiver.updateMany({
      where: { ...ownClient(ctx), id },
      data: { status: 'refused', decidedAt: ctx.now, endedReason: how },
    })
  },
}
