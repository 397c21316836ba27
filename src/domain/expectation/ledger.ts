import type { Span } from '@/lib/span'
import { violationsOf } from './assertion'
import type { Obligation, Pause, ReplayRun } from './outcome'
import { deadlineOf, earlyMs, excuseOf, nextSlot, startBy } from './schedule'
import type { Expectation } from './schema'

/** A rule with the stretch of time in which it judges. */
export interface RuleSpan extends Span {
  rule: Expectation
  /** the rule was replaced at the end of the stretch: what it still waited for no longer counts */
  isReplaced: boolean
  /** the rule was made or replaced at its beginning: what is due on that instant is not owed yet */
  isNew: boolean
}

const startOf = ({ startedAt, at }: ReplayRun) => (startedAt && startedAt < at ? startedAt : at)

/** How a successful run stands to a slot: null = in time, else the reason why it is late. */
function lateness(rule: Expectation, due: Date, deadline: Date, run: ReplayRun): string | null {
  const [start, by] = [startOf(run), startBy(rule, due)]
  if (by && start > by) return 'started_late'
  const hasOwnClock = rule.maxDurationS !== null && by === null && run.startedAt !== null && start < deadline
  const own = hasOwnClock ? start.getTime() + (rule.maxDurationS ?? 0) * 1000 : 0
  return run.at.getTime() <= Math.max(deadline.getTime(), own) ? null : 'finished_late'
}

interface Tried {
  /** meets the slot; in time before late, then the earliest */
  best: { run: ReplayRun; late: string | null } | null
  successes: number
  /** the last that ended and did not meet it */
  failed: { run: ReplayRun; reason: string } | null
  open: ReplayRun | null
}

/** The runs that were for one slot, folded; `runs` in order of their ends. */
function fold(rule: Expectation, due: Date, deadline: Date, runs: readonly ReplayRun[]): Tried {
  const tried: Tried = { best: null, successes: 0, failed: null, open: null }
  for (const run of runs) {
    if (run.status === 'running') tried.open = run
    else if (run.status !== 'succeeded') tried.failed = { run, reason: run.status }
    else {
      const [violation] = violationsOf(rule.spec.assertions, run)
      if (violation) {
        tried.failed = { run, reason: `violated:${violation.assertion.fact}` }
        continue
      }
      const late = lateness(rule, due, deadline, run)
      tried.successes++
      if (!tried.best || (tried.best.late !== null && late === null)) tried.best = { run, late }
    }
  }
  return tried
}

interface Slot {
  due: Date
  deadline: Date
  excuse: string | null
}

/** How long an unfinished run may still meet its slot, beyond the deadline. */
function patienceOf(rule: Expectation, { deadline }: Slot, open: ReplayRun | null): Date {
  const hasOwnClock =
    rule.maxDurationS !== null && rule.spec.startS === null && open?.startedAt && open.startedAt < deadline
  const own = hasOwnClock && open.startedAt ? open.startedAt.getTime() + (rule.maxDurationS ?? 0) * 1000 : 0
  return new Date(Math.max(deadline.getTime(), own))
}

/** What became of a slot, given the runs that were for it and where it stopped counting. */
function judge(rule: Expectation, slot: Slot, runs: readonly ReplayRun[], { now, waived }: Judged): Obligation {
  const { due, deadline, excuse } = slot
  const { best, successes, failed, open } = fold(rule, due, deadline, runs)
  const base = { dueAt: due, ref: '', deadlineAt: deadline, runs: successes, metAt: best?.run.at ?? null }
  if (best && best.late === null) return { ...base, outcome: 'met', executionId: best.run.executionId, reason: null }
  const reasonOff = excuse ?? waived
  if (reasonOff !== null) {
    return { ...base, outcome: 'excused', executionId: best?.run.executionId ?? null, reason: reasonOff }
  }
  if (best) return { ...base, outcome: 'late', executionId: best.run.executionId, reason: best.late }
  const isOver = now >= patienceOf(rule, slot, open)
  const executionId = failed?.run.executionId ?? open?.executionId ?? null
  const reason = failed?.reason ?? (open ? 'unfinished' : null)
  return {
    ...base,
    outcome: isOver ? 'missed' : 'pending',
    executionId,
    reason: isOver ? (reason ?? 'no_run') : reason,
  }
}

interface Judged {
  now: Date
  /** why the slot stopped counting before its deadline, or null */
  waived: string | null
}

