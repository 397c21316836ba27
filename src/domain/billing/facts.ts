import type { PlanName } from '../plan/plans'

/** Plans that are paid for. */
export const PAID_PLANS = ['starter', 'growth', 'scale'] as const satisfies readonly PlanName[]
export type PaidPlan = (typeof PAID_PLANS)[number]

/** What a price of ours stands for: the plan itself, one monitored workflow, a thousand runs beyond what is included. */
export const PRICE_PARTS = ['base', 'workflow', 'executions'] as const
export type PricePart = (typeof PRICE_PARTS)[number]

/** Statuses of a subscription in the words of the payment service (API 2026-10-28). */
export type SubscriptionStatus =
  | 'incomplete'
  | 'incomplete_expired'
  | 'trialing'
  | 'active'
  | 'past_due'
  | 'unpaid'
  | 'paused'
  | 'canceled'

export interface SubscriptionItem {
  id: string
  /** null: a price that is not ours */
  plan: PaidPlan | null
  part: PricePart | null
  quantity: number | null
}

/** A subscription as it stands now. */
export interface SubscriptionFacts {
  id: string
  status: SubscriptionStatus
  createdAt: Date
  items: readonly SubscriptionItem[]
  periodEnd: Date | null
  /** it ends then by the customer's own wish */
  cancelAt: Date | null
  trialEnd: Date | null
  endedAt: Date | null
  /** when its oldest open invoice that was tried in vain was made */
  unpaidSince: Date | null
}

/** The plan of a subscription: that of its base price. Null: not one of ours. */
export function planOf({ items }: Pick<SubscriptionFacts, 'items'>): PaidPlan | null {
  return items.find(({ part }) => part === 'base')?.plan ?? null
}

/** Monitored workflows that are paid for. */
export function quantityOf({ items }: Pick<SubscriptionFacts, 'items'>): number | null {
  return items.find(({ part }) => part === 'workflow')?.quantity ?? null
}
