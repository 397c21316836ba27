import { cancel, collect, setStatus } from './life'
import { bill, periodEnd, periodLines } from './money'
import type { Invoice, Session, Subscription } from './shapes'
import type { StripeWorld } from './world'

interface Due {
  atS: number
  run(): void
}

function renew(world: StripeWorld, subscription: Subscription): void {
  const [first] = subscription.items.data
  if (!first) return
  const before = [first.current_period_start, first.current_period_end] as const
  if (subscription.cancel_at_period_end) {
    const used = periodLines(world, subscription, before).filter(
      ({ period }) => period.end === before[1] && period.start === before[0],
    )
    const metered = used.filter((each) =>
      subscription.items.data.some(
        ({ price }) => price.recurring.usage_type === 'metered' && price.id === each.pricing.price_details.price,
      ),
    )
    cancel(world, subscription)
    if (metered.some(({ amount }) => amount !== 0))
      collect(world, bill(world, subscription, 'subscription_cycle', metered))
    return
  }
  const end = periodEnd(subscription.billing_cycle_anchor, world.nowS)
  for (const item of subscription.items.data)
    Object.assign(item, { current_period_start: before[1], current_period_end: end })
  world.tell('customer.subscription.updated', subscription)
  collect(world, bill(world, subscription, 'subscription_cycle', periodLines(world, subscription, before)))
}

function endTrial(world: StripeWorld, subscription: Subscription): void {
  const { missing_payment_method: without } = subscription.trial_settings.end_behavior
  const hasNone = world.cardOf(subscription.customer) === 'none'
  if (hasNone && without === 'pause') setStatus(world, subscription, 'paused')
  else if (hasNone && without === 'cancel') cancel(world, subscription)
  else {
    setStatus(world, subscription, 'active')
    renew(world, subscription)
  }
}

function subscriptionDue(world: StripeWorld, subscription: Subscription): Due[] {
  const [first] = subscription.items.data
  if (!first) return []
  if (subscription.status === 'trialing')
    return [{ atS: first.current_period_end, run: () => endTrial(world, subscription) }]
  const isRunning = subscription.status === 'active' || subscription.status === 'past_due'
  return isRunning ? [{ atS: first.current_period_end, run: () => renew(world, subscription) }] : []
}

function retryDue(world: StripeWorld, invoice: Invoice): Due[] {
  if (invoice.status !== 'open' || invoice.next_payment_attempt === null) return []
  return [{ atS: invoice.next_payment_attempt, run: () => collect(world, invoice) }]
}

function expiryDue(world: StripeWorld, session: Session): Due[] {
  return session.status === 'open' ? [{ atS: session.expires_at, run: () => expire(world, session) }] : []
}

export function expire(world: StripeWorld, session: Session): void {
  Object.assign(session, { status: 'expired', url: null })
  world.tell('checkout.session.expired', session)
}

/** Lets time pass: trials end, periods renew, failed payments are tried again, sessions expire; each at its moment, in order. */
export function pass(world: StripeWorld, toS: number, onlyCustomer?: string): void {
  for (;;) {
    const mine = ({ customer }: { customer: string }) => onlyCustomer === undefined || customer === onlyCustomer
    const dues = [
      ...world
        .all('subscription')
        .filter(mine)
        .flatMap((each) => subscriptionDue(world, each)),
      ...world
        .all('invoice')
        .filter(mine)
        .flatMap((each) => retryDue(world, each)),
      ...world
        .all('checkout.session')
        .filter(mine)
        .flatMap((each) => expiryDue(world, each)),
    ]
    const next = dues.filter(({ atS }) => atS <= toS).sort((a, b) => a.atS - b.atS)[0]
    if (!next) break
    world.nowS = Math.max(world.nowS, next.atS)
    next.run()
  }
  world.nowS = Math.max(world.nowS, toS)
}
