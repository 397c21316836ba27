import type { Obligation } from './outcome'
import { deadlineOf, excuseOf, lateAt } from './schedule'
import type { Expectation, ExpectationStatus } from './schema'
import type { ExpectationState, ExpectationTransition, TransitionCause } from './state'

/** What is owed by name: declared (a delivery of a plan) or brought about by another workflow's run. */
export interface Owed {
  dueAt: Date
  ref: string
  /** when the triggering run ended; null = declared */
  triggerAt: Date | null
  withdrawnAt: Date | null
  withdrawnReason: string | null
}

/** A success that answers for a reference. */
export interface Hit {
  executionId: string
  ref: string
  at: Date
}

/** What was not done is looked at for a day; then it is left to people. */
const GIVE_UP_MS = 24 * 3_600_000

/** A success before its trigger cannot answer for it; a declared one may be done any time before. */
const answersFrom = ({ triggerAt }: Owed) => triggerAt?.getTime() ?? Number.NEGATIVE_INFINITY

/**
 * Which success answers for which owed thing. By reference: the earliest with the same one, after the trigger. Without a key
 * (`ref` of the hits is ''): each success answers for the oldest that is still open, one each.
 */
function matchHits(owed: readonly Owed[], hits: readonly Hit[], isByRef: boolean): Map<Owed, Hit> {
  const matched = new Map<Owed, Hit>()
  const inOrder = [...owed].sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime() || (a.ref < b.ref ? -1 : 1))
  const taken = new Set<Hit>()
  for (const hit of [...hits].sort(
    (a, b) => a.at.getTime() - b.at.getTime() || (a.executionId < b.executionId ? -1 : 1),
  )) {
    const answers = (one: Owed) => !matched.has(one) && hit.at.getTime() >= answersFrom(one)
    if (isByRef) {
      for (const one of inOrder) if (one.ref === hit.ref && answers(one)) matched.set(one, hit)
      continue
    }
    const oldest = taken.has(hit) ? undefined : inOrder.find((one) => answers(one) && one.withdrawnAt === null)
    if (oldest) matched.set(oldest, hit)
    taken.add(hit)
  }
  return matched
}

/** What became of each owed thing by `now`. */
export function owedObligations(
  rule: Expectation,
  owed: readonly Owed[],
  hits: readonly Hit[],
  { now, isByRef, isPaused }: { now: Date; isByRef: boolean; isPaused: (due: Date, deadline: Date) => boolean },
): Obligation[] {
  const matched = matchHits(owed, hits, isByRef)
  return owed.map((one) => {
    const { dueAt, ref, withdrawnReason } = one
    const deadlineAt = deadlineOf(rule, dueAt)
    const hit = matched.get(one) ?? null
    const base = {
      dueAt,
      ref,
      deadlineAt,
      metAt: hit?.at ?? null,
      executionId: hit?.executionId ?? null,
      runs: hit ? 1 : 0,
    }
    if (hit && hit.at <= deadlineAt) return { ...base, outcome: 'met', reason: null }
    const excuse = excuseOf(rule, dueAt) ?? (isPaused(dueAt, deadlineAt) ? 'paused' : null)
    const reason = withdrawnReason === null ? excuse : `withdrawn:${withdrawnReason}`
    if (reason !== null) return { ...base, outcome: 'excused', reason }
    if (hit) return { ...base, outcome: 'late', reason: 'finished_late' }
    return { ...base, outcome: now >= deadlineAt ? 'missed' : 'pending', reason: now >= deadlineAt ? 'no_run' : null }
  })
}

interface Standing {
  to: ExpectationStatus
  reason: TransitionCause['reason']
  about: Obligation | null
}

const isOpenAt = ({ outcome, metAt }: Obligation, at: Date) => outcome !== 'excused' && (metAt === null || metAt > at)
const givenUpAt = ({ deadlineAt }: Obligation) => new Date(deadlineAt.getTime() + GIVE_UP_MS)

/** What the obligations mean at an instant. */
function standingAt(rule: Expectation, all: readonly Obligation[], at: Date, lastMetAt: Date | null): Standing {
  const missed = all.find((one) => isOpenAt(one, at) && at >= one.deadlineAt && at < givenUpAt(one))
  if (missed) return { to: 'down', reason: 'missed', about: missed }
  const late = all.find((one) => isOpenAt(one, at) && at >= lateAt(rule, one.dueAt) && at < one.deadlineAt)
  if (late) return { to: 'late', reason: 'due', about: late }
  const done = all.some(({ metAt }) => metAt && metAt <= at) || lastMetAt !== null
  return { to: done ? 'on_time' : 'new', reason: 'succeeded', about: null }
}

/** Instants at which the meaning can change. */
function edgesOf(rule: Expectation, one: Obligation): Date[] {
  return [lateAt(rule, one.dueAt), one.deadlineAt, givenUpAt(one), ...(one.metAt ? [one.metAt] : [])]
}

/**
 * The machine of what is owed by name: down while anything is past its deadline, neither done nor excused, for at most a day;
 * late while anything is due. Moves from where `state` stands to `now`, each change at its own moment, as `step` does.
 */
export function stepOwed(
  rule: Expectation,
  state: ExpectationState,
  obligations: readonly Obligation[],
  now: Date,
): { state: ExpectationState; transitions: ExpectationTransition[]; nextCheckAt: Date | null } {
  const all = [...obligations].sort(
    (a, b) => a.deadlineAt.getTime() - b.deadlineAt.getTime() || (a.ref < b.ref ? -1 : 1),
  )
  const edges = [...new Set(all.flatMap((one) => edgesOf(rule, one).map((at) => at.getTime())))].sort((a, b) => a - b)
  const transitions: ExpectationTransition[] = []
  let next = state
  const look = (at: Date) => {
    const { to, reason, about } = standingAt(rule, all, at, next.lastMetAt)
    if (to === next.status) return
    const ended = all.find(({ metAt }) => metAt && metAt.getTime() === at.getTime())
    const gaveUp = next.status === 'down' && !ended && all.some((one) => isOpenAt(one, at) && at >= givenUpAt(one))
    const isRecovery = about === null
    const cause: TransitionCause = {
      reason: isRecovery && gaveUp ? 'given_up' : isRecovery && !ended ? 'excused' : reason,
      ...(about && { dueAt: about.dueAt.toISOString(), ref: about.ref }),
      ...(isRecovery && ended?.executionId && { executionId: ended.executionId, ref: ended.ref }),
    }
    const seq = next.seq + 1
    transitions.push({ seq, from: next.status, to, at, cause })
    next = { ...next, status: to, since: at, seq }
  }
  if (state.status !== 'paused') {
    for (const edge of edges) if (edge > state.since.getTime() && edge <= now.getTime()) look(new Date(edge))
    look(now)
  }
  const open = all.filter((one) => one.outcome === 'pending' || one.outcome === 'missed')
  const met = all.flatMap(({ metAt }) => (metAt && metAt <= now ? [metAt.getTime()] : []))
  const ahead = edges.find((edge) => edge > now.getTime())
  const nextCheckAt = ahead === undefined || state.status === 'paused' ? null : new Date(ahead)
  const lastMet = Math.max(...met, state.lastMetAt?.getTime() ?? 0)
  next = { ...next, dueAt: open[0]?.dueAt ?? null, lastMetAt: lastMet > 0 ? new Date(lastMet) : null, nextCheckAt }
  return { state: next, transitions, nextCheckAt }
}
