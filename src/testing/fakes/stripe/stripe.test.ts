import fc from 'fast-check'
import Stripe from 'stripe'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { pass } from './clock'
import { completeCheckout } from './life'
import { monthsAfter } from './money'
import { serveStripe } from './server'
import { signed, unruly } from './signed'
import { StripeWorld } from './world'

const SECRET = 'whsec_of_the_fake'
const NOW_S = 1_790_000_000
const DAY_S = 86_400
let world: StripeWorld
let served: Awaited<ReturnType<typeof serveStripe>>
let stripe: Stripe

beforeAll(async () => {
  served = await serveStripe(() => world)
  stripe = new Stripe('sk_test_fake', { host: '127.0.0.1', port: served.port, protocol: 'http', maxNetworkRetries: 0 })
})
beforeEach(() => {
  world = new StripeWorld({ secret: SECRET, nowS: NOW_S, base: served.base })
})
afterAll(() => served.close())

async function makePrice(unit_amount: number, more: Partial<Stripe.PriceCreateParams> = {}) {
  const product = await stripe.products.create({ name: `At ${unit_amount}` })
  return stripe.prices.create({
    product: product.id,
    currency: 'eur',
    unit_amount,
    recurring: { interval: 'month' },
    ...more,
  })
}

async function openCheckout(quantity: number, more: Partial<Stripe.Checkout.SessionCreateParams> = {}) {
  const customer = await stripe.customers.create({ email: 'ada@example.com' })
  const [base, seat] = [await makePrice(10_000), await makePrice(900)]
  return stripe.checkout.sessions.create({
    mode: 'subscription',
    customer: customer.id,
    line_items: [
      { price: base.id, quantity: 1 },
      { price: seat.id, quantity },
    ],
    success_url: 'http://a.test/',
    ...more,
  })
}

async function subscribed(quantity: number, more: Partial<Stripe.Checkout.SessionCreateParams> = {}) {
  const session = await openCheckout(quantity, more)
  return stripe.subscriptions.retrieve(completeCheckout(world, session.id).id)
}

const customerOf = ({ customer }: Stripe.Subscription) => String(customer)
const statusOf = async ({ id }: Stripe.Subscription) => (await stripe.subscriptions.retrieve(id)).status
const invoicesOf = async (subscription: Stripe.Subscription) =>
  (await stripe.invoices.list({ subscription: subscription.id })).data.map(({ total, status }) => [total, status])

describe('checkout', () => {
  it('turns a paid page into one subscription that the real client reads back', async () => {
    const session = await openCheckout(7)
    const { id } = completeCheckout(world, session.id)
    const subscription = await stripe.subscriptions.retrieve(id)
    expect(subscription.status).toBe('active')
    expect(subscription.items.data[1]?.quantity).toBe(7)
    expect((await stripe.checkout.sessions.retrieve(session.id)).subscription).toBe(id)
    expect(() => completeCheckout(world, session.id)).toThrow('completed before')
    expect(await invoicesOf(subscription)).toEqual([[10_000 + 7 * 900, 'paid']])
    const told = world.takeDeliveries().map(({ body, signature }) => {
      return stripe.webhooks.constructEvent(body, signature, SECRET, 300, undefined, NOW_S * 1000).type
    })
    expect(told).toEqual([
      'customer.created',
      'customer.subscription.created',
      'invoice.created',
      'invoice.finalized',
      'invoice.paid',
      'checkout.session.completed',
    ])
  })

  it('sells nothing to a declined card, on the page that people see', async () => {
    const { url, id } = await openCheckout(1)
    const press = (what: string) =>
      fetch(`${url}`, { method: 'POST', body: new URLSearchParams({ do: what }), redirect: 'manual' })
    expect(await (await press('declines')).text()).toContain('declined')
    expect(world.all('subscription')).toEqual([])
    const paid = await press('good')
    expect([paid.status, paid.headers.get('location')]).toEqual([303, 'http://a.test/'])
    expect((await press('good')).status).toBe(303)
    expect(world.all('subscription')).toHaveLength(1)
    expect((await stripe.checkout.sessions.retrieve(id)).status).toBe('complete')
  })

  it('refuses a parameter Stripe does not know, by its name, and a caller without a key', async () => {
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
    expect((await fetch(`${served.base}/v1/customers`)).status).toBe(401)
  })

  it('does a thing once per idempotency key, and refuses the key with other details', async () => {
    const make = (name: string) => stripe.customers.create({ name }, { idempotencyKey: 'k1' })
    expect((await make('Ada')).id).toBe((await make('Ada')).id)
    await expect(make('Ben')).rejects.toMatchObject({ rawType: 'idempotency_error' })
    expect(world.all('customer')).toHaveLength(1)
  })
})

