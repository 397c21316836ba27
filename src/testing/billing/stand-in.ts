import { platformQuery } from '@/infra/db'
import { payments } from '@/infra/stripe/payments'
import { readPaymentEvent } from '@/infra/stripe/webhook'
import { receiveEvent } from '@/services/billing/receive'
import { serveStripe } from '../fakes/stripe/server'
import type { Delivery } from '../fakes/stripe/signed'
import { StripeWorld } from '../fakes/stripe/world'
import { STAND_IN } from './keys'

const { port, secret } = STAND_IN

/** The stand-in that this process talks to; `@/testing/billing/keys` is imported first. */
export async function standIn() {
  let world = new StripeWorld({ secret, nowS: 0 })
  const served = await serveStripe(() => world, port)
  await payments()?.setUp()
  const furnished = world.dump()
  let worlds = 0
  return {
    close: served.close,
    world: () => world,
    /** Another world with the same prices, at an instant of its own. */
    begin(nowS: number): StripeWorld {
      world = new StripeWorld({ secret, nowS, base: served.base, idsFrom: ++worlds * 1_000_000 })
      world.restore(furnished)
      return world
    },
  }
}

/** What the door does with a delivery: only what is signed gets in. */
export async function deliverTo({ body, signature }: Delivery): Promise<'refused' | 'new' | 'known' | 'not_ours'> {
  const event = readPaymentEvent(Buffer.from(body), signature, secret, new Date())
  return event ? receiveEvent(event) : 'refused'
}

/** Wishes to look at the payment service that were written, done or not. */
export async function openBillingEffects(tenantId: string): Promise<number> {
  const [row] = await platformQuery<{ count: number }>(
    `SELECT count(*)::int AS count FROM outbox WHERE tenant_id = $1 AND topic = 'billing.changed'`,
    [tenantId],
  )
  return row?.count ?? 0
}
