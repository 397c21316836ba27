import { proposalOf, type Tier } from '@/domain/criticality/score'

const MINUTE_S = 60
const HOUR_S = 3600
const DAY_S = 24 * HOUR_S

/** Gaps a schedule is usually written in. */
const USUAL_S = [
  60, 120, 300, 600, 900, 1_200, 1_800, 3_600, 7_200, 10_800, 14_400, 21_600, 28_800, 43_200, 86_400, 604_800,
]
/** A gap this near to a usual one is meant to be that one. */
const NEAR = 0.15
/** Fewer starts say nothing about a rhythm. */
const STARTS_MIN = 4

/** How long silence is borne where nothing was observed. */
const SILENCE_S: Readonly<Record<Tier, number>> = { 1: HOUR_S, 2: 4 * HOUR_S, 3: DAY_S, 4: 7 * DAY_S }

export interface Rhythm {
  /** a run at least this often */
  intervalS: number
  graceS: number
  /** where it comes from: what ran, or the tier alone */
  basis: 'observed' | 'tier'
  /** runs looked at */
  runs: number
}

function median(sorted: readonly number[]): number {
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0
}

function usual(gapS: number): number {
  const near = USUAL_S.find((each) => Math.abs(each - gapS) <= each * NEAR)
  return near ?? Math.max(MINUTE_S, Math.ceil(gapS / MINUTE_S) * MINUTE_S)
}

const clamp = (value: number, min: number, max: number) => Math.min(max, Math.max(min, value))

/**
 * What to expect of a workflow: the usual gap between its starts where most gaps agree, with room for the widest of
 * them; else a bound on silence from its tier. A proposal for a person to change, never applied by itself.
 */
export function proposeRhythm(startsAt: readonly Date[], tier: Tier): Rhythm {
  const times = [...new Set(startsAt.map((at) => at.getTime()))].sort((a, b) => a - b)
  const gaps = times.slice(1).map((at, index) => (at - (times[index] ?? at)) / 1000)
  const sorted = [...gaps].sort((a, b) => a - b)
  const middle = median(sorted)
  const agreeing = gaps.filter((gap) => Math.abs(gap - middle) <= middle * NEAR * 2).length
  const isRhythm = times.length >= STARTS_MIN && middle >= MINUTE_S / 2 && agreeing * 10 >= gaps.length * 6
  if (!isRhythm) {
    const intervalS = SILENCE_S[tier]
    return { intervalS, graceS: clamp(intervalS / 4, 5 * MINUTE_S, DAY_S), basis: 'tier', runs: times.length }
  }
  const intervalS = usual(middle)
  const late = (sorted.at(-1) ?? middle) - middle
  const graceS = clamp(Math.ceil(Math.max(intervalS / 2, late) / MINUTE_S) * MINUTE_S, 2 * MINUTE_S, DAY_S)
  return { intervalS, graceS, basis: 'observed', runs: times.length }
}

/** The share of good runs to promise for a tier; null: no promise is worth its reading. */
export function proposeTarget(tier: Tier): number | null {
  return proposalOf(tier, { record: 0 }).objectivePpm
}
