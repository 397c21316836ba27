import { type Pause, type Slot, tellCron } from './ledger'
import { type Counted, judgeWindows } from './maintenance'
import { nextDay, WallClock } from './minutes'
import { creditOf } from './money'
import { plantTime } from './plant'
import type { RawMonth, RawObjective, RawTerms } from './raw'
import { type Run, runsOf } from './runs'

const MINUTE = 60_000
const DAY = 86_400_000

interface Tally {
  eligible: number
  good: number
  bad: number
  excluded: Record<string, number>
}

interface Segment {
  version: number
  from: string
  to: string
  days: number
  terms: RawTerms
}

interface Watched {
  key: string
  workflow: string
  slots: Slot[]
  down: Pause[]
  pauses: Pause[]
}

/** What the naive reading of docs/months.md makes of a file; comparable with what `npm run month` prints. */
export function oracle(file: RawMonth) {
  const [year, of] = file.month.split('-').map(Number) as [number, number]
  const utc = Date.UTC(year, of - 1, 1)
  const clock = new WallClock(file.site.zone, utc - 12 * DAY, utc + 45 * DAY)
  const next = new Date(Date.UTC(year, of, 1)).toISOString().slice(0, 10)
  const month = { from: clock.dayStart(`${file.month}-01`), to: clock.dayStart(next) }
  const days = Math.round((Date.parse(next) - Date.parse(`${file.month}-01`)) / DAY)
  const setUpAt = file.setUpAt ? Date.parse(file.setUpAt) : month.from - MINUTE
  const until = month.to + 3 * DAY

  const isOpen = plantTime(file, clock)
  const runs = runsOf(file, clock, month, until)
  const segments = segmentsOf(file, next)
  const termsOn = (day: string) => segments.find(({ from, to }) => from <= day && day < to)?.terms ?? null
  const termsAt = (at: number) => termsOn(clock.dayAt(at))
  const windows = judgeWindows(file, clock, month, termsAt)

  const watched: Watched[] = (file.expectations ?? []).map(({ key, workflow, rule }) => {
    const pauses = pausesOf(file, key, until)
    const own = runs.filter((run) => run.workflow === workflow)
    return { key, workflow, pauses, ...tellCron({ rule, createdAt: setUpAt, pauses, isOpen, clock }, own) }
  })

  const world = { file, clock, isOpen, windows, termsOn, runs, watched, setUpAt, month }
  const objectives = Object.fromEntries(
    (file.objectives ?? []).map((objective) => [objective.key, unitsOf(objective, world)]),
  )
  const within = ({ from, to }: { from: string; to: string }, units: Unit[]) =>
    sum(units.filter(({ day }) => from <= day && day < to))
  const tallies = segments.map((segment) =>
    Object.fromEntries(
      segment.terms.objectives.map(({ objective }) => [objective, within(segment, objectives[objective] ?? [])]),
    ),
  )
  return {
    service: {
      monthMinutes: (month.to - month.from) / MINUTE,
      openMinutes: count(month, (at) => isOpen(at)),
      maintenance: { outMinutes: windows.outMinutes, refused: windows.refused },
    },
    objectives: Object.fromEntries(Object.entries(objectives).map(([key, units]) => [key, sum(units)])),
    segments: segments.map((segment, i) => {
      const { version, from, to, days: length, terms } = segment
      const promised = terms.objectives.map(({ objective, targetPpm }) => {
        const tally = tallies[i]?.[objective] as Tally
        const allowedBad = Math.floor((tally.eligible * (1_000_000 - targetPpm)) / 1_000_000)
        const ppm = tally.eligible === 0 ? null : Math.floor((tally.good * 1_000_000) / tally.eligible)
        return [
          objective,
          { ...tally, targetPpm, allowedBad, remaining: allowedBad - tally.bad, ppm, isMet: tally.bad <= allowedBad },
        ]
      })
      return { version, from, to, days: length, objectives: Object.fromEntries(promised) }
    }),
    obligations: Object.fromEntries(watched.map((each) => [each.key, ledgerOf(each, file.month, clock)])),
    downtime: Object.fromEntries(watched.map((each) => [each.key, downtimeOf(each, world)])),
    credits: creditOf(segments, tallies, days),
  }
}

