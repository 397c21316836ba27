import type { Permission } from '../access/permissions'
import { type Feature, PLAN_NAMES, PLANS, type PlanName } from './plans'
import type { Standing, StandingReason } from './standing'

/** `always`: open whatever the standing, because it takes away, protects or keeps things running. A feature: open in plans that have it. */
export type PlanRule = 'always' | { feature: Feature }

/**
 * Permissions of set-up: their verbs are closed in read-only. Everything else stays open: incidents and who is called, approvals,
 * maintenance, months and reports, packs, sign-in, and whatever the machine or a sender does.
 */
const SET_UP: ReadonlySet<Permission> = new Set<Permission>([
  'client.manage',
  'workflow.manage',
  'expectation.manage',
  'calendar.manage',
  'objective.manage',
  'contract.manage',
  'connection.manage',
  'governance.manage',
  'change.request',
  'channel.manage',
  'portal.manage',
  'member.manage',
  'key.manage',
  'brand.manage',
])

interface Gated {
  can: Permission
  plan?: PlanRule | undefined
}

/** The plan has a say in this verb. */
export function isGated({ can, plan }: Gated): boolean {
  return plan !== 'always' && (plan !== undefined || SET_UP.has(can))
}

const WHY: Record<StandingReason, string> = {
  trial: 'The trial is over.',
  past_due: 'The last payment did not go through.',
  canceled: 'The subscription has ended.',
  over_limit: 'A limit of the plan has been passed for more than two weeks.',
  suspended: 'This account is suspended.',
  read_only: 'This account is read-only.',
}

const GOES_ON = 'Monitoring, alerts, portals and exports go on. An owner can put it right under Settings, Billing.'

/** The cheapest plan that has a feature. */
function planWith(feature: Feature): PlanName {
  const found = PLAN_NAMES.find((name) => name !== 'trial' && PLANS[name].features.includes(feature))
  if (!found) throw new Error(`no plan has ${feature}`)
  return found
}

/** Why the plan closes this verb now, in words that say what to do; null: it is open. `isBilled` as in `standingAt`. */
export function planProblem(gated: Gated, standing: Standing, isBilled: boolean): string | null {
  if (!isGated(gated)) return null
  if (standing.isReadOnly && standing.reason) return `${WHY[standing.reason]} The set-up is read-only. ${GOES_ON}`
  const rule = gated.plan
  if (!isBilled || rule === undefined || rule === 'always') return null
  if (PLANS[standing.plan].features.includes(rule.feature)) return null
  return `The plan ${standing.plan} does not have this. Choose ${planWith(rule.feature)} or a larger one under Settings, Billing.`
}
