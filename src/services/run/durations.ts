/** How long a workflow's runs take. All spans in milliseconds. */
export interface Durations {
  runs: number
  p50Ms: number
  p95Ms: number
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

/** Nearest-rank percentile of ascending values (NIST handbook 2.6.2 without interpolation). */
export function percentile(ascending: readonly number[], share: number): number {
  return ascending[Math.max(0, Math.ceil(share * ascending.length) - 1)] ?? 0
}

/** A histogram up to the 99th percentile; its last bin also holds everything slower. Null without a finished run. */
export function durationsOf(durationsMs: readonly number[]): Durations | null {
  if (durationsMs.length === 0) return null
  const ascending = [...durationsMs].sort((a, b) => a - b)
  const width = roundUp(percentile(ascending, 0.99) / BINS)
  const last = Math.min(BINS, Math.floor(percentile(ascending, 0.99) / width) + 1) - 1
  const bins = Array.from({ length: last + 1 }, (_, index) => ({
    fromMs: index * width,
    toMs: (index + 1) * width,
    count: 0,
  }))
  for (const duration of ascending) {
    const bin = bins[Math.min(last, Math.floor(duration / width))]
    if (bin) bin.count++
  }
  return {
    runs: ascending.length,
    p50Ms: percentile(ascending, 0.5),
    p95Ms: percentile(ascending, 0.95),
    maxMs: ascending.at(-1) ?? 0,
    bins,
  }
}
