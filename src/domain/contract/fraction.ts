/** An exact ratio; the denominator is positive and the fraction is reduced. */
export interface Fraction {
  num: bigint
  den: bigint
}

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a : gcd(b, a % b)
}

/** Throws RangeError for a denominator of 0. */
export function fraction(num: bigint | number, den: bigint | number = 1n): Fraction {
  const [n, d] = [BigInt(num), BigInt(den)]
  if (d === 0n) throw new RangeError('a fraction needs a denominator')
  const sign = d < 0n ? -1n : 1n
  const divisor = gcd(n < 0n ? -n : n, d * sign)
  return { num: (sign * n) / divisor, den: (sign * d) / divisor }
}

export function add(a: Fraction, b: Fraction): Fraction {
  return fraction(a.num * b.den + b.num * a.den, a.den * b.den)
}

export function multiply(a: Fraction, b: Fraction): Fraction {
  return fraction(a.num * b.num, a.den * b.den)
}

export function isLess(a: Fraction, b: Fraction): boolean {
  return a.num * b.den < b.num * a.den
}

/** The nearest integer of a fraction ≥ 0; a half goes up. */
export function roundHalfUp({ num, den }: Fraction): number {
  return Number((2n * num + den) / (2n * den))
}

/** "1234/31", or "40" when it is whole: how a step of a calculation is recorded. */
export function fractionText({ num, den }: Fraction): string {
  return den === 1n ? String(num) : `${num}/${den}`
}
