import { z } from 'zod'
import { monthSpan } from '@/domain/calendar/day'
import { computeMonth } from '@/domain/month/compute'
import { freezeProblem, inputsDigest, seal } from '@/domain/month/freeze'
import { zMonth } from '@/domain/month/schema'
import { AppError } from '@/lib/errors'
import { newId, zId } from '@/lib/ids'
import { audited, mutation, unchanged } from '../define'
import { collectMonth } from './collect'
import { demandSettled, settleClient } from './settle'
import { loadFreeze } from './store'

export const zReason = z
  .string('reason: must be text')
  .trim()
  .min(3, 'reason: say why in a few words')
  .max(2_000, 'reason: must have at most 2000 characters')

/**
 * Freezes a client's month for ever: settles its days, computes every figure, keeps text and digests, and asks for a signed
 * checkpoint. A frozen month stays as it is: freezing it again answers with what was frozen.
 * @throws AppError INVALID before the month's end, or before its late window is over without a reason
 */
export const freezeMonth = mutation(
  {
    action: 'month.freeze',
    can: 'month.freeze',
    input: z.strictObject({
      clientId: zId,
      month: zMonth,
      reason: zReason.nullish().transform((reason) => reason ?? null),
    }),
  },
  async (ctx, { clientId, month, reason }) => {
    const frozen = await loadFreeze(ctx.sql, { clientId, month })
    if (frozen) return unchanged({ month, digest: frozen.digest, frozenAt: frozen.frozenAt }, 'it is frozen already')
    await settleClient(ctx, clientId)
    await demandSettled(ctx.sql, { clientId, month })
    const { facts, clientName } = await collectMonth(ctx.sql, { clientId, month })
    const span = monthSpan(facts.zone, month)
    const problem = freezeProblem(span, { now: ctx.now, reason })
    if (problem) throw new AppError('INVALID', problem)
    const { text, digest } = seal(computeMonth(facts))
    const id = newId()
    await ctx.tx.monthFreeze.create({
      data: {
        ...{ tenantId: ctx.scope.tenantId, id, clientId, month, zone: facts.zone, fromAt: span.from, toAt: span.to },
        ...{
          figures: text,
          digest,
          inputsDigest: inputsDigest(facts),
          reason,
          frozenBy: ctx.actor.name,
          frozenAt: ctx.now,
        },
      },
    })
    // What it covers holds this entry too: it is made when the transaction stands.
    await ctx.emit('checkpoint.due', { cause: 'freeze' })
    return audited(
      { month, digest, frozenAt: ctx.now },
      {
        subject: { kind: 'month', id, name: `${clientName} ${month}` },
        clientId,
        after: { month, digest },
        ...(reason && { reason }),
      },
    )
  },
)
