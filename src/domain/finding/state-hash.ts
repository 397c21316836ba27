import { sha256 } from '@/lib/crypto'
import { canonicalJson } from '@/lib/json'

/**
 * SHA-256 (hex) of the facts in canonical form (RFC 8785). A waiver is bound to it: facts that differ are another state, and
 * the waiver counts no longer. Whoever opens a finding leaves counts and moments that change by themselves out of the facts.
 */
export function stateHash(facts: Record<string, unknown>): string {
  return sha256(canonicalJson(facts))
}
