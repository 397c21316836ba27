import { dayNumberAt, dayOfNumber, wallTime } from './day'
import { type DayOff, type Piece, piecesOf, rotationWeek, versionOn } from './pieces'
import type { PlantCalendar } from './schema'

const LOOK_BACK_DAYS = 3

/** A stretch that a rule named, as people wrote it. */
export interface NamedStretch {
  name: string
  /** local date it begins on */
  day: string
  /** wall times as written */
  from: string
  to: string
  span: { from: Date; to: Date }
}

/** The rule that decided. */
export type DecidingRule =
  | { kind: 'always' | 'no_shift'; name: '' }
  | ({ kind: 'shift' | 'exception_open' | 'exception_closed' } & NamedStretch)
  | { kind: 'holiday' | 'shutdown'; name: string; firstDay: string; lastDay: string }

export interface Explanation {
  isOpen: boolean
  rule: DecidingRule
  /** what would have held without the deciding rule: the shift a holiday cancels, the day off an extra shift ignores */
  insteadOf: { kind: 'shift' | 'holiday' | 'shutdown' | 'exception_open'; name: string } | null
  /** wall clock of the instant, 'YYYY-MM-DDTHH:MM' */
  local: string
  zone: string
  /** label and date of the version in force for the deciding rule */
  version: { label: string; effectiveFrom: string } | null
  /** week of the rotation, 1 = the anchor's */
  rotationWeek: number | null
}

function stretchOf({ name, day, wall, from, to }: Piece): NamedStretch {
  const written = wall ?? { from: '00:00', to: '24:00' }
  return { name, day, ...written, span: { from: new Date(from), to: new Date(to) } }
}

interface Verdict {
  piece: Piece | null
  rule: DecidingRule
  insteadOf: Explanation['insteadOf']
}

const offRule = ({ kind, name, firstDay, lastDay }: DayOff): DecidingRule => ({ kind, name, firstDay, lastDay })

/** The strongest rule among the pieces that hold at an instant: the order of `CalendarRules`. */
function decide(pieces: readonly Piece[]): Verdict {
  const find = (kind: Piece['kind']) => pieces.find((piece) => piece.kind === kind) ?? null
  const always = find('always')
  const worked = pieces.find(({ kind, cancelledBy }) => kind === 'shift' && !cancelledBy) ?? null
  const cancelled = pieces.find(({ kind, cancelledBy }) => kind === 'shift' && cancelledBy) ?? null
  const [closed, extra, off] = [find('closed'), find('open'), find('day_off')]
  const dayOff = off?.dayOff ?? cancelled?.cancelledBy ?? null
  const shift = worked ?? cancelled
  const insteadOfShift = shift && { kind: 'shift' as const, name: shift.name }
  if (closed) {
    const instead = extra ? { kind: 'exception_open' as const, name: extra.name } : insteadOfShift
    return { piece: closed, rule: { kind: 'exception_closed', ...stretchOf(closed) }, insteadOf: instead }
  }
  if (extra) {
    const instead = dayOff && { kind: dayOff.kind, name: dayOff.name }
    return { piece: extra, rule: { kind: 'exception_open', ...stretchOf(extra) }, insteadOf: instead }
  }
  if (off?.dayOff) return { piece: off, rule: offRule(off.dayOff), insteadOf: insteadOfShift }
  if (worked) return { piece: worked, rule: { kind: 'shift', ...stretchOf(worked) }, insteadOf: null }
  if (always) return { piece: always, rule: { kind: 'always', name: '' }, insteadOf: null }
  if (cancelled?.cancelledBy)
    return { piece: cancelled, rule: offRule(cancelled.cancelledBy), insteadOf: insteadOfShift }
  return { piece: null, rule: { kind: 'no_shift', name: '' }, insteadOf: null }
}

const OPEN: readonly DecidingRule['kind'][] = ['always', 'shift', 'exception_open']

/** Why an instant counts, or does not: the rule that decided, by name. */
export function explainMinute(calendar: PlantCalendar, at: Date): Explanation {
  const { zone } = calendar
  const [ms, today] = [at.getTime(), dayNumberAt(zone, at.getTime())]
  const nearby = Array.from({ length: LOOK_BACK_DAYS + 2 }, (_, i) => piecesOf(calendar, today - LOOK_BACK_DAYS + i))
  const holding = nearby.flat().filter(({ from, to }) => from <= ms && ms < to)
  const { piece, rule, insteadOf } = decide(holding)
  const version = piece?.version ?? versionOn(calendar, dayOfNumber(today))
  return {
    isOpen: OPEN.includes(rule.kind),
    rule,
    insteadOf,
    local: wallTime(zone, at),
    zone,
    version: version && { label: version.label, effectiveFrom: version.effectiveFrom },
    rotationWeek: version?.rules ? rotationWeek(version.rules, today) : null,
  }
}
