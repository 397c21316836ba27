import fc from 'fast-check'
import Stripe from 'stripe'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { completeCheckout } from './requests'
import { serveStripe } from './server'
import { signed, unruly } from './signed'
import { StripeWorld } from './world'

const SECRET = 'whsec_of_the_fake'
const NOW_S = 1_790_000_000
const world = new StripeWorld(SECRET, NOW_S)
let served: Awaited<ReturnType<typeof serveStripe>>
let stripe: Stripe

beforeAll(async () => {
  served = await serveStripe(world)
  stripe = new Stripe('sk_test_fake', { host: '127.0.0.1', port: served.port, protocol: 'http', maxNetworkRetries: 0 })
})
afterAll(() => served.close())

async function openCheckout(quantity: number) {
  const customer = await stripe.customers.create({ email: 'ada@example.com' })
  const product = await stripe.products.create({ name: 'Growth' })
  const price = await stripe.prices.create({
    product: product.id,
    currency: 'eur',
    unit_amount: 900,
    recurring: { interval: 'month' },
  })
  const lines = [{ price: price.id, quantity }]
  return stripe.checkout.sessions.create({
    mode: 'subscription',
    customer: customer.id,
    line_items: lines,
    success_url: 'http://a.test/',
  })
}

it('turns a paid checkout into one subscription that the real client reads back', async () => {
  const session = await openCheckout(7)
  const { id } = completeCheckout(world, session.id)
  const subscription = await stripe.subscriptions.retrieve(id)
  expect(subscription.status).toBe('active')
  expect(subscription.items.data[0]?.quantity).toBe(7)
  expect((await stripe.checkout.sessions.retrieve(session.id)).subscription).toBe(id)
  expect(() => completeCheckout(world, session.id)).toThrow('completed before')
  const told = world.deliveries().map(({ body, signature }) => {
    return stripe.webhooks.constructEvent(body, signature, SECRET, 300, undefined, NOW_S * 1000).type
  })
  expect(told).toEqual(['customer.subscription.created', 'checkout.session.completed'])
})

it('refuses a parameter Stripe does not know, by its name', async () => {
  const wrong = { email: 'ada@example.com', plan: 'growth' }
  await expect(stripe.customers.create(wrong)).rejects.toMatchObject({
    code: 'parameter_unknown',
    param: 'plan',
    statusCode: 400,
  })
  await expect(stripe.customers.retrieve('cus_none')).rejects.toMatchObject({
    code: 'resource_missing',
    statusCode: 404,
  })
})

it('signs so that the real client accepts exactly what was not forged', () => {
  const bodies = fc.array(fc.uuid(), { maxLength: 20 })
  fc.assert(
    fc.property(bodies, fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })), (ids, luck) => {
      const sent = ids.map((id) => signed(JSON.stringify({ id: `evt_${id}`, object: 'event' }), SECRET, NOW_S))
      for (const { body, signature, isForged } of unruly(sent, () => luck.next().value)) {
        const read = () => stripe.webhooks.constructEvent(body, signature, SECRET, 300, undefined, NOW_S * 1000)
        if (isForged) expect(read).toThrow('signature')
        else expect(read().id).toBe(JSON.parse(body).id)
      }
    }),
    { numRuns: 200 },
  )
})
