export const RUN_VERDICTS = [
  'approved',
  'emergency',
  'unapproved',
  'zombie',
  'unidentified',
  'no_baseline',
  'manual',
] as const
export type RunVerdict = (typeof RUN_VERDICTS)[number]

/** A time in which a version may run: from its clearance until another version is proved live. */
export interface Clearance {
  /** the version's key, as runs carry it */
  key: string
  from: Date
  /** null: still */
  to: Date | null
  /** live first, decided after */
  isEmergency: boolean
}

export interface JudgedRun {
  /** definition hash, or `label:<version>`; null: the run does not say what it ran */
  key: string | null
  /** when it began: a run that began under the old version may end under the new one */
  beganAt: Date
  isManual: boolean
}

/**
 * Approved versus ran. A workflow is governed from its first clearance on; earlier runs have nothing to be compared with.
 * `zombie`: the version was cleared once and another has taken its place since.
 */
export function judgeRun({ key, beganAt, isManual }: JudgedRun, clearances: readonly Clearance[]): RunVerdict {
  if (isManual) return 'manual'
  if (!clearances.some(({ from }) => from <= beganAt)) return 'no_baseline'
  if (key === null) return 'unidentified'
  const own = clearances.filter((each) => each.key === key && each.from <= beganAt)
  const inForce = own.filter(({ to }) => to === null || beganAt < to)
  if (inForce.some(({ isEmergency }) => !isEmergency)) return 'approved'
  if (inForce.length > 0) return 'emergency'
  return own.length > 0 ? 'zombie' : 'unapproved'
}

export type ConformanceTally = Record<RunVerdict, number>

/**
 * Share of the runs that could be judged which ran what was approved, in ppm, floored: nothing short of all runs reads as 100 %.
 * Runs that do not say what they ran count against it; runs by hand and runs before the first approval do not count. Null: nothing to judge.
 */
export function conformancePpm(tally: ConformanceTally): number | null {
  const good = tally.approved + tally.emergency
  const judged = good + tally.unapproved + tally.zombie + tally.unidentified
  return judged === 0 ? null : Math.floor((good * 1_000_000) / judged)
}
