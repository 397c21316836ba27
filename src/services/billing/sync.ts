import { z } from 'zod'
import { duplicates, entitlementOf, governing } from '@/domain/billing/entitle'
import { planOf, quantityOf, type SubscriptionFacts } from '@/domain/billing/facts'
import { own, withTenantSql } from '@/infra/db'
import { logger } from '@/infra/logger'
import { payments } from '@/infra/stripe/payments'
import { AppError, conflict } from '@/lib/errors'
import type { Caller } from '../context'
import { mutation, unchanged } from '../define'
import { applyPlan } from '../plan/apply'
import { asMachine, loadAccount } from './account'

const TRIES = 5

const input = z.strictObject({
  /** of the account before the reading began */
  version: z.int(),
  fetchedAt: z.date(),
  all: z.custom<readonly SubscriptionFacts[]>(),
})

/**
 * Keeps a reading and sets the entitlement that follows from it alone. Only the reading that began after the last one was kept
 * is taken: what was read earlier never overwrites what was read later. @throws AppError CONFLICT
 */
export const keepReading = mutation(
  { action: 'billing.keep', can: 'system', input },
  async (ctx, { version, fetchedAt, all }) => {
    const subscription = governing(all)
    const read = {
      subscriptionId: subscription?.id ?? null,
      status: subscription?.status ?? null,
      plan: subscription && planOf(subscription),
      quantity: subscription && quantityOf(subscription),
      periodEnd: subscription?.periodEnd ?? null,
      cancelAt: subscription?.cancelAt ?? null,
      unpaidSince: subscription?.unpaidSince ?? null,
    }
    const { count } = await ctx.tx.billingAccount.updateMany({
      where: { ...own(ctx), version },
      data: { ...read, fetchedAt, version: { increment: 1 } },
    })
    if (count === 0) throw conflict('billing account')
    if (subscription) await applyPlan.within(ctx, { ...entitlementOf(subscription, ctx.now), source: 'stripe' })
    return unchanged({ subscription }, 'a reading changes nothing by itself; what follows is recorded by the plan')
  },
)

async function syncOnce(caller: Caller): Promise<SubscriptionFacts | null> {
  const service = payments()
  if (!service) return null
  const before = await withTenantSql(caller.scope, async (sql, now) => ({ account: await loadAccount(sql), now }))
  if (!before.account) return null
  const { customerId, version } = before.account
  const all = await service.subscriptions(customerId)
  const { subscription } = await keepReading(asMachine(caller), { version, fetchedAt: before.now, all })
  for (const { id } of duplicates(all)) {
    logger.warn({ subscriptionId: id }, 'a subscription was bought twice; the younger one is given back')
    await service.undo(id)
  }
  return subscription
}

/** Fetches what the payment service says now and brings account and entitlement to it. Safe to repeat, in any order, at once. */
export async function syncBilling(caller: Caller): Promise<SubscriptionFacts | null> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await syncOnce(caller)
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'CONFLICT') || attempt >= TRIES) throw error
    }
  }
}
