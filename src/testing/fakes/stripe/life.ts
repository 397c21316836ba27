import { Refusal } from './form'
import { bill, charge, line, listOf, openInvoices, periodEnd, periodLines } from './money'
import type { Invoice, Item, Price, Session, Status, Subscription } from './shapes'
import type { StripeWorld } from './world'

const DAY_S = 86_400

export function setStatus(world: StripeWorld, subscription: Subscription, status: Status): void {
  if (subscription.status === status) return
  subscription.status = status
  if (status === 'paused') world.tell('customer.subscription.paused', subscription)
  world.tell('customer.subscription.updated', subscription)
}

/** Ends it now; nothing is prorated. */
export function cancel(world: StripeWorld, subscription: Subscription): void {
  if (subscription.status === 'canceled') throw new Refusal(404, 'resource_missing', 'No such subscription', 'id')
  subscription.status = 'canceled'
  subscription.canceled_at ??= world.nowS
  subscription.ended_at = world.nowS
  for (const invoice of openInvoices(world, subscription.id)) invoice.next_payment_attempt = null
  world.tell('customer.subscription.deleted', subscription)
}

/** What follows from an invoice that was tried: back to work, or down the ladder. */
function settle(world: StripeWorld, subscription: Subscription, invoice: Invoice, isPaid: boolean): void {
  if (subscription.status === 'canceled') return
  if (isPaid) {
    if (openInvoices(world, subscription.id).length === 0) setStatus(world, subscription, 'active')
    return
  }
  if (invoice.next_payment_attempt !== null) setStatus(world, subscription, 'past_due')
  else if (world.whenRetriesEnd === 'cancel') cancel(world, subscription)
  else setStatus(world, subscription, world.whenRetriesEnd)
}

/** Charges an invoice and does what follows. */
export function collect(world: StripeWorld, invoice: Invoice): boolean {
  const subscription = world.get('subscription', invoice.parent.subscription_details.subscription)
  const isPaid = charge(world, invoice)
  settle(world, subscription, invoice, isPaid)
  return isPaid
}

function makeItem(world: StripeWorld, subscription: Subscription, price: Price, quantity: number | undefined): Item {
  const [first] = subscription.items.data
  const start = first?.current_period_start ?? world.nowS
  const end = first?.current_period_end ?? periodEnd(subscription.billing_cycle_anchor, world.nowS)
  const isLicensed = price.recurring.usage_type === 'licensed'
  return world.add('si', 'subscription_item', {
    price,
    subscription: subscription.id,
    metadata: {},
    current_period_start: start,
    current_period_end: end,
    ...(isLicensed && { quantity: quantity ?? 1 }),
  })
}

/** The customer pays on the checkout page: once, whatever they press. @throws Refusal for a declined card, or one used before */
export function completeCheckout(
  world: StripeWorld,
  id: string,
  card: 'good' | 'declines' | 'none' = 'good',
): Subscription {
  const session = world.get('checkout.session', id)
  if (session.status !== 'open')
    throw new Refusal(400, 'checkout_complete', 'This session was completed before or has ended.', 'id')
  if (card === 'declines') throw new Refusal(402, 'card_declined', 'Your card was declined.', undefined, 'card_error')
  if (card === 'none' && session.trialDays === 0)
    throw new Refusal(402, 'card_declined', 'A card is needed.', undefined, 'card_error')
  if (card === 'good') world.setCard(session.customer, 'good')
  const subscription = begin(world, session)
  session.status = 'complete'
  session.subscription = subscription.id
  session.url = null
  session.payment_status = session.trialDays > 0 ? 'no_payment_required' : 'paid'
  world.tell('checkout.session.completed', session)
  return subscription
}

