import { z } from 'zod'
import { CHECKPOINT_CAUSES, digestOf, signCheckpoint } from '@/domain/proof/checkpoint'
import { Frontier } from '@/domain/proof/merkle'
import { own } from '@/infra/db'
import type { MutationContext } from '../context'
import { mutation, unchanged } from '../define'
import { growTree, loadHead } from './grow'
import { liveKey, lockCheckpoints } from './key'

async function lastCheckpoint(ctx: MutationContext) {
  return ctx.tx.auditCheckpoint.findFirst({ where: own(ctx), orderBy: { number: 'desc' } })
}

/**
 * Signs the trail as it stands: one hash over every entry, tied to the checkpoint before. Costs what is new since then.
 * It is kept outside the database and mailed once it stands. A daily one of a trail that has not grown is not made.
 */
export const takeCheckpoint = mutation(
  { action: 'checkpoint.take', can: 'system', input: z.strictObject({ cause: z.enum(CHECKPOINT_CAUSES) }) },
  async (ctx, { cause }) => {
    const { tenantId } = ctx.scope
    await lockCheckpoints(ctx)
    const last = await lastCheckpoint(ctx)
    const head = await loadHead(ctx.sql)
    if (last && last.size === head.seq && cause !== 'freeze')
      return unchanged({ number: last.number, size: Number(last.size) }, 'the trail has not grown')
    const peaks = (last?.peaks ?? []).map((peak) => Buffer.from(peak, 'hex'))
    const { frontier, tiles } = await growTree(ctx.sql, new Frontier(Number(last?.size ?? 0), peaks), head.seq)
    const key = await liveKey(ctx)
    const at = new Date(Math.trunc(ctx.now.getTime()))
    const facts = { partner: tenantId, size: frontier.size, root: frontier.root().toString('hex'), cause }
    const signed = signCheckpoint({ ...facts, at: at.toISOString() }, last, key)
    const number = (last?.number ?? 0) + 1
    await ctx.tx.auditTile.createMany({ data: tiles.map((tile) => ({ tenantId, ...tile })) })
    await ctx.tx.auditCheckpoint.create({
      data: {
        ...{ tenantId, number, size: frontier.size, root: facts.root, cause, at, keyId: key.id },
        ...{ digest: digestOf(signed), body: signed.body, signature: signed.signature },
        peaks: frontier.peaks.map((peak) => peak.toString('hex')),
      },
    })
    await ctx.emit('checkpoint.taken', { number })
    return unchanged({ number, size: frontier.size }, 'the checkpoint is its own record, signed and append-only')
  },
)
