import type { Caller } from '@/services/context'
import { webhookPump } from '@/services/webhook/sweep'
import type { Loop } from './loop'

/** Looks often and never waits for a receiver: turns run beside the loop. One that a stop cuts off is repeated under the same webhook-id. */
export function webhookLoop(callerOf: (tenantId: string) => Caller): Loop {
  const pump = webhookPump(callerOf)
  return {
    name: 'webhooks',
    everyMs: 250,
    async run() {
      await pump.sweep()
      return undefined
    },
  }
}
