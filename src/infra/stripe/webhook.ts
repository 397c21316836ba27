import Stripe from 'stripe'
import { z } from 'zod'

const TOLERANCE_S = 300

const zObject = z.object({
  id: z.string().optional(),
  object: z.string(),
  customer: z.union([z.string(), z.object({ id: z.string() })]).nullish(),
})
const zEvent = z.object({
  id: z.string().max(255),
  type: z.string().max(255),
  created: z.int(),
  data: z.object({ object: zObject }),
})

/** What an event is about. What it says of its object is not used: the present state is fetched. */
export interface PaymentEvent {
  id: string
  type: string
  createdAt: Date
  objectId: string | null
  /** null: no customer's */
  customerId: string | null
}

/** Reads an event of the payment service from its raw bytes; null for a wrong or old signature, or another shape. */
export function readPaymentEvent(body: Buffer, signature: string, secret: string, now: Date): PaymentEvent | null {
  let given: unknown
  try {
    given = Stripe.webhooks.constructEvent(body, signature, secret, TOLERANCE_S, undefined, now.getTime())
  } catch {
    return null
  }
  const parsed = zEvent.safeParse(given)
  if (!parsed.success) return null
  const { id, type, created, data } = parsed.data
  const { customer } = data.object
  const itself = data.object.object === 'customer' ? (data.object.id ?? null) : null
  const customerId = typeof customer === 'string' ? customer : (customer?.id ?? itself)
  return { id, type, createdAt: new Date(created * 1000), objectId: data.object.id ?? null, customerId }
}
