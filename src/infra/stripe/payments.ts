import Stripe from 'stripe'
import type { PricePart, SubscriptionFacts } from '@/domain/billing/facts'
import { env } from '@/env'
import { AppError } from '@/lib/errors'
import { missingPrices, pricesOf, setUpCatalogue } from './catalogue'
import { asPaymentProblem, paymentPage, stripeClient } from './client'
import type { CheckoutWish, Payments } from './port'
import { readInvoice, readSubscription, readUpcoming } from './read'

const PAGE = 100
const SHOWN_INVOICES = 24
/** A page waits for these: it is drawn without them rather than late. */
const QUICK = { timeout: 4_000, maxNetworkRetries: 0 }

/** A page that nobody may be sent to is a fault of the configuration, not of the reader. */
function pageOrThrow(url: string | null): string {
  const page = paymentPage(url)
  if (!page) throw new Error('the payment service named a page at another host')
  return page
}

const itemOf = ({ items }: SubscriptionFacts, part: PricePart) => items.find((item) => item.part === part)?.id

async function subscriptions(stripe: Stripe, customer: string): Promise<SubscriptionFacts[]> {
  const [all, open] = await Promise.all([
    stripe.subscriptions.list({ customer, status: 'all', limit: PAGE }).autoPagingToArray({ limit: 1_000 }),
    stripe.invoices.list({ customer, status: 'open', limit: PAGE }).autoPagingToArray({ limit: 1_000 }),
  ])
  return all.map((each) => readSubscription(each, open))
}

async function checkout(stripe: Stripe, wish: CheckoutWish): Promise<string> {
  const { customerId: customer, plan, workflows, key } = wish
  const prices = await pricesOf(stripe, plan)
  const { data } = await stripe.checkout.sessions.list({ customer, limit: PAGE })
  const open = data.filter(({ status }) => status === 'open')
  const same = open.find(({ metadata }) => metadata?.andon_key === key)
  if (same?.url) return pageOrThrow(same.url)
  // Two open pages could both be paid.
  for (const { id } of open) await stripe.checkout.sessions.expire(id)
  const isTaxed = env.STRIPE_TAX === 'automatic'
  const session = await stripe.checkout.sessions.create(
    {
      mode: 'subscription',
      customer,
      client_reference_id: wish.tenantId,
      line_items: [
        { price: prices.base, quantity: 1 },
        // A quantity of nothing is not sold: the item comes with the first workflow.
        ...(workflows > 0 ? [{ price: prices.workflow, quantity: workflows }] : []),
        ...(prices.executions ? [{ price: prices.executions }] : []),
      ],
      success_url: wish.successUrl,
      cancel_url: wish.cancelUrl,
      locale: wish.locale,
      metadata: { andon_key: key },
      ...(isTaxed && {
        automatic_tax: { enabled: true },
        customer_update: { address: 'auto', name: 'auto' },
        tax_id_collection: { enabled: true },
      }),
      subscription_data: { metadata: { andon_tenant: wish.tenantId }, billing_mode: { type: 'flexible' } },
    },
    // Two presses at once find the same page; a page that has ended is never found again.
    { idempotencyKey: `${key}-${data[0]?.id ?? 'first'}` },
  )
  return pageOrThrow(session.url)
}

/** Prices of the new plan in the places of the old; the overage comes and goes with the plan. */
async function changePlan(
  stripe: Stripe,
  subscription: SubscriptionFacts,
  { plan, isUp, key }: Parameters<Payments['changePlan']>[1],
): Promise<void> {
  const prices = await pricesOf(stripe, plan)
  const [base, workflow, executions] = [
    itemOf(subscription, 'base'),
    itemOf(subscription, 'workflow'),
    itemOf(subscription, 'executions'),
  ]
  if (!base) throw new Error('a subscription of ours has its base')
  const metered: Stripe.SubscriptionUpdateParams.Item[] = executions
    ? [prices.executions ? { id: executions, price: prices.executions } : { id: executions, deleted: true }]
    : prices.executions
      ? [{ price: prices.executions }]
      : []
  const items = [
    { id: base, price: prices.base },
    ...(workflow ? [{ id: workflow, price: prices.workflow }] : []),
    ...metered,
  ]
  const charge = isUp
    ? ({ proration_behavior: 'always_invoice', payment_behavior: 'error_if_incomplete' } as const)
    : ({ proration_behavior: 'create_prorations' } as const)
  await stripe.subscriptions.update(subscription.id, { items, ...charge }, { idempotencyKey: key })
}

