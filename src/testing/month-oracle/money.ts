import type { RawTerms } from './raw'

interface Segment {
  days: number
  terms: RawTerms
}

/** num / den, never shortened: small months stay small enough. */
type Ratio = [num: bigint, den: bigint]

const plus = ([a, b]: Ratio, [c, d]: Ratio): Ratio => [a * d + c * b, b * d]
const isMore = ([a, b]: Ratio, [c, d]: Ratio) => a * d > c * b

/** Money back, by docs/months.md §7, in school arithmetic. */
export function creditOf(
  segments: readonly Segment[],
  tallies: readonly Record<string, { eligible: number; good: number }>[],
  monthDays: number,
): { currency: string; minor: number } | null {
  const [first] = segments
  if (!first) return null
  let total: Ratio = [0n, 1n]
  let ceiling: Ratio = [0n, 1n]
  segments.forEach(({ days, terms }, index) => {
    const fee: Ratio = [BigInt(terms.feeMinor) * BigInt(days), BigInt(monthDays)]
    ceiling = plus(ceiling, [fee[0] * BigInt(terms.capPct ?? 100), fee[1] * 100n])
    for (const { objective, sharePpm = 1_000_000, creditTiers } of terms.objectives) {
      const { eligible = 0, good = 0 } = tallies[index]?.[objective] ?? {}
      const reached = (creditTiers ?? terms.creditTiers ?? []).filter(
        ({ below }) => BigInt(good) * 1_000_000n < BigInt(below) * BigInt(eligible),
      )
      const pct = reached.reduce((most, tier) => Math.max(most, tier.pct), 0)
      total = plus(total, [fee[0] * BigInt(sharePpm) * BigInt(pct), fee[1] * 100_000_000n])
    }
  })
  const [num, den] = isMore(total, ceiling) ? ceiling : total
  return { currency: first.terms.currency, minor: Number((2n * num + den) / (2n * den)) }
}
