/** Relative accuracy: a percentile is at most this share away from the exact one of the same rank. */
export const ACCURACY = 0.01

/** Bins grow by this factor, so that their middle is within ACCURACY of each value in them (DDSketch, VLDB 2019, §2.1). */
export const GAMMA = (1 + ACCURACY) / (1 - ACCURACY)
/** key = ceil(ln(value) × MULTIPLIER) */
export const MULTIPLIER = 1 / Math.log1p((2 * ACCURACY) / (1 - ACCURACY))
/** Whole milliseconds from 1 to 2^53 − 1 have the keys 0 … 1836. */
const KEYS = Math.ceil(Math.log(Number.MAX_SAFE_INTEGER) * MULTIPLIER) + 1

/**
 * How long runs took, as a DDSketch over whole milliseconds: a count per logarithmic bin. Adding two sketches adds their counts,
 * so merging is associative, commutative and exact; a percentile is within ACCURACY.
 */
export interface Sketch {
  /** index = key */
  counts: Float64Array
  zeros: number
}

export function emptySketch(): Sketch {
  return { counts: new Float64Array(KEYS), zeros: 0 }
}

/** The bin of a duration of at least 1 ms, as `LogarithmicMapping.key` of the reference implementation. */
function keyOf(ms: number): number {
  return Math.ceil(Math.log(ms) * MULTIPLIER)
}

/** Adds `n` runs to a bin; `key` null = shorter than a millisecond. */
export function addBin(sketch: Sketch, key: number | null, n: number): void {
  if (key === null) sketch.zeros += n
  else if (key < 0 || key >= KEYS) throw new RangeError(`no duration has the key ${key}`)
  else sketch.counts[key] = (sketch.counts[key] ?? 0) + n
}

export function addDuration(sketch: Sketch, ms: number): void {
  addBin(sketch, ms < 1 ? null : keyOf(ms), 1)
}

export function sketchCount({ counts, zeros }: Sketch): number {
  return counts.reduce((sum, n) => sum + n, zeros)
}

/** What stands for every duration of a bin: in the middle of its relative width. */
const middleOf = (key: number) => (2 * GAMMA ** key) / (1 + GAMMA)

/** The filled bins, shortest first. */
export function binsOf({ counts, zeros }: Sketch): { ms: number; count: number }[] {
  const filled = [...counts].flatMap((count, key) => (count > 0 ? [{ ms: middleOf(key), count }] : []))
  return zeros > 0 ? [{ ms: 0, count: zeros }, ...filled] : filled
}

/** Nearest-rank percentile in milliseconds (NIST handbook 2.6.2 without interpolation); null without a run. `share` 0…1. */
export function quantileMs(sketch: Sketch, share: number): number | null {
  const n = sketchCount(sketch)
  if (n === 0) return null
  const rank = Math.min(n, Math.max(1, Math.ceil(share * n)))
  let seen = sketch.zeros
  if (seen >= rank) return 0
  for (let key = 0; key < KEYS; key++) {
    seen += sketch.counts[key] ?? 0
    if (seen >= rank) return middleOf(key)
  }
  throw new Error('a sketch holds fewer runs than it counted')
}
