import { governing, isLive } from '@/domain/billing/entitle'
import { quantityOf } from '@/domain/billing/facts'
import { withTenantSql } from '@/infra/db'
import { payments } from '@/infra/stripe/payments'
import type { Caller } from '../context'
import { countMonitored } from '../usage/monitored'
import { loadAccount } from './account'
import { syncBilling } from './sync'

/** Brings the number of workflows that are paid for to the number that is watched; the rest of the period is prorated. True: it was changed. */
export async function pushQuantity(caller: Caller): Promise<boolean> {
  const service = payments()
  if (!service) return false
  const { account, workflows } = await withTenantSql(caller.scope, async (sql) => ({
    account: await loadAccount(sql),
    workflows: await countMonitored(sql),
  }))
  if (!account?.subscriptionId || (account.quantity ?? 0) === workflows) return false
  const subscription = governing(await service.subscriptions(account.customerId))
  if (!subscription || !isLive(subscription)) return false
  const paid = quantityOf(subscription) ?? 0
  // The version makes the key of each real change its own; the same change tried again keeps it.
  const key = `quantity-${subscription.id}-${paid}-${workflows}-${account.version}`
  if (paid !== workflows) await service.setQuantity(subscription, { workflows, key })
  await syncBilling(caller)
  return paid !== workflows
}
