import { z } from 'zod'
import { SEVERITIES, type Severity } from '@/domain/finding/schema'

export const POLICY_KEYS = [
  'owner_present',
  'naming_pattern',
  'error_handler',
  'objective_present',
  'expectation_present',
  'webhook_authentication',
  'runbook_present',
] as const
export type PolicyKey = (typeof POLICY_KEYS)[number]

export interface PolicySettings {
  isEnabled: boolean
  severity: Severity
  /** holds for workflows of this tier and more critical ones */
  maxTier: number
  params: { pattern?: string }
}

export interface Policy extends PolicySettings {
  key: PolicyKey
}

/** What holds where the partner has set nothing else. */
const DEFAULTS: Record<PolicyKey, PolicySettings> = {
  owner_present: { isEnabled: true, severity: 'medium', maxTier: 4, params: {} },
  naming_pattern: { isEnabled: false, severity: 'low', maxTier: 4, params: { pattern: '^[A-Z].{3,}' } },
  error_handler: { isEnabled: true, severity: 'medium', maxTier: 3, params: {} },
  objective_present: { isEnabled: true, severity: 'low', maxTier: 1, params: {} },
  expectation_present: { isEnabled: true, severity: 'medium', maxTier: 2, params: {} },
  webhook_authentication: { isEnabled: true, severity: 'high', maxTier: 4, params: {} },
  runbook_present: { isEnabled: false, severity: 'low', maxTier: 2, params: {} },
}

/** Every policy with the partner's settings over the defaults. */
export function policiesOf(stored: readonly (PolicySettings & { key: string })[]): Policy[] {
  return POLICY_KEYS.map((key) => {
    const { isEnabled, severity, maxTier, params } = stored.find((each) => each.key === key) ?? DEFAULTS[key]
    return { key, isEnabled, severity, maxTier, params }
  })
}

const MAX_PATTERN = 200
/** Groups that repeat what repeats inside them can take forever on one name. */
const NESTED_REPEAT = /[+*}]\)?[+*{]|\([^)]*[+*][^)]*\)[+*{]/

function isSafePattern(pattern: string): boolean {
  if (NESTED_REPEAT.test(pattern)) return false
  try {
    new RegExp(pattern, 'u')
    return true
  } catch {
    return false
  }
}

/** What can be set of a policy. */
export const PolicyInput = z.strictObject({
  key: z.enum(POLICY_KEYS, `key: must be one of ${POLICY_KEYS.join(', ')}`),
  isEnabled: z.boolean('isEnabled: must be true or false'),
  severity: z.enum(SEVERITIES, `severity: must be one of ${SEVERITIES.join(', ')}`),
  maxTier: z.int('maxTier: must be 1 to 4').min(1, 'maxTier: must be 1 to 4').max(4, 'maxTier: must be 1 to 4'),
  /** of names; for naming_pattern only */
  pattern: z
    .string()
    .min(1, 'pattern: must not be empty')
    .max(MAX_PATTERN, `pattern: must have at most ${MAX_PATTERN} characters`)
    .refine(isSafePattern, 'pattern: must be a regular expression without a repeat inside a repeat')
    .nullish()
    .transform((pattern) => pattern ?? null),
})
