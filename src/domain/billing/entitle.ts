import type { StandingState } from '../plan/standing'
import { type PaidPlan, planOf, quantityOf, type SubscriptionFacts, type SubscriptionStatus } from './facts'
import { graceOf, rungOf } from './ladder'

/** Charges go on, or would at once when paid again. */
const LIVE: ReadonlySet<SubscriptionStatus> = new Set(['trialing', 'active', 'past_due', 'unpaid', 'paused'])

/** Never provisioned: the first payment has not come, or never will. */
const NEVER: ReadonlySet<SubscriptionStatus> = new Set(['incomplete', 'incomplete_expired'])

export function isLive({ status }: Pick<SubscriptionFacts, 'status'>): boolean {
  return LIVE.has(status)
}

/** Ours, and it was paid or tried at least once. Oldest first; the id decides between two of one second. */
function provisioned(all: readonly SubscriptionFacts[]): SubscriptionFacts[] {
  return all
    .filter((each) => planOf(each) !== null && !NEVER.has(each.status))
    .toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1))
}

/** The subscription that counts: the oldest that lives, else the one that ended last. Null: nothing was ever bought. */
export function governing(all: readonly SubscriptionFacts[]): SubscriptionFacts | null {
  const ours = provisioned(all)
  const ended = ours.toSorted((a, b) => (b.endedAt?.getTime() ?? 0) - (a.endedAt?.getTime() ?? 0))
  return ours.find(isLive) ?? ended[0] ?? null
}

/** Bought twice, e.g. in two windows: to be given back. */
export function duplicates(all: readonly SubscriptionFacts[]): SubscriptionFacts[] {
  return provisioned(all).filter(isLive).slice(1)
}

/** What a partner may use because of what it pays. */
export interface Entitled {
  plan: PaidPlan
  state: StandingState
  quantity: number | null
  trialEndsAt: Date | null
  graceUntil: Date | null
}

/** A pure function of what the payment service says now: nothing of what was known before goes into it. */
export function entitlementOf(subscription: SubscriptionFacts, now: Date): Entitled {
  const plan = planOf(subscription)
  if (!plan) throw new Error('a subscription of ours has a plan')
  const { status, trialEnd, unpaidSince, endedAt, periodEnd, createdAt } = subscription
  const paid = { plan, quantity: quantityOf(subscription), trialEndsAt: null, graceUntil: null }
  if (status === 'trialing') return { ...paid, state: 'trial', trialEndsAt: trialEnd ?? periodEnd ?? createdAt }
  if (status === 'active') return { ...paid, state: 'active' }
  if (status === 'past_due' || status === 'unpaid') {
    const since = unpaidSince ?? periodEnd ?? createdAt
    return { ...paid, state: rungOf(since, now), graceUntil: graceOf(since) }
  }
  // It ended, or its trial did and no card was left.
  return { ...paid, state: 'canceled', graceUntil: graceOf(endedAt ?? trialEnd ?? createdAt) }
}
