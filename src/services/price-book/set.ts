import { z } from 'zod'
import { PriceBookTerms } from '@/domain/price-book/schema'
import { newId, zId } from '@/lib/ids'
import { canonicalJson } from '@/lib/json'
import { loadActiveClient } from '../client/store'
import { audited, mutation, unchanged } from '../define'
import { loadPriceBook } from './store'

/** One version after the other: their numbers have no gap. */
const LOCK = `SELECT 1 AS held FROM pg_advisory_xact_lock(hashtextextended('price book ' || $1::text, 0))`

/**
 * Sets what a client pays a month from the next draft on. What was issued stays as it was. The same terms again change nothing.
 * @throws AppError NOT_FOUND for a client that is not the caller's
 */
export const setPriceBook = mutation(
  { action: 'price-book.set', can: 'billing.manage', input: z.strictObject({ clientId: zId, prices: PriceBookTerms }) },
  async (ctx, { clientId, prices }) => {
    const client = await loadActiveClient(ctx, clientId)
    await ctx.sql(LOCK, [clientId])
    const stored = await loadPriceBook(ctx.sql, clientId)
    if (stored && canonicalJson(stored.terms) === canonicalJson(prices))
      return unchanged({ number: stored.number }, 'these terms are in force')
    const [id, number] = [newId(), (stored?.number ?? 0) + 1]
    const { tenantId } = ctx.scope
    await ctx.tx.priceBook.create({
      data: { tenantId, id, clientId, number, terms: prices, createdBy: ctx.actor.name, createdAt: ctx.now },
    })
    return audited(
      { number },
      { subject: { kind: 'price-book', id, name: client.name }, clientId, before: stored?.terms ?? {}, after: prices },
    )
  },
)