/** A slot due while paused, or paused or replaced before its deadline, is not owed. */
function waiverOf({ due, deadline }: Slot, stretch: RuleSpan, pauses: readonly Pause[]): string | null {
  if (stretch.isReplaced && deadline > stretch.to) return 'changed'
  return pauses.some(({ from, to }) => from < deadline && due < to) ? 'paused' : null
}

/** What the ledger needs besides the rule. */
export interface LedgerFacts {
  /** not manual, in order of their ends */
  runs: readonly ReplayRun[]
  pauses: readonly Pause[]
  now: Date
}

/** Slots of cron and calendar rules: every slot once, judged by the runs that began for it. */
function slotObligations(stretch: RuleSpan, { runs, pauses, now }: LedgerFacts): Obligation[] {
  const { rule, from, to, isNew } = stretch
  const obligations: Obligation[] = []
  const byStart = [...runs].sort((a, b) => startOf(a).getTime() - startOf(b).getTime())
  let due = nextSlot(rule, isNew ? from : new Date(from.getTime() - 1))
  let first = 0
  while (due && due < to) {
    const next: Date | null = nextSlot(rule, due)
    const opens = due.getTime() - earlyMs(due, next)
    const ends = next ? next.getTime() - earlyMs(next, nextSlot(rule, next)) : Number.POSITIVE_INFINITY
    while (first < byStart.length && startOf(byStart[first] as ReplayRun).getTime() < opens) first++
    const own: ReplayRun[] = []
    for (let i = first; i < byStart.length && startOf(byStart[i] as ReplayRun).getTime() < ends; i++)
      own.push(byStart[i] as ReplayRun)
    const slot = { due, deadline: deadlineOf(rule, due), excuse: excuseOf(rule, due) }
    own.sort((a, b) => a.at.getTime() - b.at.getTime() || (a.executionId < b.executionId ? -1 : 1))
    obligations.push(judge(rule, slot, own, { now, waived: waiverOf(slot, stretch, pauses) }))
    due = next
  }
  return obligations
}

/**
 * An interval owes one success within each stretch of its length: waiting from the last success that came before the previous
 * due, the next due is one interval later. It is met by the last success up to then, else by the first one after. So a gap
 * between successes is judged exactly once, and a workflow that succeeds every second owes no more rows than one that is on time.
 */
function intervalObligations(
  stretch: RuleSpan,
  { runs, pauses, now }: LedgerFacts,
  anchor: Date,
): { obligations: Obligation[]; anchor: Date } {
  const { rule, from, to } = stretch
  const good = runs.filter((run) => run.status === 'succeeded' && violationsOf(rule.spec.assertions, run).length === 0)
  const obligations: Obligation[] = []
  let waitsFrom = anchor
  for (;;) {
    const pause = pauses.find((each) => each.from <= waitsFrom && waitsFrom < each.to)
    if (pause) waitsFrom = pause.to
    const due = nextSlot(rule, waitsFrom)
    if (!due || due >= to) return { obligations, anchor: waitsFrom }
    const slot = { due, deadline: deadlineOf(rule, due), excuse: null }
    const waived = waiverOf(slot, stretch, pauses)
    const within = good.filter(({ at }) => at > waitsFrom && at <= due)
    const hit = within.at(-1) ?? good.find(({ at }) => at > due) ?? null
    const row = judge(rule, slot, [], { now, waived })
    if (due >= from) {
      obligations.push(hit ? { ...row, ...metBy(hit, slot, waived), runs: Math.max(1, within.length) } : row)
    }
    const resumed = pauses.find((each) => each.from < slot.deadline && due < each.to)
    if (!hit && !resumed) return { obligations, anchor: waitsFrom }
    waitsFrom = resumed && (!hit || hit.at > resumed.from) ? resumed.to : (hit?.at ?? due)
  }
}

function metBy(run: ReplayRun, { deadline }: Slot, waived: string | null): Partial<Obligation> {
  const isInTime = run.at <= deadline
  const met = { metAt: run.at, executionId: run.executionId }
  if (isInTime) return { ...met, outcome: 'met', reason: null }
  return waived ? { ...met, outcome: 'excused', reason: waived } : { ...met, outcome: 'late', reason: 'finished_late' }
}

/** Everything a scheduled rule owed in its stretch; `anchor` carries an interval over the stretch's end. */
export function scheduledObligations(
  stretch: RuleSpan,
  facts: LedgerFacts,
  anchor: Date,
): { obligations: Obligation[]; anchor: Date } {
  if (stretch.rule.kind === 'interval') return intervalObligations(stretch, facts, anchor)
  return { obligations: slotObligations(stretch, facts), anchor }
}
