/** A seeded source of randomness: the same seed draws the same ninety days. */
export interface Random {
  /** uniform in [0, 1) */
  next(): number
  /** uniform whole number in [min, max] */
  whole(min: number, max: number): number
  /** log-normal around `median`: most runs are near it, a few take three times as long */
  duration(medianMs: number): number
}

/** mulberry32: 32 bits of state are plenty for a demo. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const gauss = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
  return {
    next,
    whole: (min, max) => min + Math.floor(next() * (max - min + 1)),
    duration: (medianMs) => Math.max(40, Math.round(medianMs * Math.exp(0.28 * gauss()))),
  }
}