/** Whole minutes of a stretch for which something holds. */
function count({ from, to }: Pause, holds: (at: number) => boolean): number {
  let n = 0
  for (let at = from; at < to; at += MINUTE) if (holds(at)) n++
  return n
}

function segmentsOf({ contract, month }: RawMonth, next: string): Segment[] {
  const segments: Segment[] = []
  for (let day = `${month}-01`; day < next; day = nextDay(day)) {
    const number = (contract?.versions ?? []).findLastIndex(({ effectiveFrom }) => effectiveFrom <= day) + 1
    const terms = contract?.versions[number - 1]?.terms
    const last = segments.at(-1)
    if (!terms) continue
    if (last && last.version === number) Object.assign(last, { to: nextDay(day), days: last.days + 1 })
    else segments.push({ version: number, from: day, to: nextDay(day), days: 1, terms })
  }
  return segments
}

function pausesOf({ actions = [] }: RawMonth, key: string, until: number): Pause[] {
  const pauses: Pause[] = []
  for (const action of actions.filter(({ expectation }) => expectation === key)) {
    if (action.do === 'pause_expectation') pauses.push({ from: Date.parse(action.at), to: until })
    const last = pauses.at(-1)
    if (action.do === 'resume_expectation' && last) last.to = Date.parse(action.at)
  }
  return pauses
}

function ledgerOf({ slots }: Watched, month: string, clock: WallClock) {
  const own = slots.filter(({ due }) => clock.dayAt(due).startsWith(month))
  const of = (outcome: Slot['outcome']) => own.filter((slot) => slot.outcome === outcome).length
  return {
    ...{
      expected: own.length,
      met: of('met'),
      late: of('late'),
      missed: of('missed'),
      excused: of('excused'),
      pending: 0,
    },
    doneTwice: own.filter(({ successes }) => successes > 1).length,
  }
}

interface World {
  file: RawMonth
  clock: WallClock
  isOpen: (at: number) => boolean
  windows: Counted
  termsOn: (day: string) => RawTerms | null
  runs: Run[]
  watched: Watched[]
  setUpAt: number
  month: Pause
}

/** Second by second would be the same: what decides changes on full minutes, but downtime begins and ends between them. */
function downtimeOf({ down, workflow }: Watched, { month, isOpen, windows }: World) {
  let [ms, openMs, countedMs] = [0, 0, 0]
  for (const { from, to } of down) {
    for (let at = Math.max(from, month.from); at < Math.min(to, month.to); ) {
      const end = Math.min(at - (at % MINUTE) + MINUTE, to, month.to)
      ms += end - at
      if (isOpen(at)) openMs += end - at
      if (isOpen(at) && !windows.isOut(workflow, at)) countedMs += end - at
      at = end
    }
  }
  const minutes = Math.floor(ms / MINUTE)
  return { ms, minutes, openMs, countedMs, countedMinutes: Math.floor(countedMs / MINUTE) }
}

interface Unit {
  day: string
  verdict: string
}

function sum(units: Unit[]): Tally {
  const tally: Tally = { eligible: 0, good: 0, bad: 0, excluded: {} }
  for (const { verdict } of units) {
    if (verdict === 'good' || verdict === 'bad') {
      tally.eligible++
      tally[verdict]++
    } else tally.excluded[verdict] = (tally.excluded[verdict] ?? 0) + 1
  }
  return tally
}

function inScope({ scope }: RawObjective, { file }: World): string[] {
  const keys = file.workflows.filter(({ key, process }) => {
    if (scope.kind === 'workflow') return key === scope.key
    return scope.kind === 'process' ? process === scope.key : true
  })
  return keys.map(({ key }) => key)
}

