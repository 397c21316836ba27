import { PLANS } from '../plan/plans'
import { PAID_PLANS, type PaidPlan, PRICE_PARTS, type PricePart } from './facts'

/** A price that the payment service must know. */
export interface CataloguePrice {
  plan: PaidPlan
  part: PricePart
  /** names the price at the payment service, so that no id is configured anywhere */
  lookupKey: string
  amountMinor: number
  currency: string
}

/** The name of the meter of runs, at the payment service. */
export const EXECUTIONS_METER = 'andon_executions_thousand'

export function lookupKey(plan: PaidPlan, part: PricePart): string {
  return `andon_${plan}_${part}`
}

/** Every price of the plans; parts that cost nothing have none. */
export function cataloguePrices(): CataloguePrice[] {
  return PAID_PLANS.flatMap((plan) => {
    const { baseMinor, workflowMinor, overage, currency } = PLANS[plan]
    const amounts: Record<PricePart, number | undefined> = {
      base: baseMinor,
      workflow: workflowMinor,
      executions: overage?.perThousandMinor,
    }
    return PRICE_PARTS.flatMap((part) => {
      const amountMinor = amounts[part]
      return amountMinor ? [{ plan, part, lookupKey: lookupKey(plan, part), amountMinor, currency }] : []
    })
  })
}

/** What a price stands for, by its own label; null: not one of ours. */
export function partOfPrice(label: {
  plan?: string | undefined
  part?: string | undefined
}): { plan: PaidPlan; part: PricePart } | null {
  const plan = PAID_PLANS.find((each) => each === label.plan)
  const part = PRICE_PARTS.find((each) => each === label.part)
  return plan && part ? { plan, part } : null
}
