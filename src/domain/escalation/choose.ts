/** What a policy is for; null = any. */
export interface PolicyScope {
  clientId: string | null
  processId: string | null
  tier: number | null
}

/** What an incident is about. */
export interface Affected {
  clientId: string
  processId: string | null
  tier: number
}

function matches(scope: PolicyScope, affected: Affected): boolean {
  return (
    (scope.clientId === null || scope.clientId === affected.clientId) &&
    (scope.processId === null || scope.processId === affected.processId) &&
    (scope.tier === null || scope.tier === affected.tier)
  )
}

/** A process says more than a client, a client more than a tier. */
function weight({ clientId, processId, tier }: PolicyScope): number {
  return (processId === null ? 0 : 4) + (clientId === null ? 0 : 2) + (tier === null ? 0 : 1)
}

/** The most particular policy that fits; null = the default holds. */
export function choosePolicy<P extends PolicyScope>(policies: readonly P[], affected: Affected): P | null {
  const fitting = policies.filter((policy) => matches(policy, affected))
  return fitting.toSorted((a, b) => weight(b) - weight(a))[0] ?? null
}
