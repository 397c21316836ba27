import { pushBilling, reconcileBilling } from '@/services/billing/sweep'
import type { Caller } from '@/services/context'
import { every } from './every'
import type { Loop } from './loop'

/** What goes out to the payment service each hour, and what is read again when no event told it. */
export function billingLoops(callerOf: (tenantId: string) => Caller): Loop[] {
  return [
    every(3_600, 'paid workflows and metered use', () => pushBilling(callerOf)),
    every(900, 'accounts of the payment service', () => reconcileBilling(callerOf)),
  ]
}
