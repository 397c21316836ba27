import type { Span } from '@/lib/span'
import { BLOCK_MS, blockOf, clip } from './expand'
import type { PlantCalendar } from './schema'

/** `afterOpenMs` looks this many blocks ahead (about 10 years). */
const MAX_BLOCKS_AHEAD = 115

const lengthOf = ({ from, to }: Span) => to.getTime() - from.getTime()

/** Business time between two instants, in milliseconds; 0 when `to` is not after `from`. */
export function openMs(calendar: PlantCalendar, from: Date, to: Date): number {
  if (to <= from) return 0
  if (calendar.versions.length === 0) return to.getTime() - from.getTime()
  const [first, last] = [Math.floor(from.getTime() / BLOCK_MS), Math.ceil(to.getTime() / BLOCK_MS) - 1]
  let sum = 0
  for (let index = first; index <= last; index++) {
    const block = blockOf(calendar, index)
    const isWhole = index > first && index < last
    sum += isWhole ? block.ms : clip(block.spans, { from, to }).reduce((ms, span) => ms + lengthOf(span), 0)
  }
  return sum
}

/**
 * A deadline in business time: the earliest instant at or after `from` by which `ms` of open time have passed.
 * Null when the plant does not open for that long within 10 years: there is no such deadline.
 */
export function afterOpenMs(calendar: PlantCalendar, from: Date, ms: number): Date | null {
  if (ms <= 0) return from
  if (calendar.versions.length === 0) return new Date(from.getTime() + ms)
  const first = Math.floor(from.getTime() / BLOCK_MS)
  let rest = ms
  for (let index = first; index < first + MAX_BLOCKS_AHEAD; index++) {
    const block = blockOf(calendar, index)
    if (index > first && block.ms < rest) {
      rest -= block.ms
      continue
    }
    const to = new Date((index + 1) * BLOCK_MS)
    for (const span of clip(block.spans, { from, to })) {
      if (lengthOf(span) >= rest) return new Date(span.from.getTime() + rest)
      rest -= lengthOf(span)
    }
  }
  return null
}
