import { IANAZone } from 'luxon'

const DAY_MS = 86_400_000
/** Offsets are looked up per block of this many days; blocks are kept for the life of the process. */
const BLOCK_MS = 128 * DAY_MS
/** Local time is never farther from UTC than this (Manila before 1845: −15:56; one side of a jump may add a day). */
const REACH_MS = 2 * DAY_MS

/** The offset that begins at an instant, in milliseconds east of UTC. */
interface Offset {
  from: number
  offset: number
}

interface Clock {
  zone: IANAZone
  blocks: Map<number, readonly Offset[]>
}

const clocks = new Map<string, Clock>()

function clockOf(name: string): Clock {
  const known = clocks.get(name)
  if (known) return known
  const zone = IANAZone.create(name)
  if (!zone.isValid) throw new RangeError(`${name} is not an IANA time zone`)
  const clock = { zone, blocks: new Map() }
  clocks.set(name, clock)
  return clock
}

/** Whole seconds, as the zone database keeps them. */
function readOffset(zone: IANAZone, at: number): number {
  return Math.round(zone.offset(at) * 60) * 1000
}

/** The jump between two instants with different offsets, to the second. */
function jumpBetween(zone: IANAZone, before: Offset, after: number): Offset {
  let [low, high] = [before.from, after]
  while (high - low > 1000) {
    const middle = Math.floor((low + high) / 2000) * 1000
    if (middle <= low) break
    if (readOffset(zone, middle) === before.offset) low = middle
    else high = middle
  }
  return { from: high, offset: readOffset(zone, high) }
}

function readBlock(zone: IANAZone, index: number): Offset[] {
  const start = index * BLOCK_MS
  let last: Offset = { from: start, offset: readOffset(zone, start) }
  const offsets = [last]
  for (let at = start + DAY_MS; at <= start + BLOCK_MS; at += DAY_MS) {
    const offset = readOffset(zone, at)
    let from = at - DAY_MS
    while (last.offset !== offset) {
      const jump = jumpBetween(zone, { from, offset: last.offset }, at)
      if (jump.from < start + BLOCK_MS) offsets.push(jump)
      last = jump
      from = jump.from
    }
  }
  return offsets
}

/** The offsets of a block: the first holds from the block's start. */
function blockAt(clock: Clock, at: number): readonly Offset[] {
  const index = Math.floor(at / BLOCK_MS)
  const known = clock.blocks.get(index)
  if (known) return known
  const block = readBlock(clock.zone, index)
  clock.blocks.set(index, block)
  return block
}

function offsetIn(clock: Clock, at: number): number {
  const block = blockAt(clock, at)
  let offset = (block[0] as Offset).offset
  for (let i = 1; i < block.length && (block[i] as Offset).from <= at; i++) offset = (block[i] as Offset).offset
  return offset
}

/** Milliseconds that local time is ahead of UTC at an instant. */
export function offsetMs(zone: string, at: number): number {
  return offsetIn(clockOf(zone), at)
}

/** Offsets that hold anywhere in the stretch, each from its beginning; the first may have begun before. */
function offsetsBetween(clock: Clock, from: number, to: number): Offset[] {
  const found: Offset[] = [{ from, offset: offsetIn(clock, from) }]
  for (let block = Math.floor(from / BLOCK_MS); block * BLOCK_MS < to; block++) {
    for (const offset of blockAt(clock, block * BLOCK_MS)) {
      const isJump = offset.from > from && offset.from < to && offset.offset !== found.at(-1)?.offset
      if (isJump) found.push(offset)
    }
  }
  return found
}

/** Which instant a wall time means when it comes twice. */
export type Occurrence = 'first' | 'last'

/**
 * The instant of a wall time (`wall`: milliseconds as if local time were UTC). A wall time that the zone skips means the
 * instant of the jump; one that comes twice means its first or its last instant, as asked.
 */
export function instantOf(zone: string, wall: number, occurrence: Occurrence): number {
  const clock = clockOf(zone)
  const offsets = offsetsBetween(clock, wall - REACH_MS, wall + REACH_MS)
  const only = offsets[0] as Offset
  if (offsets.length === 1) return wall - only.offset
  let last: number | null = null
  for (let i = 0; i < offsets.length; i++) {
    const { from, offset } = offsets[i] as Offset
    const until = offsets[i + 1]?.from ?? Number.POSITIVE_INFINITY
    const at = wall - offset
    if (at < until && (i === 0 || at >= from)) {
      if (occurrence === 'first') return at
      last = at
    }
  }
  if (last !== null) return last
  // Skipped: the first jump that leads past it.
  return offsets.slice(1).find(({ from, offset }) => from + offset > wall)?.from ?? wall - only.offset
}
