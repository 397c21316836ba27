import { z } from 'zod'
import { expire, pass } from '../clock'
import { Refusal, zFlag, zList, zMetadata, zWhole } from '../form'
import { cancel, changeItems, collect } from '../life'
import { listOf, openInvoices, periodEnd, periodLines } from '../money'
import type { Invoice, Subscription } from '../shapes'
import type { StripeWorld } from '../world'
import { paging, zExpand, zNothing } from './catalogue'
import { pageOf, type Route, route } from './route'

const DAY_S = 86_400
const ofCustomer = <Item extends { customer: string }>(items: Item[], customer: string | undefined) =>
  items.filter((each) => customer === undefined || each.customer === customer)

const zCheckout = z.strictObject({
  mode: z.literal('subscription'),
  customer: z.string(),
  client_reference_id: z.string().max(200).optional(),
  line_items: zList(z.strictObject({ price: z.string(), quantity: zWhole.optional() })),
  success_url: z.url(),
  cancel_url: z.url().optional(),
  locale: z.string().optional(),
  metadata: zMetadata.optional(),
  allow_promotion_codes: zFlag.optional(),
  automatic_tax: z.strictObject({ enabled: zFlag }).optional(),
  billing_address_collection: z.enum(['auto', 'required']).optional(),
  customer_update: z
    .strictObject({ address: z.enum(['auto', 'never']).optional(), name: z.enum(['auto', 'never']).optional() })
    .optional(),
  tax_id_collection: z.strictObject({ enabled: zFlag }).optional(),
  payment_method_collection: z.enum(['always', 'if_required']).optional(),
  subscription_data: z
    .strictObject({
      metadata: zMetadata.optional(),
      billing_mode: z.strictObject({ type: z.enum(['classic', 'flexible']) }).optional(),
      trial_period_days: zWhole.optional(),
    })
    .optional(),
})

function openSession(world: StripeWorld, given: z.output<typeof zCheckout>) {
  world.get('customer', given.customer)
  for (const each of given.line_items) {
    const { recurring } = world.get('price', each.price)
    if (recurring.usage_type === 'metered' && each.quantity !== undefined)
      throw new Refusal(400, 'parameter_invalid', 'Quantity must not be given for a metered price.', 'line_items')
    if (recurring.usage_type === 'licensed' && !each.quantity)
      throw new Refusal(400, 'parameter_missing', 'Quantity is required and at least 1.', 'line_items')
  }
  const session = world.add('cs', 'checkout.session', {
    mode: 'subscription',
    customer: given.customer,
    client_reference_id: given.client_reference_id ?? null,
    status: 'open',
    payment_status: 'unpaid',
    subscription: null,
    url: null,
    success_url: given.success_url,
    cancel_url: given.cancel_url ?? null,
    expires_at: world.nowS + DAY_S,
    asked: given.line_items,
    trialDays: given.subscription_data?.trial_period_days ?? 0,
    metadata: given.metadata ?? {},
    subscriptionMetadata: given.subscription_data?.metadata ?? {},
    isTaxed: given.automatic_tax?.enabled ?? false,
  })
  session.url = `${world.base}/pay/${session.id}`
  return session
}

const zItem = z.strictObject({
  id: z.string().optional(),
  price: z.string().optional(),
  quantity: zWhole.optional(),
  deleted: zFlag.optional(),
})
const zUpdate = z.strictObject({
  items: zList(zItem).optional(),
  metadata: zMetadata.optional(),
  cancel_at_period_end: zFlag.optional(),
  proration_behavior: z.enum(['create_prorations', 'always_invoice', 'none']).optional(),
  payment_behavior: z
    .enum(['allow_incomplete', 'error_if_incomplete', 'pending_if_incomplete', 'default_incomplete'])
    .optional(),
  expand: zList(z.string()).optional(),
})

function updateSubscription(world: StripeWorld, given: z.output<typeof zUpdate>, id: string): Subscription {
  const subscription = world.get('subscription', id)
  const { items, proration_behavior: proration = 'create_prorations', payment_behavior } = given
  if (items) changeItems(world, subscription, { items, proration, mustPay: payment_behavior === 'error_if_incomplete' })
  if (given.cancel_at_period_end !== undefined) setEnd(world, subscription, given.cancel_at_period_end)
  if (given.metadata) Object.assign(subscription.metadata, given.metadata)
  world.tell('customer.subscription.updated', subscription)
  return subscription
}

