import { dayNumberAt } from '../calendar/day'
import { isOpen } from '../calendar/expand'
import { type Piece, piecesOf } from '../calendar/pieces'
import type { PlantCalendar } from '../calendar/schema'
import { instantOf } from '../calendar/zone'
import type { CalendarAnchor } from './spec'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
/** A shift that begins two days ago may still end today. */
const LOOK_BACK_DAYS = 3
/** A plant that does not work within a year has no next shift. */
const REACH_DAYS = 400

/** Worked as planned: not called off, and open at the edge that is meant. */
function isWorked(plant: PlantCalendar, { kind, cancelledBy, from, to }: Piece, edge: 'from' | 'to'): boolean {
  return kind === 'shift' && !cancelledBy && isOpen(plant, new Date(edge === 'from' ? from : to - 1))
}

function worksOn(plant: PlantCalendar, pieces: readonly Piece[]): boolean {
  return pieces.some(({ kind, cancelledBy, from, to }) => {
    if (kind === 'always' || kind === 'open') return true
    return kind === 'shift' && !cancelledBy && (isOpen(plant, new Date(from)) || isOpen(plant, new Date(to - 1)))
  })
}

/** Instants (ms) that the shifts beginning on one local day bring about. */
function instantsOf(at: CalendarAnchor, plant: PlantCalendar, day: number): number[] {
  const pieces = piecesOf(plant, day)
  if (at.anchor === 'working_day') {
    if (!worksOn(plant, pieces)) return []
    const [hour = 0, minute = 0] = at.time.split(':').map(Number)
    return [instantOf(plant.zone, day * DAY_MS + (hour * 60 + minute) * MINUTE_MS, 'first')]
  }
  const edge = at.anchor === 'shift_start' ? 'from' : 'to'
  const sign = edge === 'from' ? 1 : -1
  return pieces
    .filter((piece) => isWorked(plant, piece, edge) && (at.shift === null || piece.name === at.shift))
    .map((piece) => piece[edge] + sign * at.offsetMin * MINUTE_MS)
}

/**
 * The first instant strictly after `after` that a rule relative to the plant's shifts means: minutes after each shift's start,
 * before each shift's end, or a wall time on each day on which a shift begins. Null when the plant does not work within reach.
 */
export function nextAnchor(at: CalendarAnchor, plant: PlantCalendar, after: Date): Date | null {
  const today = dayNumberAt(plant.zone, after.getTime())
  let best: number | null = null
  for (let day = today - LOOK_BACK_DAYS; day <= today + REACH_DAYS; day++) {
    for (const instant of instantsOf(at, plant, day))
      if (instant > after.getTime() && (best === null || instant < best)) best = instant
    // A later day's shift cannot lie before this one by more than the longest offset and shift.
    if (best !== null && day > today + LOOK_BACK_DAYS) break
  }
  return best === null ? null : new Date(best)
}
