import { DateTime } from 'luxon'
import type { Expectation, ExpectationStatus } from '@/domain/expectation/schema'

/** A run as it really happened; instants in whole minutes since the story began. */
export interface StoryRun {
  begin: number
  end: number
  outcome: 'succeeded' | 'failed' | 'violated'
  isAnnounced: boolean
}

export interface OracleMove {
  to: ExpectationStatus
  minute: number
}

const MINUTE = 60_000
/** Minute and hour lists and weekdays, enough for the test's schedules and written without a cron library. */
export interface WallClock {
  cron: string
  minutes: number[]
  hours: number[]
  days: number[]
}

/** Minutes (since `origin`) at which the wall clock in `zone` shows one of the schedule's times, all multiples of five. */
export function naiveSlots({ minutes, hours, days }: WallClock, zone: string, origin: Date, length: number): number[] {
  const slots: number[] = []
  for (let minute = 5; minute <= length; minute += 5) {
    const local = DateTime.fromMillis(origin.getTime() + minute * MINUTE, { zone })
    if (minutes.includes(local.minute) && hours.includes(local.hour) && days.includes(local.weekday % 7))
      slots.push(minute)
  }
  return slots
}

const changesAround = (zone: string, at: number) => {
  const offset = (hours: number) => DateTime.fromMillis(at + hours * 60 * MINUTE, { zone }).offset
  return offset(-3) !== offset(3)
}

/** Slots at which something is owed: three hours around a change of summer time none, one or two runs are right. */
export function naiveOwed(slots: readonly number[], zone: string, origin: Date): number[] {
  return slots.filter((slot) => !changesAround(zone, origin.getTime() + slot * MINUTE))
}

/** Grace of a slot: looks at the wall clock minute by minute for three hours to both sides. */
function naiveGrace(expectation: Expectation, origin: Date, slot: number): number {
  const offset = (minute: number) =>
    DateTime.fromMillis(origin.getTime() + minute * MINUTE, { zone: expectation.zone }).offset
  let changes = false
  for (let minute = slot - 180; minute < slot + 180; minute += 30) changes ||= offset(minute) !== offset(minute + 30)
  return expectation.graceS / 60 + (changes ? 60 : 0)
}

interface Facts {
  due: number
  /** runs that have begun and not ended */
  open: Set<StoryRun>
  met: boolean
}

/**
 * Deliberately naive: walks every minute of the story, keeps all facts, and asks again each minute what they mean. No timers,
 * no jumps, no catching up. Due instants come from `nextSlot`, given by the test; instants at which nothing is owed are not
 * among them.
 */
export function tellNaively(
  expectation: Expectation,
  origin: Date,
  length: number,
  runs: readonly StoryRun[],
  nextSlot: (after: number, isRun: boolean) => number,
): { moves: OracleMove[]; facts: Facts; status: ExpectationStatus } {
  const max = expectation.maxDurationS === null ? null : expectation.maxDurationS / 60
  const start = expectation.spec.startS === null ? null : expectation.spec.startS / 60
  const facts: Facts = { due: nextSlot(0, false), open: new Set(), met: false }
  const moves: OracleMove[] = []
  let status: ExpectationStatus = 'new'
  let grace = naiveGrace(expectation, origin, facts.due)

  const become = (to: ExpectationStatus, minute: number) => {
    if (to !== status) moves.push({ to, minute })
    status = to
  }
  const isFor = (run: StoryRun) => expectation.kind === 'interval' || nextSlot(run.begin, true) > facts.due
  const meaning = (minute: number): ExpectationStatus => {
    const covering = [...facts.open].filter(isFor)
    const begunAt = Math.min(...covering.map(({ begin }) => begin), Number.POSITIVE_INFINITY)
    if (max !== null && [...facts.open].some(({ begin }) => minute >= begin + max)) return 'down'
    if (!(covering.length > 0 && max !== null && start === null) && minute >= facts.due + grace) return 'down'
    if (start !== null && begunAt > facts.due + start && minute >= facts.due + start) return 'down'
    if (covering.length === 0 && minute >= facts.due + 1) return 'late'
    if (facts.open.size > 0) return 'started'
    return facts.met ? 'on_time' : 'new'
  }
  const look = (minute: number) => {
    if (status !== 'down') become(meaning(minute), minute)
  }
  const begin = (run: StoryRun, minute: number) => {
    facts.open.add(run)
    look(minute)
  }
  const end = (run: StoryRun, minute: number) => {
    facts.open.delete(run)
    if (run.outcome !== 'succeeded') return look(minute)
    const counted = run.isAnnounced ? run.begin : run.end
    const next = nextSlot(expectation.kind === 'interval' ? run.end : counted, true)
    facts.met = true
    if (next > facts.due) {
      facts.due = next
      grace = naiveGrace(expectation, origin, facts.due)
    }
    if (status === 'down') facts.open.clear()
    if (max === null) for (const other of facts.open) if (other.begin <= counted) facts.open.delete(other)
    become(meaning(minute), minute)
  }
  for (let minute = 0; minute <= length; minute++) {
    for (const run of runs) {
      if (run.isAnnounced && run.begin === minute) begin(run, minute)
      if (run.end === minute) end(run, minute)
    }
    look(minute)
  }
  return { moves, facts, status }
}