/** At the end of the period, or not after all. */
export function setEnd(world: StripeWorld, subscription: Subscription, isEnding: boolean): void {
  const [first] = subscription.items.data
  subscription.cancel_at_period_end = isEnding
  subscription.cancel_at = isEnding ? (first?.current_period_end ?? null) : null
  subscription.canceled_at = isEnding ? world.nowS : null
}

function preview(world: StripeWorld, subscription: Subscription) {
  if (subscription.status === 'canceled' || subscription.cancel_at_period_end)
    throw new Refusal(400, 'invoice_upcoming_none', 'No upcoming invoices for this subscription.', 'subscription')
  const [first] = subscription.items.data
  const before = first ? ([first.current_period_start, first.current_period_end] as const) : null
  const waiting = world
    .all('invoiceitem')
    .filter((each) => each.subscription === subscription.id && each.invoice === null)
  const end = first ? periodEnd(subscription.billing_cycle_anchor, first.current_period_end) : world.nowS
  const lines = [...waiting.map(({ line }) => line), ...periodLines(world, subscription, before)]
  const total = lines.reduce((sum, { amount }) => sum + amount, 0)
  const { balance } = world.get('customer', subscription.customer)
  const due = Math.max(0, total + balance)
  const at = {
    created: first?.current_period_end ?? world.nowS,
    period_start: before?.[0],
    period_end: end,
    next_payment_attempt: first?.current_period_end,
  }
  return {
    object: 'invoice',
    id: 'upcoming_in_1',
    customer: subscription.customer,
    currency: subscription.currency,
    total,
    subtotal: total,
    amount_due: due,
    starting_balance: balance,
    lines: listOf('', lines),
    status: 'draft',
    ...at,
  }
}

const zCredit = z.strictObject({
  invoice: z.string(),
  amount: zWhole,
  refund_amount: zWhole.optional(),
  credit_amount: zWhole.optional(),
  reason: z.string().optional(),
  memo: z.string().optional(),
})

function credit(world: StripeWorld, given: z.output<typeof zCredit>) {
  const invoice = world.get('invoice', given.invoice)
  const left = invoice.total - invoice.post_payment_credit_notes_amount
  if (invoice.status !== 'paid')
    throw new Refusal(400, 'invoice_not_open', 'Only a paid invoice can be refunded.', 'invoice')
  if (given.amount > left) throw new Refusal(400, 'amount_too_large', `The amount may be at most ${left}.`, 'amount')
  const refund = given.refund_amount ?? 0
  if (refund + (given.credit_amount ?? 0) !== given.amount)
    throw new Refusal(400, 'parameter_invalid', 'The sum of refund and credit must equal the amount.', 'amount')
  invoice.post_payment_credit_notes_amount += given.amount
  world.get('customer', invoice.customer).balance -= given.credit_amount ?? 0
  const note = world.add('cn', 'credit_note', {
    invoice: invoice.id,
    customer: invoice.customer,
    amount: given.amount,
    refund_amount: refund,
    reason: given.reason ?? null,
    status: 'issued',
  })
  world.tell('credit_note.created', note)
  return note
}

function payInvoice(world: StripeWorld, id: string): Invoice {
  const invoice = world.get('invoice', id)
  if (invoice.status !== 'open')
    throw new Refusal(400, 'invoice_not_open', `This invoice is ${invoice.status}.`, 'invoice')
  if (!collect(world, invoice))
    throw new Refusal(402, 'card_declined', 'Your card was declined.', undefined, 'card_error')
  return invoice
}

function voidInvoice(world: StripeWorld, id: string): Invoice {
  const invoice = world.get('invoice', id)
  if (invoice.status !== 'open')
    throw new Refusal(400, 'invoice_not_open', `This invoice is ${invoice.status}.`, 'invoice')
  Object.assign(invoice, { status: 'void', amount_remaining: 0, next_payment_attempt: null })
  world.tell('invoice.voided', invoice)
  const subscription = world.get('subscription', invoice.parent.subscription_details.subscription)
  if (subscription.status === 'past_due' && openInvoices(world, subscription.id).length === 0)
    subscription.status = 'active'
  return invoice
}

