import { env } from '@/env'
import { platformQuery } from '@/infra/db'
import { logger } from '@/infra/logger'
import { payments } from '@/infra/stripe/payments'
import type { Caller } from '../context'
import { pushQuantity } from './quantity'
import { syncBilling } from './sync'
import { decideUsage } from './usage'

type CallerOf = (tenantId: string) => Caller

const DUE = `SELECT tenant_id FROM billing_account WHERE fetched_at IS NULL OR fetched_at < now() - make_interval(hours => $1)
ORDER BY fetched_at NULLS FIRST LIMIT 200`
const LIVE = `SELECT tenant_id FROM billing_account WHERE status IN ('trialing', 'active', 'past_due', 'unpaid') ORDER BY tenant_id`

/** One account that fails does not keep the others waiting. */
async function each(callerOf: CallerOf, tenants: { tenant_id: string }[], work: (caller: Caller) => Promise<unknown>) {
  for (const { tenant_id } of tenants) {
    await work(callerOf(tenant_id)).catch((error: unknown) =>
      logger.error({ err: error, tenantId: tenant_id }, 'billing could not be brought up to date; it is tried again'),
    )
  }
  return tenants.length
}

/** Reads every account again that was not read for a day: events that never came are made up for. Hourly where none can come. */
export async function reconcileBilling(callerOf: CallerOf): Promise<number> {
  if (!payments()) return 0
  const afterH = env.STRIPE_WEBHOOK_SECRET ? 20 : 1
  return each(callerOf, await platformQuery(DUE, [afterH]), syncBilling)
}

/** Licensed workflows and metered use of everybody who pays. */
export async function pushBilling(callerOf: CallerOf): Promise<number> {
  if (!payments()) return 0
  return each(callerOf, await platformQuery(LIVE), async (caller) => {
    await pushQuantity(caller)
    await decideUsage(caller, {})
  })
}
