/** A range of run ids, both ends included. */
export interface IdRange {
  from: bigint
  to: bigint
}

/** How far a source is copied, and a way down through its runs that may not be finished. */
export interface ScanState {
  /** every run up to this id is copied; null: nothing yet */
  watermark: bigint | null
  scan: Scan | null
}

/** From the newest run downwards, page by page; kept between readings, so that a crash or a "come back later" loses nothing. */
export interface Scan {
  top: bigint
  /** next page; null before the first */
  cursor: string | null
  low: bigint
  seen: IdRange[]
}

/** Ranges that cover the same ids, merged and ascending. */
export function mergeIds(ranges: readonly IdRange[]): IdRange[] {
  const merged: IdRange[] = []
  for (const range of [...ranges].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))) {
    const last = merged.at(-1)
    if (last && range.from <= last.to + 1n) last.to = maxOf(range.to, last.to)
    else merged.push({ ...range })
  }
  return merged
}

/** Ids of `whole` that no range covers. */
export function missingIds(whole: IdRange, seen: readonly IdRange[]): IdRange[] {
  const missing: IdRange[] = []
  let next = whole.from
  for (const { from, to } of mergeIds(seen)) {
    if (from > whole.to) break
    if (from > next) missing.push({ from: next, to: from - 1n })
    if (to >= next) next = to + 1n
  }
  if (next <= whole.to) missing.push({ from: next, to: whole.to })
  return missing
}

export function countIds(ranges: readonly IdRange[]): number {
  return ranges.reduce((sum, { from, to }) => sum + Number(to - from + 1n), 0)
}

/** Math.max knows no bigint. */
function maxOf(a: bigint, b: bigint): bigint {
  if (a > b) return a
  return b
}

/** Ascending, without repeats. */
function ascending(ids: readonly bigint[]): bigint[] {
  return [...new Set(ids)].sort((a, b) => Number(a - b))
}

export interface ScanStep {
  state: ScanState
  isDone: boolean
  /** when done: ids between the old watermark and the new one that the source did not show */
  missing: IdRange[]
  /** when done: of these, what lay below the oldest run the source still has */
  pruned: IdRange | null
}

/**
 * One page further down. `ids` in any order, repeats allowed: a source that shuffles or repeats rows changes nothing. The
 * way is done when it reaches the watermark or the source's oldest run; only then does the watermark move.
 */
export function stepScan(state: ScanState, page: { ids: readonly bigint[]; next: string | null }): ScanStep {
  const floor = state.watermark
  if (page.ids.length === 0 && !state.scan) return { state, isDone: true, missing: [], pruned: null }
  const ids = ascending(page.ids)
  const top = state.scan?.top ?? ids.at(-1) ?? 0n
  const low = ids[0] ?? state.scan?.low ?? top
  const fresh = ids.filter((id) => floor === null || id > floor).map((id) => ({ from: id, to: id }))
  const seen = mergeIds([...(state.scan?.seen ?? []), ...fresh])
  const isAtFloor = floor !== null && low <= floor
  if (page.next !== null && !isAtFloor) {
    return {
      state: { watermark: floor, scan: { top, cursor: page.next, low, seen } },
      isDone: false,
      missing: [],
      pruned: null,
    }
  }
  // A source whose newest run is below the watermark has lost some; it never goes back.
  const watermark = floor === null ? top : maxOf(floor, top)
  // Of a source that is read for the first time nobody knows what it once had.
  const missing = floor === null ? [] : missingIds({ from: floor + 1n, to: watermark }, seen)
  const oldest = seen[0]?.from
  const first = missing[0]
  const isCut = !isAtFloor && first !== undefined && oldest !== undefined && first.to < oldest
  return { state: { watermark, scan: null }, isDone: true, missing, pruned: isCut ? first : null }
}
