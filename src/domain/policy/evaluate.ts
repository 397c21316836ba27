import type { Policy, PolicyKey } from './catalog'
import type { DefinitionFacts } from './definition-facts'

/** A workflow as far as policies look at it. */
export interface PolicedWorkflow {
  name: string
  tier: number
  ownerName: string | null
  businessOwner: string | null
  technicalOwner: string | null
  hasRunbook: boolean
  expectations: number
  /** objectives that cover it, by its own scope or a wider one */
  objectives: number
  /** of the active version; null: not known */
  definition: DefinitionFacts | null
}

export interface Violation {
  key: PolicyKey
  severity: Policy['severity']
  /** what exactly is missing; the state a waiver is bound to */
  facts: Record<string, string | string[]>
}

type Check = (workflow: PolicedWorkflow, policy: Policy) => Violation['facts'] | null

const missing = (...what: string[]) => ({ missing: what })

/** Facts when the rule is broken, else null. What cannot be known is not a violation. */
const CHECKS: Record<PolicyKey, Check> = {
  owner_present: ({ ownerName, businessOwner }) => {
    const without = [!ownerName && 'partner', !businessOwner && 'business'].filter((who) => who !== false)
    return without.length > 0 ? missing(...without) : null
  },
  naming_pattern: ({ name }, { params: { pattern } }) =>
    pattern && !new RegExp(pattern, 'u').test(name) ? { name, pattern } : null,
  error_handler: ({ definition }) => (definition && !definition.hasErrorHandler ? missing('error_workflow') : null),
  objective_present: ({ objectives }) => (objectives === 0 ? missing('objective') : null),
  expectation_present: ({ expectations }) => (expectations === 0 ? missing('expectation') : null),
  webhook_authentication: ({ definition }) =>
    definition && definition.openWebhooks.length > 0 ? { open: definition.openWebhooks } : null,
  runbook_present: ({ hasRunbook }) => (hasRunbook ? null : missing('runbook')),
}

/** Every enabled policy that this workflow breaks. */
export function violations(workflow: PolicedWorkflow, policies: readonly Policy[]): Violation[] {
  return policies.flatMap((policy) => {
    if (!policy.isEnabled || workflow.tier > policy.maxTier) return []
    const facts = CHECKS[policy.key](workflow, policy)
    return facts ? [{ key: policy.key, severity: policy.severity, facts }] : []
  })
}
