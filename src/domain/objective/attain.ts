import type { Tally } from './tally'
import { wilson } from './wilson'

const MILLION = 1_000_000n
/** Below this volume a figure is shown together with n and its interval. */
const SMALL_N = 300

/** What an objective reached over some time. Ratios in ppm, budget in units (runs, obligations, slices). */
export interface Attainment {
  n: number
  bad: number
  /** good / eligible, floored; null when nothing counted */
  ppm: number | null
  /** ⌊eligible · (10⁶ − target) / 10⁶⌋ */
  allowedBad: number
  /** allowedBad − bad; negative once the budget is overdrawn */
  remaining: number
  /** bad ≤ allowedBad on the raw counts; never decided by a printed percentage. True, too, when nothing counted: see `verdict`. */
  isMet: boolean
  /** 95 %; null when nothing counted */
  wilson: { lowPpm: number; highPpm: number } | null
  /** the whole interval lies at or above the target */
  isProvable: boolean
  /** n < 300: the screen shows n and the interval beside the figure */
  isSmall: boolean
  /** it measures nothing (no workflows, no expectations): neither met nor missed */
  isMisconfigured: boolean
  verdict: Verdict
}

export const VERDICTS = ['met', 'met_unproven', 'missed', 'no_data', 'misconfigured'] as const
/** `met_unproven` = "met, but not provable at this volume". */
export type Verdict = (typeof VERDICTS)[number]

/** How many of `eligible` units may be bad. Exact. */
export function allowedBadOf(eligible: number, targetPpm: number): number {
  return Number((BigInt(eligible) * (MILLION - BigInt(targetPpm))) / MILLION)
}

/** good / eligible in ppm, floored, so that 100 % means that nothing was bad; null when nothing counted. */
export function ppmOf(tally: Pick<Tally, 'eligible' | 'good'>): number | null {
  return tally.eligible === 0 ? null : Number((BigInt(tally.good) * MILLION) / BigInt(tally.eligible))
}

function verdictOf(facts: { n: number; isMet: boolean; isProvable: boolean; isMisconfigured: boolean }): Verdict {
  if (facts.isMisconfigured) return 'misconfigured'
  if (facts.n === 0) return 'no_data'
  if (!facts.isMet) return 'missed'
  return facts.isProvable ? 'met' : 'met_unproven'
}

/**
 * Judges counts by a target. Throws RangeError for counts that do not add up: a defect of the caller.
 * `isMisconfigured` is what `setupProblem` found.
 */
export function attain(tally: Tally, targetPpm: number, isMisconfigured = false): Attainment {
  const { eligible: n, good, bad } = tally
  if (good + bad !== n || good < 0 || bad < 0) throw new RangeError(`${good} good + ${bad} bad are not ${n} eligible`)
  const allowedBad = allowedBadOf(n, targetPpm)
  const isMet = !isMisconfigured && bad <= allowedBad
  const interval = wilson(good, n)
  const isProvable = !isMisconfigured && interval !== null && interval.low * 1_000_000 >= targetPpm
  return {
    n,
    bad,
    ppm: ppmOf(tally),
    allowedBad,
    remaining: allowedBad - bad,
    isMet,
    wilson: interval && {
      lowPpm: Math.round(interval.low * 1_000_000),
      highPpm: Math.round(interval.high * 1_000_000),
    },
    isProvable,
    isSmall: n < SMALL_N,
    isMisconfigured,
    verdict: verdictOf({ n, isMet, isProvable, isMisconfigured }),
  }
}

/** 998_765 → "99.87" with 2 digits: floored, so that a print never flatters. The decimal point is the locale's business. */
export function flooredPercent(ppm: number, digits: number): string {
  const kept = Math.floor(ppm / 10 ** (4 - digits))
  if (digits === 0) return String(kept)
  const text = String(kept).padStart(digits + 1, '0')
  return `${text.slice(0, -digits)}.${text.slice(-digits)}`
}
