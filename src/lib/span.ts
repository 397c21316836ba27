/** A half-open stretch of time: `from` belongs to it, `to` does not. */
export interface Span {
  from: Date
  to: Date
}

const MS = (date: Date) => date.getTime()

/** Sorted, not empty, not touching: the normal form that every function here answers with. */
export function mergeSpans(spans: readonly Span[]): Span[] {
  const sorted = spans.filter(({ from, to }) => from < to).sort((a, b) => MS(a.from) - MS(b.from))
  const merged: Span[] = []
  for (const span of sorted) {
    const last = merged.at(-1)
    if (last && span.from <= last.to) last.to = span.to > last.to ? span.to : last.to
    else merged.push({ ...span })
  }
  return merged
}

/** The time that is in both. */
export function intersectSpans(a: readonly Span[], b: readonly Span[]): Span[] {
  const [left, right] = [mergeSpans(a), mergeSpans(b)]
  const both: Span[] = []
  for (let i = 0, j = 0; i < left.length && j < right.length; ) {
    const [x, y] = [left[i] as Span, right[j] as Span]
    const from = x.from > y.from ? x.from : y.from
    const to = x.to < y.to ? x.to : y.to
    if (from < to) both.push({ from, to })
    if (x.to < y.to) i++
    else j++
  }
  return both
}

/** The time that is in `a` and not in `b`. */
export function subtractSpans(a: readonly Span[], b: readonly Span[]): Span[] {
  const holes = mergeSpans(b)
  const rest: Span[] = []
  let first = 0
  for (const { from, to } of mergeSpans(a)) {
    let at = from
    while (first < holes.length && (holes[first] as Span).to <= from) first++
    for (let i = first; i < holes.length && (holes[i] as Span).from < to; i++) {
      const hole = holes[i] as Span
      if (at < hole.from) rest.push({ from: at, to: hole.from })
      if (hole.to > at) at = hole.to
    }
    if (at < to) rest.push({ from: at, to })
  }
  return rest
}

/** Milliseconds in all; overlaps count once. */
export function totalMs(spans: readonly Span[]): number {
  return mergeSpans(spans).reduce((sum, { from, to }) => sum + MS(to) - MS(from), 0)
}

/** Is the instant in one of these sorted, merged spans? Binary search. */
export function isWithin(spans: readonly Span[], at: Date): boolean {
  let [low, high] = [0, spans.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((spans[middle] as Span).to <= at) low = middle + 1
    else high = middle
  }
  const span = spans[low]
  return span !== undefined && span.from <= at
}
