import { DateTime } from 'luxon'
import type { Expectation, ExpectationStatus } from './schema'

/** A run as it really happened; instants in whole minutes since the story began. */
export interface StoryRun {
  begin: number
  end: number
  outcome: 'succeeded' | 'failed'
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
  open: number | null
  met: boolean
}

/**
 * Deliberately naive: walks every minute of the story, keeps all facts, and asks again each minute what they mean. No timers,
 * no jumps, no catching up. Due instants come from `nextSlot`, given by the test.
 */
export function tellNaively(
  expectation: Expectation,
  origin: Date,
  length: number,
  runs: readonly StoryRun[],
  nextSlot: (after: number, isRun: boolean) => number,
): { moves: OracleMove[]; facts: Facts; status: ExpectationStatus } {
  const max = expectation.maxDurationS === null ? null : expectation.maxDurationS / 60
  const facts: Facts = { due: nextSlot(0, false), open: null, met: false }
  const moves: OracleMove[] = []
  let status: ExpectationStatus = 'new'
  let grace = naiveGrace(expectation, origin, facts.due)

  const become = (to: ExpectationStatus, minute: number) => {
    if (to !== status) moves.push({ to, minute })
    status = to
  }
  const meaning = (minute: number): ExpectationStatus => {
    const isCovered = facts.open !== null && (expectation.kind === 'interval' || nextSlot(facts.open, true) > facts.due)
    if (facts.open !== null && max !== null && minute >= facts.open + max) return 'down'
    if (!(isCovered && max !== null) && minute >= facts.due + grace) return 'down'
    if (!isCovered && minute >= facts.due + 1) return 'late'
    if (facts.open !== null) return 'started'
    return facts.met ? 'on_time' : 'new'
  }
  const look = (minute: number) => {
    if (status !== 'down') become(meaning(minute), minute)
  }
  const begin = (run: StoryRun, minute: number) => {
    facts.open ??= run.begin
    look(minute)
  }
  const end = (run: StoryRun, minute: number) => {
    const isSame = run.isAnnounced ? facts.open === run.begin : facts.open !== null
    if (run.outcome === 'failed') {
      if (isSame) facts.open = null
      return look(minute)
    }
    const next = nextSlot(expectation.kind === 'interval' ? run.end : run.isAnnounced ? run.begin : run.end, true)
    facts.met = true
    if (next > facts.due) {
      facts.due = next
      grace = naiveGrace(expectation, origin, facts.due)
    }
    if (isSame || status === 'down' || max === null) facts.open = null
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
