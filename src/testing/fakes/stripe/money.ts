import type { Invoice, Item, Line, Subscription } from './shapes'
import type { StripeWorld } from './world'

/** Days between the tries of a failed payment. */
const RETRY_DAYS = [3, 5, 7] as const
const DAY_S = 86_400

export function listOf<Item>(url: string, data: Item[]) {
  return { object: 'list' as const, data, has_more: false, url }
}

/** The same day of the next month, `months` after the anchor; the last day where there is none (Stripe's rule). */
export function monthsAfter(anchorS: number, months: number): number {
  const at = new Date(anchorS * 1000)
  const first = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  const midnight = Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate())
  const day = Math.min(at.getUTCDate(), last)
  return (Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), day) + (at.getTime() - midnight)) / 1000
}

/** The end of the period that begins at `startS`. */
export function periodEnd(anchorS: number, startS: number): number {
  for (let months = 1; ; months++) {
    const end = monthsAfter(anchorS, months)
    if (end > startS) return end
  }
}

export function line(
  world: StripeWorld,
  item: Item,
  part: Pick<Line, 'amount' | 'description' | 'quantity' | 'period'> & { proration: boolean },
): Line {
  const { amount, description, quantity, period, proration } = part
  return {
    id: `il_${item.id}_${world.nowS}_${amount}_${description.length}`,
    object: 'line_item',
    amount,
    currency: item.price.currency,
    description,
    quantity,
    period,
    pricing: { type: 'price_details', price_details: { price: item.price.id, product: item.price.product } },
    parent: {
      type: 'subscription_item_details',
      subscription_item_details: { proration, subscription: item.subscription },
    },
  }
}

/** Sum of meter events of the customer in a period; each identifier once, cancelled ones never. */
function usageOf(world: StripeWorld, item: Item, customer: string, [from, to]: readonly [number, number]): number {
  const meter = item.price.recurring.meter
  if (!meter) return 0
  const name = world.get('billing.meter', meter).event_name
  return world
    .all('billing.meter_event')
    .filter((event) => event.event_name === name && event.payload.stripe_customer_id === customer && !event.isCancelled)
    .filter(({ timestamp }) => timestamp >= from && timestamp < to)
    .reduce((sum, { payload }) => sum + Number(payload.value), 0)
}

/** Lines of a period that begins: what is paid ahead, and what was used in the period before. */
export function periodLines(
  world: StripeWorld,
  subscription: Subscription,
  before: readonly [number, number] | null,
): Line[] {
  return subscription.items.data.flatMap((item) => {
    const { price, quantity = 1, current_period_start: start, current_period_end: end } = item
    const name = world.get('product', price.product).name
    if (price.recurring.usage_type === 'licensed') {
      const period = { start, end }
      return [
        line(world, item, {
          amount: price.unit_amount * quantity,
          description: `${quantity} × ${name}`,
          quantity,
          period,
          proration: false,
        }),
      ]
    }
    if (!before) return []
    const used = usageOf(world, item, subscription.customer, before)
    const period = { start: before[0], end: before[1] }
    return [
      line(world, item, {
        amount: price.unit_amount * used,
        description: `${used} × ${name}`,
        quantity: used,
        period,
        proration: false,
      }),
    ]
  })
}

/** Makes an invoice of lines and of everything prorated that waits, finalizes it, and charges it. */
export function bill(world: StripeWorld, subscription: Subscription, reason: string, lines: Line[]): Invoice {
  const waiting = world
    .all('invoiceitem')
    .filter((each) => each.subscription === subscription.id && each.invoice === null)
  const all = [...waiting.map((each) => each.line), ...lines]
  const customer = world.get('customer', subscription.customer)
  const total = all.reduce((sum, { amount }) => sum + amount, 0)
  const due = Math.max(0, total + customer.balance)
  const number = `DEMO-${String(world.all('invoice').length + 1).padStart(4, '0')}`
  const [first] = subscription.items.data
  const invoice = world.add('in', 'invoice', {
    customer: customer.id,
    status: 'open',
    billing_reason: reason,
    currency: subscription.currency,
    lines: listOf('', all),
    parent: { type: 'subscription_details', subscription_details: { subscription: subscription.id } },
    subtotal: total,
    total,
    starting_balance: customer.balance,
    amount_due: due,
    amount_paid: 0,
    amount_remaining: due,
    attempt_count: 0,
    next_payment_attempt: null,
    number,
    period_start: first?.current_period_start ?? world.nowS,
    period_end: first?.current_period_end ?? world.nowS,
    hosted_invoice_url: '',
    invoice_pdf: '',
    post_payment_credit_notes_amount: 0,
    status_transitions: { finalized_at: world.nowS, paid_at: null, voided_at: null },
  })
  invoice.hosted_invoice_url = `${world.base}/invoice/${invoice.id}`
  invoice.invoice_pdf = `${world.base}/invoice/${invoice.id}/pdf`
  customer.balance = Math.min(0, total + customer.balance)
  for (const each of waiting) each.invoice = invoice.id
  subscription.latest_invoice = invoice.id
  world.tell('invoice.created', invoice)
  world.tell('invoice.finalized', invoice)
  return invoice
}

function markPaid(world: StripeWorld, invoice: Invoice): void {
  Object.assign(invoice, {
    status: 'paid',
    amount_paid: invoice.amount_due,
    amount_remaining: 0,
    next_payment_attempt: null,
  })
  invoice.status_transitions.paid_at = world.nowS
  world.tell('invoice.paid', invoice)
}

/** Tries to charge an open invoice. True: it is paid. A failure plans the next try; after the last one there is none. */
export function charge(world: StripeWorld, invoice: Invoice): boolean {
  if (invoice.amount_due === 0 || world.cardOf(invoice.customer) === 'good') {
    if (invoice.amount_due > 0) invoice.attempt_count += 1
    markPaid(world, invoice)
    return true
  }
  const days = RETRY_DAYS[invoice.attempt_count]
  invoice.attempt_count += 1
  invoice.next_payment_attempt = days === undefined ? null : world.nowS + days * DAY_S
  world.tell('invoice.payment_failed', invoice)
  return false
}

export function openInvoices(world: StripeWorld, subscriptionId: string): Invoice[] {
  return world
    .all('invoice')
    .filter(({ status, parent }) => status === 'open' && parent.subscription_details.subscription === subscriptionId)
}
