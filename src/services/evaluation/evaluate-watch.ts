import { type AlarmMove, type AlarmState, type News, sound } from '@/domain/expectation/alarm'
import { assertionText, violationsOf } from '@/domain/expectation/assertion'
import type { Obligation } from '@/domain/expectation/outcome'
import { stepOwed } from '@/domain/expectation/owed'
import { deadlineOf, nextDue } from '@/domain/expectation/schedule'
import { type Expectation, isScheduled } from '@/domain/expectation/schema'
import type { ExpectationState, ExpectationTransition, RunInput, StepInput } from '@/domain/expectation/state'
import { step } from '@/domain/expectation/step'
import {
  causeOfExpectation,
  causesHealed,
  type IncidentDecision,
  isRecovery,
  openForFailure,
  openForFlapping,
  openForTransition,
  openForViolation,
} from '@/domain/incident/open'
import type { IncidentLedger, Occurrence } from '../incident/ledger'
import { titleWords } from '../incident/title'
import type { StateChange, TransitionRow } from './evaluate-verdict'

/** What incidents say about the workflow they befall. */
export interface WatchedWorkflow {
  id: string
  clientId: string
  siteId: string | null
  name: string
  tier: number
  lifecycle: 'unclaimed' | 'live' | 'retired'
  impactNote: string | null
  /** the partner's language */
  locale: string
}

/** A rule with where it stands, locked. */
export interface WatchedExpectation {
  id: string
  version: number
  rule: Expectation
  state: ExpectationState
  alarm: AlarmState
  /** what became of what is owed by name, as of now; null for rules with slots of their own */
  owed: readonly Obligation[] | null
}

/** A run as merged so far. */
export interface WatchedRun {
  executionId: string
  status: 'running' | 'succeeded' | 'failed' | 'cancelled'
  at: Date
  eventKey: string
  startedAt: Date | null
  errorClass: string | null
  errorStep: string | null
  /** by a person's hand: outside every promise */
  isManual: boolean
  measures: Record<string, number> | null
  durationMs: number | null
}

export interface Looked {
  change: StateChange | null
  transitions: TransitionRow[]
}

/** What a look may use. `heldUntil`: the end of the approved maintenance that covers an instant, or null. */
export interface Tools {
  ledger: IncidentLedger
  now: Date
  heldUntil: (at: Date) => Date | null
}

/** No window of maintenance anywhere. */
export const NEVER_HELD = () => null

/** A run as the rule sees it: a cancelled one did not do what was expected; nor did one whose facts are not as promised. */
function runInput(rule: Expectation, run: WatchedRun): RunInput {
  const { executionId, status, at, startedAt, eventKey } = run
  const isViolated = status === 'succeeded' && violationsOf(rule.spec.assertions, run).length > 0
  const seen = status === 'cancelled' ? 'failed' : isViolated ? 'violated' : status
  return { kind: 'run', status: seen, at, startedAt, executionId, eventKey }
}

function tell(workflow: WatchedWorkflow, { title, ...decision }: IncidentDecision, quietS = 0): Occurrence {
  const { id, clientId, siteId, impactNote, locale } = workflow
  return { ...decision, title: titleWords(title, locale), clientId, siteId, workflowId: id, impactNote, quietS }
}

/** Equal as the rows they are stored as; runs on every look, so without a detour through text. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (a instanceof Date) return b instanceof Date && a.getTime() === b.getTime()
  const [left, right] = [Object.entries(a), b as Record<string, unknown>]
  return left.length === Object.keys(b).length && left.every(([key, value]) => isSame(value, right[key]))
}

/** What an incident would be opened from, kept while it is held. */
const pack = (decision: IncidentDecision | null) => decision && JSON.stringify(decision)
const unpack = (text: string): IncidentDecision => {
  const decision = JSON.parse(text)
  return { ...decision, openedAt: new Date(decision.openedAt) }
}

/** When the n-th owed slot after one will be missed too. */
function slotMissedAfter(rule: Expectation, due: Date, n: number): Date | null {
  if (!isScheduled(rule)) return null
  let slot: Date | null = due
  for (let count = 0; slot && count < n; count++) slot = nextDue(rule, slot)
  return slot && deadlineOf(rule, slot)
}

/** The news that transitions and runs bring: what is judged as good or bad, and what changed between the two. */
function newsOf(
  workflow: WatchedWorkflow,
  { id, rule }: WatchedExpectation,
  transition: ExpectationTransition,
): News[] {
  const { at, cause } = transition
  if (transition.to === 'down') {
    const missedBy = (more: number) => slotMissedAfter(rule, cause.dueAt ? new Date(cause.dueAt) : at, more)
    return [{ kind: 'bad', at, what: pack(openForTransition(workflow, id, transition)), isChange: true, missedBy }]
  }
  if (isRecovery(transition)) return [{ kind: 'good', at, isChange: true }]
  const isMet = cause.reason === 'succeeded' && rule.spec.alarm.badOf !== null
  return isMet ? [{ kind: 'good', at, isChange: false }] : []
}

