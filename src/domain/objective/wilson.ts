/** 97.5 % quantile of the normal distribution: two sides of 95 %. */
const Z = 1.959964

/** Where the true ratio lies with 95 % confidence. Ratios 0..1. */
export interface Interval {
  low: number
  high: number
}

/**
 * Wilson score interval at 95 %: (p + z²/2n ± z√(p(1−p)/n + z²/4n²)) / (1 + z²/n). Null when nothing was counted.
 * Source: Wilson, JASA 22 (1927); vectors in the tests.
 */
export function wilson(good: number, n: number): Interval | null {
  if (n === 0) return null
  const p = good / n
  const z2n = (Z * Z) / n
  const centre = p + z2n / 2
  const half = Z * Math.sqrt((p * (1 - p)) / n + z2n / (4 * n))
  const low = good === 0 ? 0 : (centre - half) / (1 + z2n)
  const high = good === n ? 1 : (centre + half) / (1 + z2n)
  return { low, high }
}

/** The fewest units, all good, whose interval lies at or above the target; null for a target of 100 %. */
export function provableFrom(targetPpm: number): number | null {
  if (targetPpm >= 1_000_000) return null
  const target = targetPpm / 1_000_000
  let n = Math.max(1, Math.floor((target * Z * Z) / (1 - target)) - 1)
  while ((wilson(n, n)?.low ?? 0) < target) n++
  return n
}
