import type { PaidPlan, SubscriptionFacts } from '@/domain/billing/facts'

/** An invoice as people see it; amounts in minor units. */
export interface InvoiceFacts {
  id: string
  number: string
  createdAt: Date
  status: 'draft' | 'open' | 'paid' | 'void' | 'uncollectible'
  currency: string
  totalMinor: number
  remainingMinor: number
  /** given back */
  creditedMinor: number
  pdfUrl: string | null
  pageUrl: string | null
}

/** What the next invoice would say now. */
export interface Upcoming {
  at: Date | null
  totalMinor: number
  currency: string
  lines: readonly { id: string; words: string; amountMinor: number }[]
}

export interface CheckoutWish {
  customerId: string
  tenantId: string
  plan: PaidPlan
  workflows: number
  locale: 'en' | 'de'
  successUrl: string
  cancelUrl: string
  /** ours: the same wish again finds the same page */
  key: string
}

/** Metered use goes out here; another service may stand behind it. */
export interface UsageSink {
  /** Tells whole units of a meter; the same identifier again changes nothing. */
  tell(event: { customerId: string; meter: string; identifier: string; units: number; at: Date }): Promise<void>
  /** Takes an event back. */
  cancel(event: { meter: string; identifier: string }): Promise<void>
}

/** The payment service, as far as we use it. Every call that changes something carries a key of ours, so it happens once. */
export interface Payments extends UsageSink {
  createCustomer(customer: { tenantId: string; name: string; email: string | null }): Promise<string>
  /** Every subscription of a customer as it stands now. */
  subscriptions(customerId: string): Promise<SubscriptionFacts[]>
  /** Ends pages that are open, opens a new one. @throws AppError CONFLICT */
  checkout(wish: CheckoutWish): Promise<string>
  portal(customerId: string, returnUrl: string): Promise<string>
  /** Up: what is left of the period is charged at once. Down: it is set off against the next invoice. @throws AppError CONFLICT when the card says no */
  changePlan(subscription: SubscriptionFacts, wish: { plan: PaidPlan; isUp: boolean; key: string }): Promise<void>
  setQuantity(subscription: SubscriptionFacts, wish: { workflows: number; key: string }): Promise<void>
  /** Gives back what was paid for it, then ends it. */
  undo(subscriptionId: string): Promise<void>
  invoices(customerId: string): Promise<InvoiceFacts[]>
  /** Null: there will be none. */
  upcoming(subscriptionId: string): Promise<Upcoming | null>
  /** Makes what is missing of products, prices and the meter; says what it made. */
  setUp(): Promise<string[]>
  /** Lookup keys of prices that the payment service does not have. */
  missingPrices(): Promise<string[]>
}
