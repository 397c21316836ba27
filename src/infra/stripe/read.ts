import type Stripe from 'stripe'
import { partOfPrice } from '@/domain/billing/catalogue'
import type { SubscriptionFacts, SubscriptionStatus } from '@/domain/billing/facts'
import { paymentPage } from './client'
import type { InvoiceFacts, Upcoming } from './port'

const STATUSES: readonly SubscriptionStatus[] = [
  'incomplete',
  'incomplete_expired',
  'trialing',
  'active',
  'past_due',
  'unpaid',
  'paused',
  'canceled',
]

const at = (seconds: number | null | undefined): Date | null => (seconds ? new Date(seconds * 1000) : null)

function statusOf({ status }: Stripe.Subscription): SubscriptionStatus {
  const known = STATUSES.find((each) => each === status)
  if (!known) throw new Error(`a status of a subscription that nobody here knows: ${status}`)
  return known
}

/** `open`: open invoices of the customer. */
export function readSubscription(
  subscription: Stripe.Subscription,
  open: readonly Stripe.Invoice[],
): SubscriptionFacts {
  const items = subscription.items.data
  const tried = open
    .filter(
      ({ parent, attempt_count }) =>
        idOf(parent?.subscription_details?.subscription) === subscription.id && attempt_count > 0,
    )
    .map(({ created }) => created)
  return {
    id: subscription.id,
    status: statusOf(subscription),
    createdAt: new Date(subscription.created * 1000),
    items: items.map(({ id, price, quantity }) => {
      const ours = partOfPrice({ plan: price.metadata.andon_plan, part: price.metadata.andon_part })
      return { id, plan: ours?.plan ?? null, part: ours?.part ?? null, quantity: quantity ?? null }
    }),
    periodEnd: at(items[0]?.current_period_end),
    cancelAt: at(subscription.cancel_at),
    trialEnd: at(subscription.trial_end),
    endedAt: at(subscription.ended_at),
    unpaidSince: tried.length > 0 ? at(Math.min(...tried)) : null,
  }
}

function idOf(thing: string | { id: string } | null | undefined): string | null {
  return typeof thing === 'string' ? thing : (thing?.id ?? null)
}

export function readInvoice(invoice: Stripe.Invoice): InvoiceFacts {
  const { id, number, created, currency, total, amount_remaining, post_payment_credit_notes_amount } = invoice
  return {
    id,
    number: number ?? id,
    createdAt: new Date(created * 1000),
    status: (invoice.status ?? 'draft') as InvoiceFacts['status'],
    currency: currency.toUpperCase(),
    totalMinor: total,
    remainingMinor: amount_remaining,
    creditedMinor: post_payment_credit_notes_amount,
    pdfUrl: paymentPage(invoice.invoice_pdf),
    pageUrl: paymentPage(invoice.hosted_invoice_url),
  }
}

export function readUpcoming({ next_payment_attempt, created, amount_due, currency, lines }: Stripe.Invoice): Upcoming {
  return {
    at: at(next_payment_attempt ?? created),
    totalMinor: amount_due,
    currency: currency.toUpperCase(),
    lines: lines.data.map(({ id, description, amount }) => ({ id, words: description ?? '', amountMinor: amount })),
  }
}
