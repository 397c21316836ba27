import { z } from 'zod'
import { form, Refusal, zQuantity } from './form'
import type { StripeWorld, Thing } from './world'

const MONTH_S = 30 * 86_400
const zLine = z.strictObject({ price: z.string(), quantity: zQuantity })
const zCustomer = z.strictObject({ email: z.email().optional(), name: z.string().optional() })
const zProduct = z.strictObject({ name: z.string() })
const zPrice = z.strictObject({
  product: z.string(),
  currency: z.string().length(3),
  unit_amount: zQuantity,
  recurring: z.strictObject({ interval: z.literal('month') }),
})
const zCheckout = z.strictObject({
  mode: z.literal('subscription'),
  customer: z.string(),
  client_reference_id: z.string().optional(),
  line_items: z.record(z.string().regex(/^\d+$/), zLine),
  success_url: z.url(),
  cancel_url: z.url().optional(),
})

const creators: Record<string, (world: StripeWorld, body: string) => Thing> = {
  customers: (world, body) => world.add('cus', 'customer', form(zCustomer, body)),
  products: (world, body) => world.add('prod', 'product', form(zProduct, body)),
  prices(world, body) {
    const price = form(zPrice, body)
    world.get('product', price.product)
    return world.add('price', 'price', price)
  },
  'checkout/sessions'(world, body) {
    const asked = form(zCheckout, body)
    world.get('customer', asked.customer)
    for (const line of Object.values(asked.line_items)) world.get('price', line.price)
    return world.add('cs', 'checkout.session', { ...asked, status: 'open', subscription: null })
  },
}

const KINDS: Record<string, string> = {
  customers: 'customer',
  products: 'product',
  prices: 'price',
  'checkout/sessions': 'checkout.session',
  subscriptions: 'subscription',
}

/** Answers one request as Stripe does. @throws Refusal */
export function answer(world: StripeWorld, method: string, path: string, body: string): unknown {
  const noun = Object.keys(KINDS).find((name) => path === name || path.startsWith(`${name}/`))
  const object = noun === undefined ? undefined : KINDS[noun]
  if (noun === undefined || object === undefined)
    throw new Refusal(404, 'url_invalid', `Unrecognized request URL: ${path}`)
  const id = path.slice(noun.length + 1)
  if (method === 'GET' && id !== '') return world.get(object, id)
  if (method === 'GET') return { object: 'list', url: `/v1/${noun}`, has_more: false, data: world.all(object) }
  const create = creators[noun]
  if (method === 'POST' && id === '' && create) return create(world, body)
  throw new Refusal(404, 'url_invalid', `Unrecognized request URL (${method}: ${path})`)
}

/** The customer pays on the checkout page: once, whatever they press. */
export function completeCheckout(world: StripeWorld, id: string): Thing {
  const session = world.get('checkout.session', id)
  if (session.status !== 'open') throw new Refusal(400, 'checkout_complete', 'This session was completed before.', 'id')
  const lines = zCheckout.shape.line_items.parse(
    JSON.parse(JSON.stringify(session.line_items), (key, value) => (key === 'quantity' ? String(value) : value)),
  )
  const data = Object.values(lines).map((line) => ({
    ...line,
    price: world.get('price', line.price),
    current_period_start: world.nowS,
    current_period_end: world.nowS + MONTH_S,
  }))
  const fields = { customer: session.customer, status: 'active', items: { object: 'list', data } }
  const subscription = world.add('sub', 'subscription', fields)
  Object.assign(session, { status: 'complete', subscription: subscription.id })
  world.tell('customer.subscription.created', subscription)
  world.tell('checkout.session.completed', session)
  return subscription
}