/** The first reason why an instant does not count for a workflow, or null. */
function reasonAt(objective: RawObjective, world: World, at: number, workflow: string, pauses: Pause[]): string | null {
  const { clock, isOpen, windows, termsOn, setUpAt } = world
  const arePausesOut = termsOn(clock.dayAt(at))?.pauses?.counts === 'out'
  if (at < setUpAt) return 'before_start'
  if (arePausesOut && pauses.some(({ from, to }) => from <= at && at < to)) return 'paused'
  if (objective.calendar !== 'always' && !isOpen(at)) return 'off_shift'
  return windows.isOut(workflow, at) ? 'maintenance' : null
}

function unitsOf(objective: RawObjective, world: World): Unit[] {
  const scope = inScope(objective, world)
  const inMonth = (day: string) => day.startsWith(world.file.month)
  const found = objective.form === 'occurrences' ? runUnits : objective.form === 'obligations' ? slotUnits : sliceUnits
  return found(objective, world, scope).filter(({ day }) => inMonth(day))
}

function runUnits(objective: RawObjective, world: World, scope: string[]): Unit[] {
  const limit = objective.maxDurationMs ?? Number.POSITIVE_INFINITY
  const { from, to } = world.month
  const ended = world.runs.filter(({ status, end }) => status !== 'running' && end >= from && end < to)
  return ended
    .filter(({ workflow }) => scope.includes(workflow))
    .map((run) => {
      const isTimed = limit === Number.POSITIVE_INFINITY || (run.durationMs !== null && run.durationMs <= limit)
      const worth = run.status === 'succeeded' && isTimed ? 'good' : 'bad'
      const own = run.isManual ? 'manual' : run.status === 'cancelled' ? 'cancelled' : null
      const expectations = world.watched.filter(({ workflow }) => workflow === run.workflow)
      const isPaused = ({ pauses }: Watched) => pauses.some(({ from, to }) => from <= run.end && run.end < to)
      const pauses = expectations.length > 0 && expectations.every(isPaused) ? (expectations[0] as Watched).pauses : []
      const verdict = own ?? reasonAt(objective, world, run.end, run.workflow, pauses) ?? worth
      return { day: world.clock.dayAt(run.end), verdict }
    })
}

function slotUnits(objective: RawObjective, world: World, scope: string[]): Unit[] {
  const { clock, watched, termsOn } = world
  return watched
    .filter(({ workflow }) => scope.includes(workflow))
    .flatMap(({ slots, workflow, pauses }) =>
      slots.flatMap(({ due, outcome, reason }) => {
        const day = clock.dayAt(due)
        if (outcome === 'excused' && reason !== 'paused') return []
        if (outcome === 'excused' && termsOn(day)?.pauses?.counts === 'out') return [{ day, verdict: 'paused' }]
        const excluded = reasonAt(objective, world, due, workflow, pauses)
        return [{ day, verdict: excluded ?? (outcome === 'met' ? 'good' : 'bad') }]
      }),
    )
}

const ORDER = ['before_start', 'paused', 'off_shift', 'maintenance']

function sliceUnits(objective: RawObjective, world: World, scope: string[]): Unit[] {
  const { clock, month, watched } = world
  const step = (objective.sliceS ?? 60) * 1000
  const own = watched.filter(({ workflow }) => scope.includes(workflow))
  if (own.length === 0) return []
  const units: Unit[] = []
  for (let at = month.from; at < month.to; at += step) {
    let left = own.map((each) => ({ each, reason: reasonAt(objective, world, at, each.workflow, each.pauses) }))
    let verdict: string | null = null
    for (const reason of ORDER) {
      left = left.filter((one) => one.reason !== reason)
      if (left.length === 0) verdict ??= reason
    }
    const isDown = left.some(({ each }) => each.down.some(({ from, to }) => from <= at && at < to))
    units.push({ day: clock.dayAt(at), verdict: verdict ?? (isDown ? 'bad' : 'good') })
  }
  return units
}
