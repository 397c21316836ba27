import { z } from 'zod'
import { mintScope } from '@/domain/access/scope'
import { platformQuery } from '@/infra/db'
import type { PaymentEvent } from '@/infra/stripe/webhook'
import { newId } from '@/lib/ids'
import { mutation, unchanged } from '../define'

const input = z.strictObject({
  id: z.string(),
  type: z.string(),
  createdAt: z.date(),
  objectId: z.string().nullable(),
})

/** Notes an event once, together with the wish to look at the payment service. */
const noteEvent = mutation({ action: 'billing.note-event', can: 'system', input }, async (ctx, event) => {
  const row = { ...event, tenantId: ctx.scope.tenantId, receivedAt: ctx.now }
  const { count } = await ctx.tx.stripeEvent.createMany({ data: row, skipDuplicates: true })
  if (count > 0) await ctx.emit('billing.changed', { eventId: event.id })
  return unchanged({ isNew: count > 0 }, 'the event is its own record; what follows from it is recorded by the plan')
})

const WHOSE = 'SELECT tenant_id FROM billing_account WHERE customer_id = $1'

/**
 * Takes an event that was proved to come from the payment service. One of a customer that nobody here knows is not ours
 * (another program may share the account there) and is let go.
 */
export async function receiveEvent({ customerId, ...event }: PaymentEvent): Promise<'new' | 'known' | 'not_ours'> {
  const [owner] = customerId ? await platformQuery<{ tenant_id: string }>(WHOSE, [customerId]) : []
  if (!owner) return 'not_ours'
  const scope = mintScope(owner.tenant_id, null)
  const caller = { scope, actor: { kind: 'system', name: 'payment service' } as const, requestId: newId() }
  return (await noteEvent(caller, event)).isNew ? 'new' : 'known'
}