const zSessions = z.strictObject({
  ...paging,
  customer: z.string().optional(),
  status: z.enum(['open', 'complete', 'expired']).optional(),
})
const zSubscriptions = z.strictObject({ ...paging, customer: z.string().optional(), status: z.string().optional() })
const zInvoices = z.strictObject({
  ...paging,
  customer: z.string().optional(),
  status: z.string().optional(),
  subscription: z.string().optional(),
})

function listSubscriptions(world: StripeWorld, given: z.output<typeof zSubscriptions>) {
  const { status } = given
  const isAsked = (each: Subscription) =>
    status === undefined ? each.status !== 'canceled' : status === 'all' || each.status === status
  return pageOf('/v1/subscriptions', ofCustomer(world.all('subscription'), given.customer).filter(isAsked), given)
}

/** Checkout, portal, subscriptions, invoices, credit notes, clocks. */
export const BILLING: readonly Route[] = [
  route('POST', 'checkout/sessions', zCheckout, openSession),
  route('GET', 'checkout/sessions', zSessions, (world, given) =>
    pageOf(
      '/v1/checkout/sessions',
      ofCustomer(world.all('checkout.session'), given.customer).filter(
        ({ status }) => !given.status || status === given.status,
      ),
      given,
    ),
  ),
  route('GET', 'checkout/sessions/:id', zExpand, (world, _given, id) => world.get('checkout.session', id)),
  route('POST', 'checkout/sessions/:id/expire', zNothing, (world, _given, id) => {
    const session = world.get('checkout.session', id)
    if (session.status !== 'open')
      throw new Refusal(400, 'resource_missing', `This session is ${session.status}.`, 'session')
    expire(world, session)
    return session
  }),
  route(
    'POST',
    'billing_portal/sessions',
    z.strictObject({ customer: z.string(), return_url: z.url(), locale: z.string().optional() }),
    (world, { customer, return_url }) => {
      world.get('customer', customer)
      const session = world.add('bps', 'billing_portal.session', { customer, return_url, url: '' })
      session.url = `${world.base}/portal/${session.id}`
      return session
    },
  ),
  route('GET', 'subscriptions', zSubscriptions, listSubscriptions),
  route('GET', 'subscriptions/:id', zExpand, (world, _given, id) => world.get('subscription', id)),
  route('POST', 'subscriptions/:id', zUpdate, updateSubscription),
  route(
    'DELETE',
    'subscriptions/:id',
    z.strictObject({ invoice_now: zFlag.optional(), prorate: zFlag.optional() }),
    (world, _given, id) => {
      const subscription = world.get('subscription', id)
      cancel(world, subscription)
      return subscription
    },
  ),
  route('GET', 'invoices', zInvoices, (world, given) =>
    pageOf(
      '/v1/invoices',
      ofCustomer(world.all('invoice'), given.customer)
        .filter(({ status }) => !given.status || status === given.status)
        .filter(({ parent }) => !given.subscription || parent.subscription_details.subscription === given.subscription),
      given,
    ),
  ),
  route('GET', 'invoices/:id', zExpand, (world, _given, id) => world.get('invoice', id)),
  route(
    'POST',
    'invoices/create_preview',
    z.strictObject({ customer: z.string().optional(), subscription: z.string() }),
    (world, { subscription }) => preview(world, world.get('subscription', subscription)),
  ),
  route('POST', 'invoices/:id/pay', zNothing, (world, _given, id) => payInvoice(world, id)),
  route('POST', 'invoices/:id/void', zNothing, (world, _given, id) => voidInvoice(world, id)),
  route('POST', 'credit_notes', zCredit, credit),
  route(
    'GET',
    'credit_notes',
    z.strictObject({ ...paging, customer: z.string().optional(), invoice: z.string().optional() }),
    (world, given) =>
      pageOf(
        '/v1/credit_notes',
        ofCustomer(world.all('credit_note'), given.customer).filter(
          ({ invoice }) => !given.invoice || invoice === given.invoice,
        ),
        given,
      ),
  ),
  route(
    'POST',
    'test_helpers/test_clocks/:id/advance',
    z.strictObject({ frozen_time: zWhole }),
    (world, { frozen_time }, id) => {
      const clock = world.get('test_helpers.test_clock', id)
      if (frozen_time < world.nowS)
        throw new Refusal(400, 'parameter_invalid', 'A clock only goes forward.', 'frozen_time')
      pass(world, frozen_time)
      return Object.assign(clock, { frozen_time })
    },
  ),
]
