import { syncBilling } from '@/services/billing/sync'
import { tellUsage } from '@/services/billing/usage'
import type { Handler } from '../handler'

/** However many events came, the present is fetched once. */
export const billingChanged: Handler<'billing.changed'> = async (caller) => {
  await syncBilling(caller)
}

export const billingUsage: Handler<'billing.usage'> = async (caller, payloads) => {
  for (const payload of payloads) await tellUsage(caller, payload)
}
