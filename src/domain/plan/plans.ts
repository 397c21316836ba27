/** Plans, cheapest first. `trial` is where a sign-up begins: no card, everything open. */
export const PLAN_NAMES = ['trial', 'starter', 'growth', 'scale'] as const
export type PlanName = (typeof PLAN_NAMES)[number]

/** What only some plans open. Nothing here touches monitoring, alerts, the portal or export. */
export const FEATURES = ['custom_host', 'webhooks'] as const
export type Feature = (typeof FEATURES)[number]

/** What is counted against a plan: clients taken in, workflows watched, runs ended in a calendar month. */
export const LIMIT_METERS = ['clients', 'workflows', 'executions'] as const
export type LimitMeter = (typeof LIMIT_METERS)[number]

export interface Plan {
  /** null: no limit */
  limits: Readonly<Record<LimitMeter, number | null>>
  features: readonly Feature[]
  /** how long runs and events are kept */
  retentionDays: number
  currency: 'EUR'
  /** per month, minor units */
  baseMinor: number
  /** per monitored workflow and month, minor units */
  workflowMinor: number
  /** runs beyond `included` cost this much per thousand; null: not metered */
  overage: { included: number; perThousandMinor: number } | null
}

const EUR = { currency: 'EUR' } as const

/** The one list of plans: prices, limits, features and retention are read from here and nowhere else. */
export const PLANS: Readonly<Record<PlanName, Plan>> = {
  trial: {
    ...EUR,
    limits: { clients: 3, workflows: 50, executions: 100_000 },
    features: FEATURES,
    retentionDays: 90,
    baseMinor: 0,
    workflowMinor: 0,
    overage: null,
  },
  starter: {
    ...EUR,
    limits: { clients: 5, workflows: 75, executions: 500_000 },
    features: ['webhooks'],
    retentionDays: 90,
    baseMinor: 9_900,
    workflowMinor: 300,
    overage: null,
  },
  growth: {
    ...EUR,
    limits: { clients: 25, workflows: 400, executions: 5_000_000 },
    features: FEATURES,
    retentionDays: 400,
    baseMinor: 29_900,
    workflowMinor: 250,
    overage: null,
  },
  scale: {
    ...EUR,
    limits: { clients: null, workflows: null, executions: null },
    features: FEATURES,
    retentionDays: 800,
    baseMinor: 99_000,
    workflowMinor: 150,
    overage: { included: 20_000_000, perThousandMinor: 10 },
  },
}
