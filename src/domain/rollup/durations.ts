import { binsOf, quantileMs, type Sketch } from './sketch'

/** How long runs take. All spans in milliseconds; percentiles by nearest rank, within 1 % of the exact ones. */
export interface Durations {
  /** succeeded runs that nobody started by hand: the percentile of few is just the longest, so they stand beside it */
  runs: number
  p50Ms: number
  p95Ms: number
  p99Ms: number
  /** exact */
  maxMs: number
  bins: { fromMs: number; toMs: number; count: number }[]
}

const BINS = 32
const ROUND = [1, 2, 2.5, 5, 10]

/** The smallest "round" width that is not below `least`: 1, 2, 2.5 or 5 times a power of ten, whole milliseconds. */
export function roundUp(least: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, least)))
  const factor = ROUND.find((each) => each * power >= least) ?? 10
  return Math.max(1, Math.ceil(factor * power))
}

/** A histogram up to the 99th percentile; its last bin also holds everything slower. Null without a finished run. */
export function durationsOf(sketch: Sketch, maxMs: number): Durations | null {
  const values = binsOf(sketch)
  const runs = values.reduce((sum, { count }) => sum + count, 0)
  if (runs === 0) return null
  // The longest run is known exactly: it is the percentile of its rank, and none is longer.
  const at = (share: number) =>
    Math.ceil(share * runs) >= runs ? maxMs : Math.min(maxMs, Math.round(quantileMs(sketch, share) ?? 0))
  const width = roundUp(at(0.99) / BINS)
  const last = Math.min(BINS, Math.floor(at(0.99) / width) + 1) - 1
  const bins = Array.from({ length: last + 1 }, (_, index) => ({
    fromMs: index * width,
    toMs: (index + 1) * width,
    count: 0,
  }))
  for (const { ms, count } of values) {
    const bin = bins[Math.min(last, Math.floor(Math.min(ms, maxMs) / width))]
    if (bin) bin.count += count
  }
  return { runs, p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99), maxMs, bins }
}