async function setQuantity(
  stripe: Stripe,
  subscription: SubscriptionFacts,
  { workflows, key }: Parameters<Payments['setQuantity']>[1],
): Promise<void> {
  const item = itemOf(subscription, 'workflow')
  const plan = subscription.items.find(({ part }) => part === 'base')?.plan
  if (!plan || (!item && workflows === 0)) return
  const change = item
    ? { id: item, quantity: workflows }
    : { price: (await pricesOf(stripe, plan)).workflow, quantity: workflows }
  await stripe.subscriptions.update(
    subscription.id,
    { items: [change], proration_behavior: 'create_prorations' },
    { idempotencyKey: key },
  )
}

/** Money first: whoever dies in between leaves a subscription that is found again, never a payment that is forgotten. */
async function undo(stripe: Stripe, subscription: string): Promise<void> {
  const invoices = await stripe.invoices.list({ subscription, limit: PAGE })
  for (const { id, status, amount_paid, post_payment_credit_notes_amount } of invoices.data) {
    const amount = amount_paid - post_payment_credit_notes_amount
    if (status === 'paid' && amount > 0)
      await stripe.creditNotes.create(
        { invoice: id, amount, refund_amount: amount, reason: 'duplicate' },
        { idempotencyKey: `undo-${id}` },
      )
    if (status === 'open') await stripe.invoices.voidInvoice(id, {}, { idempotencyKey: `void-${id}` })
  }
  await stripe.subscriptions.cancel(subscription, { invoice_now: false, prorate: false })
}

/** The identifier was told before: what was to be done is done. */
function isTold(error: unknown): boolean {
  return (
    error instanceof Stripe.errors.StripeInvalidRequestError && /already exists with identifier/i.test(error.message)
  )
}

function connected(stripe: Stripe): Payments {
  return {
    async createCustomer({ tenantId, name, email }) {
      const customer = { name, ...(email && { email }), metadata: { andon_tenant: tenantId } }
      return (await stripe.customers.create(customer, { idempotencyKey: `customer-${tenantId}` })).id
    },
    subscriptions: (customerId) => subscriptions(stripe, customerId),
    checkout: (wish) => checkout(stripe, wish),
    portal: async (customer, return_url) =>
      pageOrThrow((await stripe.billingPortal.sessions.create({ customer, return_url })).url),
    changePlan: (subscription, wish) => changePlan(stripe, subscription, wish),
    setQuantity: (subscription, wish) => setQuantity(stripe, subscription, wish),
    undo: (subscriptionId) => undo(stripe, subscriptionId),
    invoices: async (customer) =>
      (await stripe.invoices.list({ customer, limit: SHOWN_INVOICES }, QUICK)).data.map(readInvoice),
    async upcoming(subscription) {
      const none = (error: unknown) => {
        if (error instanceof Stripe.errors.StripeInvalidRequestError && error.code === 'invoice_upcoming_none')
          return null
        throw error
      }
      const invoice = await stripe.invoices.createPreview({ subscription }, QUICK).catch(none)
      return invoice && readUpcoming(invoice)
    },
    async tell({ customerId, meter, identifier, units, at }) {
      const payload = { stripe_customer_id: customerId, value: String(units) }
      const event = { event_name: meter, identifier, payload, timestamp: Math.floor(at.getTime() / 1000) }
      await stripe.billing.meterEvents
        .create(event, { idempotencyKey: `meter-${identifier}` })
        .catch((error: unknown) => {
          if (!isTold(error)) throw error
        })
    },
    async cancel({ meter, identifier }) {
      await stripe.billing.meterEventAdjustments.create(
        { event_name: meter, type: 'cancel', cancel: { identifier } },
        { idempotencyKey: `unmeter-${identifier}` },
      )
    },
    setUp: () => setUpCatalogue(stripe),
    missingPrices: () => missingPrices(stripe),
  }
}

/** Every call of the port, with its errors in our words. */
function wrapped(inner: Payments): Payments {
  const entries = Object.entries(inner).map(([name, call]) => [
    name,
    (...given: unknown[]) => (call as (...given: unknown[]) => Promise<unknown>)(...given).catch(asPaymentProblem),
  ])
  return Object.fromEntries(entries) as Payments
}

/** The payment service; null while no key is set: then nobody can pay here. */
export function payments(): Payments | null {
  const stripe = stripeClient()
  return stripe && wrapped(connected(stripe))
}

/** @throws AppError CONFLICT: a state of this installation, not of the moment */
export function requirePayments(): Payments {
  const service = payments()
  if (!service)
    throw new AppError('CONFLICT', 'Nobody can pay here yet: whoever runs this server must set STRIPE_SECRET_KEY.')
  return service
}