describe('time', () => {
  it('renews each month on the same day, or on the last one there is', async () => {
    const anchor = Date.UTC(2027, 0, 31, 12) / 1000
    expect([1, 2, 3, 13].map((n) => new Date(monthsAfter(anchor, n) * 1000).toISOString().slice(0, 10))).toEqual([
      '2027-02-28',
      '2027-03-31',
      '2027-04-30',
      '2028-02-29',
    ])
    const subscription = await subscribed(2)
    pass(world, monthsAfter(NOW_S, 2))
    expect(await invoicesOf(subscription)).toHaveLength(3)
  })

  it('tries a failed payment again, then gives up; a good card in between heals', async () => {
    const subscription = await subscribed(2)
    world.setCard(customerOf(subscription), 'declines')
    pass(world, monthsAfter(NOW_S, 1))
    expect(await statusOf(subscription)).toBe('past_due')
    world.setCard(customerOf(subscription), 'good')
    pass(world, world.nowS + 3 * DAY_S)
    expect(await statusOf(subscription)).toBe('active')
    world.setCard(customerOf(subscription), 'declines')
    pass(world, monthsAfter(NOW_S, 2) + 16 * DAY_S)
    expect(await statusOf(subscription)).toBe('canceled')
  })

  it('ends a trial without a card in a pause, with one in an invoice', async () => {
    const trial = { subscription_data: { trial_period_days: 10 } }
    const session = await openCheckout(1, trial)
    const without = completeCheckout(world, session.id, 'none')
    const paying = await subscribed(1, trial)
    pass(world, NOW_S + 11 * DAY_S)
    expect(without.status).toBe('paused')
    expect(await statusOf(paying)).toBe('active')
    expect(await invoicesOf(paying)).toEqual([[10_900, 'paid']])
  })
})

describe('money', () => {
  it('prorates: half a month of three more seats, on the next invoice or at once', async () => {
    const subscription = await subscribed(2)
    const seat = subscription.items.data[1]
    const end = seat?.current_period_end ?? 0
    pass(world, NOW_S + (end - NOW_S) / 2)
    await stripe.subscriptions.update(subscription.id, { items: [{ id: seat?.id ?? '', quantity: 5 }] })
    const upcoming = await stripe.invoices.createPreview({ subscription: subscription.id })
    expect(upcoming.total).toBe(10_000 + 5 * 900 + (3 * 900) / 2)
    await stripe.subscriptions.update(subscription.id, {
      items: [{ id: seat?.id ?? '', quantity: 7 }],
      proration_behavior: 'always_invoice',
    })
    expect((await invoicesOf(subscription))[0]).toEqual([(5 * 900) / 2, 'paid'])
  })

  it('changes nothing when the card says no to an upgrade that must be paid', async () => {
    const subscription = await subscribed(2)
    world.setCard(customerOf(subscription), 'declines')
    const items = [{ id: subscription.items.data[1]?.id ?? '', quantity: 9 }]
    const change = { items, proration_behavior: 'always_invoice', payment_behavior: 'error_if_incomplete' } as const
    await expect(stripe.subscriptions.update(subscription.id, change)).rejects.toMatchObject({
      type: 'StripeCardError',
    })
    expect((await stripe.subscriptions.retrieve(subscription.id)).items.data[1]?.quantity).toBe(2)
  })

  it('gives back at most what was paid', async () => {
    const subscription = await subscribed(2)
    const { data } = await stripe.invoices.list({ subscription: subscription.id })
    const invoice = data[0]?.id ?? ''
    await stripe.creditNotes.create({ invoice, amount: 1_800, refund_amount: 1_800 })
    await expect(stripe.creditNotes.create({ invoice, amount: 10_001, refund_amount: 10_001 })).rejects.toMatchObject({
      code: 'amount_too_large',
    })
  })

  it('counts a meter event once, not when it is cancelled, and bills it', async () => {
    const meter = await stripe.billing.meters.create({
      display_name: 'Runs',
      event_name: 'runs',
      default_aggregation: { formula: 'sum' },
    })
    const metered = await makePrice(10, { recurring: { interval: 'month', usage_type: 'metered', meter: meter.id } })
    const customer = await stripe.customers.create({})
    const session = await stripe.checkout.sessions.create({
      mode: 'subscription',
      customer: customer.id,
      line_items: [{ price: metered.id }],
      success_url: 'http://a.test/',
    })
    const subscription = completeCheckout(world, session.id)
    const tell = (identifier: string, value: string) =>
      stripe.billing.meterEvents.create({
        event_name: 'runs',
        identifier,
        payload: { stripe_customer_id: customer.id, value },
      })
    await tell('a', '40')
    await expect(tell('a', '40')).rejects.toThrow('already exists with identifier')
    await tell('b', '2')
    await tell('c', '500')
    await stripe.billing.meterEventAdjustments.create({
      event_name: 'runs',
      type: 'cancel',
      cancel: { identifier: 'c' },
    })
    pass(world, monthsAfter(NOW_S, 1))
    const { data } = await stripe.invoices.list({ subscription: subscription.id })
    expect(data.map(({ total }) => total)).toEqual([420, 0])
  })
})

it('keeps its world between two starts', async () => {
  const subscription = await subscribed(3)
  const again = new StripeWorld({ secret: SECRET, nowS: NOW_S, base: served.base })
  again.restore(world.dump())
  world = again
  expect(await statusOf(subscription)).toBe('active')
  pass(world, monthsAfter(NOW_S, 1))
  expect(await invoicesOf(subscription)).toHaveLength(2)
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