function begin(world: StripeWorld, session: Session): Subscription {
  const trialEnd = session.trialDays > 0 ? world.nowS + session.trialDays * DAY_S : null
  const subscription = world.add('sub', 'subscription', {
    customer: session.customer,
    status: trialEnd ? 'trialing' : 'active',
    currency: 'eur',
    items: listOf<Item>('/v1/subscription_items', []),
    metadata: session.subscriptionMetadata,
    billing_cycle_anchor: trialEnd ?? world.nowS,
    billing_mode: { type: 'flexible' },
    automatic_tax: { enabled: session.isTaxed },
    cancel_at_period_end: false,
    cancel_at: null,
    canceled_at: null,
    ended_at: null,
    trial_start: trialEnd && world.nowS,
    trial_end: trialEnd,
    trial_settings: { end_behavior: { missing_payment_method: 'pause' } },
    latest_invoice: null,
  })
  for (const { price, quantity } of session.asked)
    subscription.items.data.push(makeItem(world, subscription, world.get('price', price), quantity))
  if (trialEnd) for (const item of subscription.items.data) item.current_period_end = trialEnd
  world.tell('customer.subscription.created', subscription)
  if (!trialEnd) charge(world, bill(world, subscription, 'subscription_create', periodLines(world, subscription, null)))
  return subscription
}

/** A price or quantity changed in the middle of a period: what is left of the old is given back, what is left of the new is due. */
function prorate(world: StripeWorld, item: Item, before: { price: Price; quantity: number | undefined }): void {
  const { current_period_start: start, current_period_end: end } = item
  const left = Math.max(0, end - world.nowS)
  const share = (amount: number) => Math.round((amount * left) / (end - start))
  const period = { start: world.nowS, end }
  const sides = [
    { price: before.price, quantity: before.quantity, sign: -1, words: 'Unused time on' },
    { price: item.price, quantity: item.quantity, sign: 1, words: 'Remaining time on' },
  ]
  for (const { price, quantity, sign, words } of sides) {
    if (price.recurring.usage_type !== 'licensed' || !quantity) continue
    const name = world.get('product', price.product).name
    const amount = sign * share(price.unit_amount * quantity)
    const description = `${words} ${quantity} × ${name}`
    const made = line(world, { ...item, price }, { amount, description, quantity, period, proration: true })
    world.add('ii', 'invoiceitem', { subscription: item.subscription, invoice: null, line: made })
  }
}

export interface ItemChange {
  id?: string | undefined
  price?: string | undefined
  quantity?: number | undefined
  deleted?: boolean | undefined
}

function changeItem(world: StripeWorld, subscription: Subscription, change: ItemChange, isProrated: boolean): void {
  const items = subscription.items.data
  const item = change.id ? items.find(({ id }) => id === change.id) : undefined
  if (change.id && !item)
    throw new Refusal(404, 'resource_missing', `No such subscription item: '${change.id}'`, 'items')
  if (!item) {
    if (!change.price) throw new Refusal(400, 'parameter_missing', 'A new item needs a price.', 'items')
    const price = world.get('price', change.price)
    if (items.some((each) => each.price.id === price.id))
      throw new Refusal(400, 'parameter_invalid', 'The price is in use by another item of this subscription.', 'items')
    const made = makeItem(world, subscription, price, change.quantity)
    items.push(made)
    if (isProrated) prorate(world, made, { price, quantity: 0 })
    return
  }
  const before = { price: item.price, quantity: item.quantity }
  if (change.deleted) {
    items.splice(items.indexOf(item), 1)
    if (isProrated) prorate(world, { ...item, quantity: 0 }, before)
    return
  }
  if (change.price) item.price = world.get('price', change.price)
  if (change.quantity !== undefined) item.quantity = change.quantity
  const isSame = item.price.id === before.price.id && item.quantity === before.quantity
  if (isProrated && !isSame) prorate(world, item, before)
}

export interface Change {
  items: ItemChange[]
  proration: 'create_prorations' | 'always_invoice' | 'none'
  mustPay: boolean
}

/** Changes items; all or nothing. @throws Refusal 402 when the invoice had to be paid at once and the card says no */
export function changeItems(
  world: StripeWorld,
  subscription: Subscription,
  { items, proration, mustPay }: Change,
): void {
  if (subscription.status === 'canceled')
    throw new Refusal(
      400,
      'resource_missing',
      'A canceled subscription can only update its cancellation_details.',
      'id',
    )
  const isProrated = proration !== 'none' && subscription.status !== 'trialing'
  const isPaidNow = isProrated && proration === 'always_invoice'
  if (mustPay && isPaidNow && world.cardOf(subscription.customer) !== 'good')
    throw new Refusal(402, 'card_declined', 'Your card was declined.', undefined, 'card_error')
  for (const change of items) changeItem(world, subscription, change, isProrated)
  if (isPaidNow) collect(world, bill(world, subscription, 'subscription_update', []))
}
