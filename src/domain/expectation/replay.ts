import { mergeSpans, type Span } from '@/lib/span'
import { violationsOf } from './assertion'
import { type RuleSpan, scheduledObligations } from './ledger'
import type { Obligation, Outcome, Pause, ReplayRun } from './outcome'
import { type Hit, type Owed, owedObligations, stepOwed } from './owed'
import { type Expectation, isScheduled } from './schema'
import { type ExpectationState, type ExpectationTransition, initialState, type StepInput } from './state'
import { step } from './step'

/** The rule in force from an instant on. */
export interface RuleVersion {
  effectiveAt: Date
  rule: Expectation
}

/** Everything that happened, in any order; it may tell more than the span asks for. */
export interface ReplayFacts {
  /** sorted by `effectiveAt`, the first at the expectation's creation */
  rules: readonly RuleVersion[]
  runs: readonly ReplayRun[]
  pauses: readonly Pause[]
  owed: readonly Owed[]
  /** answers by reference; of rules without a key the successes themselves answer */
  hits: readonly Hit[]
}

/** Where a stretch ends and the next begins. `anchorAt`: what an interval waits from. */
export interface ReplayState {
  state: ExpectationState
  anchorAt: Date
}

export interface DownSpan extends Span {
  reason: string
  /** still down at `now` */
  isOpen: boolean
}

export interface Replayed {
  closing: ReplayState
  transitions: ExpectationTransition[]
  obligations: Obligation[]
  downSpans: DownSpan[]
}

/** How many slots a day had, by what became of them. `expected` is their sum, to the unit. */
export type Completeness = Record<Outcome, number> & { expected: number }

export function completenessOf(obligations: readonly Pick<Obligation, 'outcome'>[]): Completeness {
  const counts = { met: 0, late: 0, missed: 0, excused: 0, pending: 0, expected: obligations.length }
  for (const { outcome } of obligations) counts[outcome]++
  return counts
}

/** The state of a rule on the instant it was made. */
export function openingOf(rule: Expectation): ReplayState {
  return { state: initialState(rule), anchorAt: rule.createdAt }
}

const laterOf = (a: Date, b: Date) => new Date(Math.max(a.getTime(), b.getTime()))

interface Timed {
  at: Date
  input: StepInput | { kind: 'rule'; rule: Expectation }
}

/** A start is told before an end of the same instant, and a change of the rule before both. */
const RANK = { rule: 0, pause: 1, resume: 1, changed: 1, tick: 4 } as const
const rankOf = ({ input }: Timed) => (input.kind === 'run' ? (input.status === 'running' ? 2 : 3) : RANK[input.kind])

function runInputs(rule: (at: Date) => Expectation, run: ReplayRun): Timed[] {
  const { executionId, startedAt, at, status } = run
  const base = { kind: 'run' as const, startedAt, executionId, eventKey: executionId }
  const begun = startedAt ? [{ at: startedAt, input: { ...base, status: 'running' as const, at: startedAt } }] : []
  if (status === 'running') return begun
  const isKept = status === 'succeeded' && violationsOf(rule(at).spec.assertions, run).length === 0
  const end = status === 'succeeded' ? (isKept ? 'succeeded' : 'violated') : 'failed'
  return [...begun, { at, input: { ...base, status: end, at } }]
}

const within = ({ from, to }: Span, at: Date) => at >= from && at < to

/** Every input of the span in the order of event time, whatever the order in which it arrived. */
function inputsOf(facts: ReplayFacts, span: Span, ruleAt: (at: Date) => Expectation): Timed[] {
  const inputs: Timed[] = [
    ...facts.runs.filter(({ isManual }) => !isManual).flatMap((run) => runInputs(ruleAt, run)),
    ...facts.pauses.flatMap(({ from, to }): Timed[] => [
      { at: from, input: { kind: 'pause' } },
      { at: to, input: { kind: 'resume' } },
    ]),
    ...facts.rules.slice(1).map(({ effectiveAt, rule }): Timed => ({ at: effectiveAt, input: { kind: 'rule', rule } })),
  ]
  const idOf = ({ input }: Timed) => (input.kind === 'run' ? input.executionId : '')
  return inputs
    .filter(({ at }) => within(span, at))
    .sort(
      (a, b) =>
        a.at.getTime() - b.at.getTime() ||
        rankOf(a) - rankOf(b) ||
        (idOf(a) < idOf(b) ? -1 : idOf(a) > idOf(b) ? 1 : 0),
    )
}

/** The stretches of a span with the rule of each. */
function stretchesOf(rules: readonly RuleVersion[], span: Span): RuleSpan[] {
  return rules.flatMap(({ effectiveAt, rule }, index) => {
    const replacedAt = rules[index + 1]?.effectiveAt ?? null
    const from = laterOf(effectiveAt, span.from)
    const to = replacedAt && replacedAt < span.to ? replacedAt : span.to
    return from < to
      ? [{ rule, from, to, isReplaced: replacedAt !== null && replacedAt <= span.to, isNew: effectiveAt >= span.from }]
      : []
  })
}

