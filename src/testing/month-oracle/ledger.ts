import { cronSlots } from './cron'
import type { WallClock } from './minutes'
import type { RawRule } from './raw'
import type { Run } from './runs'

const HOUR = 3_600_000

export interface Slot {
  due: number
  deadline: number
  outcome: 'met' | 'late' | 'missed' | 'excused'
  /** only when excused */
  reason: string | null
  successes: number
}

export interface Pause {
  from: number
  to: number
}

export interface Told {
  slots: Slot[]
  down: Pause[]
}

interface Rule {
  rule: RawRule
  createdAt: number
  pauses: readonly Pause[]
  isOpen: (at: number) => boolean
  clock: WallClock
}

const beginOf = (run: Run) => (run.start === null ? run.end : Math.min(run.start, run.end))

function isClockChange(clock: WallClock, due: number): boolean {
  return clock.offset(due - 3 * HOUR) !== clock.offset(due + 3 * HOUR)
}

function deadlineOf({ rule, clock }: Rule, due: number): number {
  return due + rule.graceS * 1000 + (isClockChange(clock, due) ? HOUR : 0)
}

function excuseOf({ rule, clock, isOpen }: Rule, due: number): string | null {
  if (rule.calendar === 'plant' && !isOpen(due)) return 'closed'
  return isClockChange(clock, due) ? 'zone_change' : null
}

/** The slot a run is for: the last whose opening is at or before its beginning; −1 = none. */
function slotIndexOf(openings: readonly number[], begin: number): number {
  let found = -1
  for (let i = 0; i < openings.length && (openings[i] as number) <= begin; i++) found = i
  return found
}

function outcomeOf(given: Rule, due: number, own: readonly Run[]): Slot {
  const deadline = deadlineOf(given, due)
  const { maxDurationS } = given.rule
  const good = own.filter(({ status }) => status === 'succeeded')
  const isInTime = (run: Run) => {
    if (run.end <= deadline) return true
    const isClocked = maxDurationS && run.start !== null && run.start < deadline
    return Boolean(isClocked) && run.end <= (run.start ?? 0) + (maxDurationS ?? 0) * 1000
  }
  const base = { due, deadline, successes: good.length, reason: null }
  if (good.some(isInTime)) return { ...base, outcome: 'met' }
  const isPaused = given.pauses.some(({ from, to }) => from < deadline && due < to)
  const excuse = excuseOf(given, due) ?? (isPaused ? 'paused' : null)
  if (excuse) return { ...base, outcome: 'excused', reason: excuse }
  return { ...base, outcome: good.length > 0 ? 'late' : 'missed' }
}

/** Every slot of a cron rule in the clock's stretch of time, and when it was down. */
export function tellCron(given: Rule, runs: readonly Run[]): Told {
  const { rule, clock, createdAt } = given
  const margin = 48 * HOUR
  const all = cronSlots(rule.cron ?? '', clock).filter((due) => due > clock.from + margin && due < clock.to - margin)
  const openings = all.map((due, i) => due - Math.min(60_000, ((all[i + 1] ?? due + HOUR) - due) / 4))
  const mine = runs.filter(({ isManual }) => !isManual)
  const own = new Map<number, Run[]>()
  for (const run of mine) {
    const index = slotIndexOf(openings, beginOf(run))
    own.set(index, [...(own.get(index) ?? []), run])
  }
  const slots = all.flatMap((due, i) => (due > createdAt ? [outcomeOf(given, due, own.get(i) ?? [])] : []))
  const owed = all.filter((due) => due > createdAt && excuseOf(given, due) === null)
  const meets = (run: Run) => all[slotIndexOf(openings, beginOf(run))] ?? Number.NEGATIVE_INFINITY
  return { slots, down: downtime(given, owed, mine, meets) }
}

/** Everything that happens, in order: pauses, then starts, then ends of one instant. */
function momentsOf({ pauses, createdAt }: Rule, runs: readonly Run[]) {
  const moments = [
    ...runs.flatMap((run) =>
      run.start === null ? [] : [{ at: run.start, rank: 2, name: run.name, run, kind: 'start' }],
    ),
    ...runs.flatMap((run) =>
      run.status === 'running' ? [] : [{ at: run.end, rank: 3, name: run.name, run, kind: 'end' }],
    ),
    ...pauses.flatMap(({ from, to }) => [
      { at: from, rank: 1, name: '', run: null, kind: 'pause' },
      { at: to, rank: 1, name: '', run: null, kind: 'resume' },
    ]),
  ].filter(({ at }) => at >= createdAt)
  moments.sort((a, b) => a.at - b.at || a.rank - b.rank || (a.name < b.name ? -1 : 1))
  return moments
}

/**
 * Waits for one slot after the other. `meets`: the slot a run is for. Looks at each moment something could happen, in order of
 * time: a start, an end, a deadline, a pause.
 */
function downtime(given: Rule, owed: readonly number[], runs: readonly Run[], meets: (run: Run) => number): Pause[] {
  const { rule } = given
  const after = (at: number) => owed.find((due) => due > at) ?? Number.POSITIVE_INFINITY
  const maxMs = rule.maxDurationS ? rule.maxDurationS * 1000 : null
  const down: Pause[] = []
  let awaited = owed[0] ?? Number.POSITIVE_INFINITY
  let since: number | null = null
  let isPaused = false
  let open: Run[] = []

  const fallsAt = (): number => {
    if (isPaused || since !== null) return Number.POSITIVE_INFINITY
    const overruns = maxMs === null ? [] : open.map((run) => (run.start ?? 0) + maxMs)
    const isCovered = maxMs !== null && open.some((run) => meets(run) >= awaited)
    const missed = isCovered || awaited === Number.POSITIVE_INFINITY ? [] : [deadlineOf(given, awaited)]
    return Math.min(Number.POSITIVE_INFINITY, ...overruns, ...missed)
  }
  const rise = (at: number) => {
    if (since !== null && at > since) down.push({ from: since, to: at })
    since = null
  }
  const fallBefore = (at: number, isIncluded: boolean) => {
    const falls = fallsAt()
    if (falls < at || (isIncluded && falls === at)) since = falls
  }
  const endOf = (run: Run) => {
    const wasOpen = open.includes(run)
    const wasDown = since
    open = open.filter(
      (each) => each !== run && !(wasDown !== null && run.end >= wasDown && (each.start ?? 0) <= run.end),
    )
    if (run.status !== 'succeeded') return
    const isMet = meets(run) >= awaited
    if (isMet) awaited = after(meets(run))
    if (since === null || !(isMet || wasOpen || run.end >= since)) return
    // It may still be down for another reason at this very moment.
    const before = since
    since = null
    const falls = fallsAt()
    since = before
    if (falls > run.end) rise(run.end)
  }

  const moments = momentsOf(given, runs)
  for (const { at, run, kind } of moments) {
    if (kind === 'pause') {
      fallBefore(at, true)
      rise(at)
      isPaused = true
      open = []
    } else if (kind === 'resume') {
      isPaused = false
      awaited = after(at)
    } else if (!isPaused && run) {
      fallBefore(at, false)
      if (kind === 'end') endOf(run)
      else if (run.end >= at) open.push(run)
    }
  }
  fallBefore(given.clock.to, true)
  if (since !== null) down.push({ from: since, to: given.clock.to })
  return down
}
