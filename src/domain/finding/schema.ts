import { sha256 } from '@/lib/crypto'
import { canonicalJson } from '@/lib/json'

export const SEVERITIES = ['high', 'medium', 'low'] as const
export type Severity = (typeof SEVERITIES)[number]

export const FINDING_STATUSES = ['open', 'waived', 'cleared'] as const
export type FindingStatus = (typeof FINDING_STATUSES)[number]

/** What a finding is about, besides a workflow. */
export const FINDING_SUBJECTS = ['workflow', 'version', 'change', 'connection', 'execution'] as const

/**
 * SHA-256 (hex) of the facts in canonical form (RFC 8785). A waiver is bound to it: facts that differ are another state, and
 * the waiver counts no longer. Whoever opens a finding leaves counts and moments that change by themselves out of the facts.
 */
export function stateHash(facts: Record<string, unknown>): string {
  return sha256(canonicalJson(facts))
}
