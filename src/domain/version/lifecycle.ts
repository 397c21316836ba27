export const VERSION_LIFECYCLES = ['draft', 'approved', 'live', 'retired'] as const
export type VersionLifecycle = (typeof VERSION_LIFECYCLES)[number]

/** A version that a sync or a run has just shown to be in use. */
export interface SeenVersion {
  lifecycle: VersionLifecycle
  /** an approved (or in an emergency released) change waits for proof that this version is live */
  isAwaited: boolean
}

export type Standing = 'no_baseline' | 'as_approved' | 'proves_change' | 'never_approved' | 'retired'

/**
 * What it means that this version is in use. Where no version of the workflow was ever approved there is nothing to compare
 * with. A version that was retired has lost its approval: going back is a change like any other.
 */
export function standingOf(seen: SeenVersion, isGoverned: boolean): Standing {
  if (seen.isAwaited) return 'proves_change'
  if (seen.lifecycle === 'live') return 'as_approved'
  if (seen.lifecycle === 'approved') return 'as_approved'
  if (seen.lifecycle === 'retired') return 'retired'
  return isGoverned ? 'never_approved' : 'no_baseline'
}
