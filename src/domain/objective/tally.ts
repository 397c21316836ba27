/** Why a unit does not count. The reasons are closed: each one can be opened to its rule. */
export const EXCLUSION_REASONS = ['off_shift', 'maintenance', 'before_start', 'paused', 'manual', 'cancelled'] as const
export type ExclusionReason = (typeof EXCLUSION_REASONS)[number]

/** Counts of one objective over some time. Units: runs, obligations or slices. Always `good + bad = eligible`. */
export interface Tally {
  eligible: number
  good: number
  bad: number
  /** units that happened but do not count, by reason; a reason without units is left out */
  excluded: Partial<Record<ExclusionReason, number>>
}

export const EMPTY_TALLY: Tally = { eligible: 0, good: 0, bad: 0, excluded: {} }

function combine(a: Tally, b: Tally, sign: 1 | -1): Tally {
  const excluded: Tally['excluded'] = {}
  for (const reason of EXCLUSION_REASONS) {
    const n = (a.excluded[reason] ?? 0) + sign * (b.excluded[reason] ?? 0)
    if (n !== 0) excluded[reason] = n
  }
  return {
    eligible: a.eligible + sign * b.eligible,
    good: a.good + sign * b.good,
    bad: a.bad + sign * b.bad,
    excluded,
  }
}

/** Both together: tallies of disjoint times, or of disjoint scopes. */
export function addTally(a: Tally, b: Tally): Tally {
  return combine(a, b, 1)
}

/** `a` without `b`, which must be part of it. */
export function subtractTally(a: Tally, b: Tally): Tally {
  return combine(a, b, -1)
}

export function sumTallies(tallies: Iterable<Tally>): Tally {
  let sum = EMPTY_TALLY
  for (const tally of tallies) sum = addTally(sum, tally)
  return sum
}
