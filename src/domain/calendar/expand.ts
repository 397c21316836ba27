import { intersectSpans, isWithin, mergeSpans, type Span, subtractSpans } from '@/lib/span'
import { dayNumberAt } from './day'
import { type Piece, piecesOf } from './pieces'
import type { PlantCalendar } from './schema'

const DAY_MS = 86_400_000
/** Open time is worked out and kept in blocks of this length. */
export const BLOCK_MS = 32 * DAY_MS
/** Blocks kept per calendar (about 20 years) before the oldest go. */
const MAX_BLOCKS = 240
/** Nothing that begins earlier reaches into a block: at most a day of shift, and a zone that skips a day. */
const LOOK_BACK_DAYS = 3

/** The open time of a block of 32 days: merged spans and their sum. */
export interface Block {
  spans: readonly Span[]
  ms: number
}

const blocks = new WeakMap<PlantCalendar, Map<number, Block>>()

function spansOf(pieces: readonly Piece[], isWanted: (piece: Piece) => boolean): Span[] {
  return pieces.filter(isWanted).map(({ from, to }) => ({ from: new Date(from), to: new Date(to) }))
}

/** Open = (shifts not cancelled − days off ∪ open exceptions) − closed exceptions. */
function openOf(pieces: readonly Piece[]): Span[] {
  const worked = spansOf(pieces, ({ kind, cancelledBy }) => kind === 'always' || (kind === 'shift' && !cancelledBy))
  const off = spansOf(pieces, ({ kind }) => kind === 'day_off')
  const extra = spansOf(pieces, ({ kind }) => kind === 'open')
  const closed = spansOf(pieces, ({ kind }) => kind === 'closed')
  return subtractSpans(mergeSpans([...subtractSpans(worked, off), ...extra]), closed)
}

function workOut(calendar: PlantCalendar, index: number): Block {
  const [from, to] = [index * BLOCK_MS, (index + 1) * BLOCK_MS]
  const last = dayNumberAt(calendar.zone, to)
  const pieces: Piece[] = []
  for (let day = dayNumberAt(calendar.zone, from) - LOOK_BACK_DAYS; day <= last; day++)
    pieces.push(...piecesOf(calendar, day))
  const spans = intersectSpans(openOf(pieces), [{ from: new Date(from), to: new Date(to) }])
  return { spans, ms: spans.reduce((sum, span) => sum + span.to.getTime() - span.from.getTime(), 0) }
}

/** The block of 32 days with this index, kept per calendar object. */
export function blockOf(calendar: PlantCalendar, index: number): Block {
  let known = blocks.get(calendar)
  if (!known) {
    known = new Map()
    blocks.set(calendar, known)
  }
  const block = known.get(index)
  if (block) return block
  if (known.size >= MAX_BLOCKS) known.delete(known.keys().next().value as number)
  const made = workOut(calendar, index)
  known.set(index, made)
  return made
}

/** The spans of a sorted list that touch the stretch, clipped to it. */
export function clip(spans: readonly Span[], { from, to }: Span): Span[] {
  let [low, high] = [0, spans.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((spans[middle] as Span).to <= from) low = middle + 1
    else high = middle
  }
  const clipped: Span[] = []
  for (let i = low; i < spans.length && (spans[i] as Span).from < to; i++) {
    const span = spans[i] as Span
    clipped.push({ from: span.from < from ? from : span.from, to: span.to > to ? to : span.to })
  }
  return clipped
}

/** Sorted, merged open time within a span. Warm: microseconds per month. Do not change what it answers with. */
export function openSpans(calendar: PlantCalendar, span: Span): Span[] {
  if (span.from >= span.to) return []
  if (calendar.versions.length === 0) return [{ ...span }]
  const open: Span[] = []
  const last = Math.ceil(span.to.getTime() / BLOCK_MS)
  for (let index = Math.floor(span.from.getTime() / BLOCK_MS); index < last; index++) {
    for (const part of clip(blockOf(calendar, index).spans, span)) {
      const before = open.at(-1)
      if (before && before.to.getTime() === part.from.getTime()) before.to = part.to
      else open.push(part)
    }
  }
  return open
}

/** Does the plant work at this instant? */
export function isOpen(calendar: PlantCalendar, at: Date): boolean {
  if (calendar.versions.length === 0) return true
  return isWithin(blockOf(calendar, Math.floor(at.getTime() / BLOCK_MS)).spans, at)
}
