import { z } from 'zod'
import { computeMonth } from '@/domain/month/compute'
import { changesBetween } from '@/domain/month/figures'
import { inputsDigest, seal } from '@/domain/month/freeze'
import { zMonth } from '@/domain/month/schema'
import { notFound } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { audited, mutation, unchanged } from '../define'
import { collectMonth } from './collect'
import { zReason } from './freeze'
import { demandSettled, settleClient } from './settle'
import { loadAddenda, loadFreeze } from './store'

const LOCK = `SELECT pg_advisory_xact_lock(hashtextextended('month-addendum ' || :tenant::text || $1 || $2, 0))::text`

/**
 * Adds what late news changed to a frozen month: a numbered addendum with every figure that differs from what was last told.
 * The frozen figures stay. Nothing differs: nothing is added. @throws AppError NOT_FOUND while the month is open
 */
export const addAddendum = mutation(
  {
    action: 'month.addendum',
    can: 'month.freeze',
    input: z.strictObject({ clientId: zId, month: zMonth, reason: zReason }),
  },
  async (ctx, { clientId, month, reason }) => {
    const frozen = await loadFreeze(ctx.sql, { clientId, month })
    if (!frozen) throw notFound('frozen month')
    await settleClient(ctx, clientId)
    await demandSettled(ctx.sql, { clientId, month })
    await ctx.sql(LOCK, [clientId, month])
    const last = (await loadAddenda(ctx.sql, { clientId, month })).at(-1)
    const told = last ?? frozen
    const { facts, clientName } = await collectMonth(ctx.sql, { clientId, month })
    const figures = computeMonth(facts)
    const { text, digest } = seal(figures)
    if (digest === told.digest) return unchanged({ month, number: last?.number ?? 0, changes: 0 }, 'no figure differs')
    const changes = changesBetween(told.figures, figures)
    const number = (last?.number ?? 0) + 1
    await ctx.tx.monthAddendum.create({
      data: {
        ...{ tenantId: ctx.scope.tenantId, clientId, month, number, reason, figures: text, digest },
        changes: changes.map((change) => ({ ...change })),
        ...{
          previousDigest: told.digest,
          inputsDigest: inputsDigest(facts),
          addedBy: ctx.actor.name,
          addedAt: ctx.now,
        },
      },
    })
    await ctx.emit('checkpoint.due', { cause: 'freeze' })
    return audited(
      { month, number, changes: changes.length },
      {
        subject: { kind: 'month', id: frozen.id, name: `${clientName} ${month}` },
        clientId,
        before: { digest: told.digest },
        after: { number, digest },
        reason,
      },
    )
  },
)