/** Steps a scheduled rule through the span; time after the last input is told by one tick at `until`. */
function play(opening: ExpectationState, rule: Expectation, inputs: readonly Timed[], until: Date) {
  const transitions: ExpectationTransition[] = []
  let [state, current] = [opening, rule]
  const take = (input: StepInput, at: Date) => {
    const result = step(current, state, input, at)
    state = result.state
    transitions.push(...result.transitions)
  }
  for (const { at, input } of inputs) {
    if (input.kind !== 'rule') {
      take(input, at)
      continue
    }
    take({ kind: 'tick' }, at)
    current = input.rule
    state = { ...state, dueAt: null, startedAt: null, openRuns: [] }
    take({ kind: 'changed' }, at)
  }
  take({ kind: 'tick' }, until)
  return { state, transitions }
}

function downSpansOf(
  opening: ExpectationState,
  transitions: readonly ExpectationTransition[],
  span: Span,
  now: Date,
): DownSpan[] {
  const spans: DownSpan[] = []
  const horizon = now < span.to ? now : span.to
  let down = opening.status === 'down' ? { from: span.from, reason: 'missed' } : null
  for (const { to, at, cause } of transitions) {
    if (to === 'down' && !down) down = { from: laterOf(at, span.from), reason: cause.reason }
    else if (to !== 'down' && down) {
      spans.push({ ...down, to: at, isOpen: false })
      down = null
    }
  }
  if (down) spans.push({ ...down, to: horizon, isOpen: now < span.to })
  return spans.filter(({ from, to, isOpen }) => from < to || isOpen)
}

const answersOf = (rule: Expectation, facts: ReplayFacts): Hit[] => {
  const isByRef = (rule.kind === 'list' ? rule.spec.key : rule.spec.trigger?.key) !== null
  if (isByRef) return [...facts.hits]
  const good = facts.runs.filter(
    (run) => run.status === 'succeeded' && !run.isManual && violationsOf(rule.spec.assertions, run).length === 0,
  )
  return good.map(({ executionId, at }) => ({ executionId, at, ref: '' }))
}

/** Rules whose slots are owed by name: the ledger first, the machine follows it. */
function replayOwed(opening: ReplayState, rule: Expectation, facts: ReplayFacts, { span, now }: Stage): Replayed {
  const isByRef = (rule.kind === 'list' ? rule.spec.key : rule.spec.trigger?.key) !== null
  const pauses = mergeSpans(facts.pauses)
  const isPaused = (due: Date, deadline: Date) => pauses.some(({ from, to }) => from < deadline && due < to)
  const horizon = now < span.to ? now : new Date(span.to.getTime() - 1)
  const all = owedObligations(rule, facts.owed, answersOf(rule, facts), { now, isByRef, isPaused })
  const asOf = all.filter(({ dueAt }) => dueAt < span.to)
  const { state, transitions } = stepOwed(rule, opening.state, asOf, horizon)
  return {
    closing: { state, anchorAt: opening.anchorAt },
    transitions,
    obligations: asOf.filter(({ dueAt }) => dueAt >= span.from),
    downSpans: downSpansOf(opening.state, transitions, span, now),
  }
}

interface Stage {
  span: Span
  now: Date
}

/** What an interval waits from after the span, and everything that was owed within it. */
function settleScheduled(opening: ReplayState, facts: ReplayFacts, { span, now }: Stage) {
  const runs = facts.runs
    .filter(({ isManual }) => !isManual)
    .sort((a, b) => a.at.getTime() - b.at.getTime() || (a.executionId < b.executionId ? -1 : 1))
  const pauses = mergeSpans(facts.pauses)
  const obligations: Obligation[] = []
  let anchorAt = opening.anchorAt
  for (const stretch of stretchesOf(facts.rules, span)) {
    if (!isScheduled(stretch.rule)) continue
    const settled = scheduledObligations(stretch, { runs, pauses, now }, anchorAt)
    obligations.push(...settled.obligations)
    anchorAt = stretch.isReplaced ? stretch.to : settled.anchor
  }
  return { obligations, anchorAt }
}

/**
 * Replays one stretch of time (a plant's local day) from an opening state: the same `step` as the live evaluation, over inputs
 * sorted by event time, so that the answer does not depend on the order in which they arrived. `now` before the span's end: the
 * span as far as it has come. Runs should reach beyond the span by the longest grace and the gap to the next slot, since a slot
 * is judged by the runs that began for it, whenever they end.
 */
export function replay(opening: ReplayState | null, facts: ReplayFacts, span: Span, now: Date): Replayed {
  const first = facts.rules[0]
  if (!first) throw new TypeError('a replay needs the rule')
  const start = opening ?? openingOf(first.rule)
  const whole = { from: laterOf(span.from, first.effectiveAt), to: span.to }
  const ruleAt = (at: Date) => facts.rules.findLast(({ effectiveAt }) => effectiveAt <= at)?.rule ?? first.rule
  const stage = { span: whole, now }
  const current = ruleAt(new Date(Math.max(whole.from.getTime(), whole.to.getTime() - 1)))
  if (!isScheduled(current)) return replayOwed(start, current, facts, stage)
  const until = now < whole.to ? now : new Date(whole.to.getTime() - 1)
  const inputs = inputsOf(
    facts,
    { from: whole.from, to: now < whole.to ? new Date(now.getTime() + 1) : whole.to },
    ruleAt,
  )
  const { state, transitions } = play(start.state, ruleAt(whole.from), inputs, until)
  const { obligations, anchorAt } = settleScheduled(start, facts, stage)
  return {
    closing: { state, anchorAt },
    transitions,
    obligations,
    downSpans: downSpansOf(start.state, transitions, whole, now),
  }
}
