/** The objects of the fake, as far as Stripe's own shapes are used; units and names are Stripe's (minor units, unix seconds). */
export interface Thing {
  id: string
  object: string
  created: number
  livemode: boolean
}

export type Metadata = Record<string, string>
export interface List<Item> {
  object: 'list'
  data: Item[]
  has_more: boolean
  url: string
}

export interface Customer extends Thing {
  object: 'customer'
  email: string | null
  name: string | null
  metadata: Metadata
  /** below zero: credit for the next invoice */
  balance: number
}

export interface Product extends Thing {
  object: 'product'
  name: string
  active: boolean
  metadata: Metadata
}

export interface Price extends Thing {
  object: 'price'
  product: string
  currency: string
  unit_amount: number
  active: boolean
  lookup_key: string | null
  metadata: Metadata
  recurring: { interval: 'month'; interval_count: 1; usage_type: 'licensed' | 'metered'; meter: string | null }
  type: 'recurring'
}

export interface Item extends Thing {
  object: 'subscription_item'
  price: Price
  quantity?: number
  subscription: string
  metadata: Metadata
  current_period_start: number
  current_period_end: number
}

export type Status = 'trialing' | 'active' | 'past_due' | 'unpaid' | 'paused' | 'canceled'

export interface Subscription extends Thing {
  object: 'subscription'
  customer: string
  status: Status
  currency: string
  items: List<Item>
  metadata: Metadata
  billing_cycle_anchor: number
  billing_mode: { type: 'flexible' | 'classic' }
  automatic_tax: { enabled: boolean }
  cancel_at_period_end: boolean
  cancel_at: number | null
  canceled_at: number | null
  ended_at: number | null
  trial_start: number | null
  trial_end: number | null
  trial_settings: { end_behavior: { missing_payment_method: 'cancel' | 'create_invoice' | 'pause' } }
  latest_invoice: string | null
}

export interface Line {
  id: string
  object: 'line_item'
  amount: number
  currency: string
  description: string
  quantity: number | null
  period: { start: number; end: number }
  pricing: { type: 'price_details'; price_details: { price: string; product: string } }
  parent: { type: 'subscription_item_details'; subscription_item_details: { proration: boolean; subscription: string } }
}

export interface Invoice extends Thing {
  object: 'invoice'
  customer: string
  status: 'draft' | 'open' | 'paid' | 'void' | 'uncollectible'
  billing_reason: string
  currency: string
  lines: List<Line>
  parent: { type: 'subscription_details'; subscription_details: { subscription: string } }
  subtotal: number
  total: number
  starting_balance: number
  amount_due: number
  amount_paid: number
  amount_remaining: number
  attempt_count: number
  next_payment_attempt: number | null
  number: string
  period_start: number
  period_end: number
  hosted_invoice_url: string
  invoice_pdf: string
  post_payment_credit_notes_amount: number
  status_transitions: { finalized_at: number | null; paid_at: number | null; voided_at: number | null }
}

export interface CreditNote extends Thing {
  object: 'credit_note'
  invoice: string
  customer: string
  amount: number
  refund_amount: number
  reason: string | null
  status: 'issued'
}

export interface Session extends Thing {
  object: 'checkout.session'
  mode: 'subscription'
  customer: string
  client_reference_id: string | null
  status: 'open' | 'complete' | 'expired'
  payment_status: 'unpaid' | 'paid' | 'no_payment_required'
  subscription: string | null
  url: string | null
  success_url: string
  cancel_url: string | null
  expires_at: number
  /** what was asked for; Stripe keeps it as line items of their own */
  asked: { price: string; quantity?: number | undefined }[]
  trialDays: number
  metadata: Metadata
  subscriptionMetadata: Metadata
  isTaxed: boolean
}

export interface PortalSession extends Thing {
  object: 'billing_portal.session'
  customer: string
  return_url: string
  url: string
}

export interface Meter extends Thing {
  object: 'billing.meter'
  event_name: string
  display_name: string
  status: 'active'
}

export interface MeterEvent extends Thing {
  object: 'billing.meter_event'
  event_name: string
  identifier: string
  payload: Record<string, string>
  timestamp: number
  isCancelled: boolean
}

/** A prorated amount that waits for the next invoice. */
export interface Pending extends Thing {
  object: 'invoiceitem'
  subscription: string
  invoice: string | null
  line: Line
}

export interface TestClock extends Thing {
  object: 'test_helpers.test_clock'
  frozen_time: number
  status: 'ready'
}

export interface Event extends Thing {
  object: 'event'
  type: string
  api_version: string
  data: { object: unknown }
}

export interface Kinds {
  customer: Customer
  product: Product
  price: Price
  subscription: Subscription
  subscription_item: Item
  invoice: Invoice
  credit_note: CreditNote
  'checkout.session': Session
  'billing_portal.session': PortalSession
  'billing.meter': Meter
  'billing.meter_event': MeterEvent
  invoiceitem: Pending
  'test_helpers.test_clock': TestClock
}
export type Kind = keyof Kinds