function newsOfRun(workflow: WatchedWorkflow, { id, rule }: WatchedExpectation, run: WatchedRun): News[] {
  const { executionId, at, status } = run
  if (status === 'failed') return rule.spec.alarm.badOf ? [{ kind: 'bad', at, what: null, isChange: false }] : []
  if (status !== 'succeeded') return []
  const [violation] = violationsOf(rule.spec.assertions, run)
  // Good news ends an incident about a broken promise, though the expectation itself was never down.
  if (!violation) return rule.spec.assertions.length > 0 ? [{ kind: 'good', at, isChange: false }] : []
  const { assertion, actual } = violation
  const broken = { executionId, endedAt: at, assertion: assertionText(assertion), actual }
  return [{ kind: 'bad', at, what: pack(openForViolation(workflow, id, broken)), isChange: false }]
}

function apply(
  workflow: WatchedWorkflow,
  { id, rule }: WatchedExpectation,
  move: AlarmMove,
  ledger: IncidentLedger,
): void {
  if (move.kind === 'open') ledger.occurred(tell(workflow, unpack(move.what), rule.spec.alarm.quietS))
  else if (move.kind === 'flapping') ledger.occurred(tell(workflow, openForFlapping(workflow, id, move.at)))
  else if (move.kind === 'calm') ledger.recovered(causeOfExpectation(id, 'flapping'), move.at)
  else for (const cause of causesHealed(id)) ledger.recovered(cause, move.at)
}

type Turn = { input: StepInput; run: WatchedRun | null }

function stepThrough(expectation: WatchedExpectation, workflow: WatchedWorkflow, turns: readonly Turn[], now: Date) {
  const { rule, owed } = expectation
  const transitions: ExpectationTransition[] = []
  const news: News[] = []
  let state = expectation.state
  const take = (next: { state: ExpectationState; transitions: ExpectationTransition[] }) => {
    state = next.state
    transitions.push(...next.transitions)
    news.push(...next.transitions.flatMap((transition) => newsOf(workflow, expectation, transition)))
  }
  for (const { input, run } of turns) {
    const before = news.length
    if (!owed || (input.kind !== 'run' && input.kind !== 'tick')) take(step(rule, state, input, now))
    if (!run) continue
    const own = newsOfRun(workflow, expectation, run)
    // A run that also moved the machine is told once.
    news.push(...own.filter(({ kind }) => kind === 'bad' || !news.slice(before).some((each) => each.kind === kind)))
  }
  if (owed) take(stepOwed(rule, state, owed, now))
  return { state, transitions, news: news.sort((a, b) => a.at.getTime() - b.at.getTime()) }
}

/** The good news of a satisfied promise: ends what was opened about the fact. */
function healFacts({ id, rule }: WatchedExpectation, turns: readonly Turn[], ledger: IncidentLedger): void {
  if (rule.spec.assertions.length === 0) return
  for (const { run } of turns) {
    if (run?.status === 'succeeded' && violationsOf(rule.spec.assertions, run).length === 0)
      ledger.recovered(causeOfExpectation(id, 'violated'), run.at)
  }
}

/** What was opened while the workflow was live still ends. */
const recoveriesOf = (transitions: readonly ExpectationTransition[]): AlarmMove[] =>
  transitions.filter(isRecovery).map(({ at }) => ({ kind: 'recover', at }))

const earliest = (a: Date | null, b: Date | null) => (a && b ? (a < b ? a : b) : (a ?? b))

/**
 * Steps one expectation through inputs and enters what follows into the ledger. Nobody has promised anything about a workflow
 * that is not live: its expectations move, but raise no incident. Runs by hand are left out.
 */
export function lookAtExpectation(
  workflow: WatchedWorkflow,
  expectation: WatchedExpectation,
  turns: readonly (StepInput | WatchedRun)[],
  { ledger, now, heldUntil }: Tools,
): Looked {
  const { id, version, rule } = expectation
  const taken = turns.flatMap((turn): Turn[] => {
    if ('kind' in turn) return [{ input: turn, run: null }]
    return turn.isManual ? [] : [{ input: runInput(rule, turn), run: turn }]
  })
  const { state, transitions, news } = stepThrough(expectation, workflow, taken, now)
  const heard =
    workflow.lifecycle === 'live'
      ? sound(rule.spec.alarm, expectation.alarm, news, { now, heldUntil })
      : { state: expectation.alarm, moves: recoveriesOf(transitions), nextAt: null }
  for (const move of heard.moves) apply(workflow, expectation, move, ledger)
  healFacts(expectation, taken, ledger)
  const next = { ...state, nextCheckAt: earliest(state.nextCheckAt, heard.nextAt) }
  const isUnmoved = isSame(expectation.state, next) && isSame(expectation.alarm, heard.state)
  return {
    change: isUnmoved ? null : { expectationId: id, version, state: next, alarm: heard.state },
    transitions: transitions.map((transition) => ({
      ...{ clientId: workflow.clientId, workflowId: workflow.id, expectationId: id },
      transition,
    })),
  }
}

/** Enters a failed run; unclaimed workflows too, since a failure is a fact that nobody had to promise. Returns the incident's id. */
export function lookAtFailure(workflow: WatchedWorkflow, run: WatchedRun, ledger: IncidentLedger): string {
  const { executionId, at, errorClass, errorStep } = run
  return ledger.occurred(tell(workflow, openForFailure(workflow, { executionId, endedAt: at, errorClass, errorStep })))
}
