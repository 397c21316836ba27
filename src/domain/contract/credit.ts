import type { Tally } from '@/domain/objective/tally'
import { add, type Fraction, fraction, fractionText, isLess, multiply, roundHalfUp } from './fraction'
import type { CreditTier, TermObjective } from './schema'
import type { Segment } from './segment'

/** A segment with what its objectives reached in it. */
export interface JudgedSegment {
  segment: Segment
  /** by objective id; one that the version does not name is not read, one that is missing counts as nothing measured */
  tallies: ReadonlyMap<string, Pick<Tally, 'eligible' | 'good'>>
}

/** One line of the calculation: one objective in one segment. Amounts are exact fractions of minor units, as text. */
export interface CreditStep {
  versionNumber: number
  /** local days; `to` does not belong to it */
  from: string
  to: string
  days: number
  monthDays: number
  objectiveId: string
  eligible: number
  good: number
  feeMinor: number
  sharePpm: number
  /** fee × days / days of the month × share */
  base: string
  /** the tier that was reached; null = none */
  tier: CreditTier | null
  /** base × pct / 100 */
  amount: string
}

/** What the client gets back for one month, with everything it was computed from. */
export interface Credit {
  currency: string
  /** whole minor units: half up, once, at the end */
  amountMinor: number
  /** sum of the steps before the cap */
  sum: string
  /** Σ fee × days / days of the month × cap; the month's ceiling */
  cap: string
  isCapped: boolean
  steps: CreditStep[]
}

/** The hardest tier reached: good / eligible < below, compared exactly. Nothing measured reaches none. */
export function tierOf(tiers: readonly CreditTier[], tally: Pick<Tally, 'eligible' | 'good'>): CreditTier | null {
  let reached: CreditTier | null = null
  for (const tier of tiers) {
    const isBelow = BigInt(tally.good) * 1_000_000n < BigInt(tier.below) * BigInt(tally.eligible)
    if (isBelow && (reached === null || tier.pct > reached.pct)) reached = tier
  }
  return reached
}

const NOTHING = { eligible: 0, good: 0 }

/** fee × local days of the segment / local days of the month. */
function baseOf({ version, days, monthDays }: Segment): Fraction {
  return fraction(BigInt(version.terms.feeMinor) * BigInt(days), monthDays)
}

function stepOf({ segment, tallies }: JudgedSegment, promise: TermObjective): { step: CreditStep; amount: Fraction } {
  const { version, from, to, days, monthDays } = segment
  const { eligible, good } = tallies.get(promise.objectiveId) ?? NOTHING
  const tier = tierOf(promise.creditTiers ?? version.terms.creditTiers, { eligible, good })
  const base = multiply(baseOf(segment), fraction(promise.sharePpm, 1_000_000))
  const amount = multiply(base, fraction(tier?.pct ?? 0, 100))
  const step: CreditStep = {
    versionNumber: version.number,
    from,
    to,
    days,
    monthDays,
    objectiveId: promise.objectiveId,
    eligible,
    good,
    feeMinor: version.terms.feeMinor,
    sharePpm: promise.sharePpm,
    base: fractionText(base),
    tier,
    amount: fractionText(amount),
  }
  return { step, amount }
}

/**
 * The credit of one month: each segment by its own version, each objective on its own counts, exact until one rounding half up
 * of the month's sum (or of its cap, when that is less). Null when no version governs any day.
 * Throws RangeError when versions of one month name different currencies; a contract keeps its currency.
 */
export function creditOf(judged: readonly JudgedSegment[]): Credit | null {
  const currency = judged[0]?.segment.version.terms.currency
  if (currency === undefined) return null
  let sum = fraction(0)
  let cap = fraction(0)
  const steps: CreditStep[] = []
  for (const each of judged) {
    const { terms } = each.segment.version
    if (terms.currency !== currency) throw new RangeError(`a month in ${currency} and ${terms.currency}`)
    cap = add(cap, multiply(baseOf(each.segment), fraction(terms.capPct, 100)))
    for (const promise of terms.objectives) {
      const { step, amount } = stepOf(each, promise)
      steps.push(step)
      sum = add(sum, amount)
    }
  }
  const isCapped = isLess(cap, sum)
  return {
    currency,
    amountMinor: roundHalfUp(isCapped ? cap : sum),
    sum: fractionText(sum),
    cap: fractionText(cap),
    isCapped,
    steps,
  }
}
