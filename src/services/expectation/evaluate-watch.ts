import type { Expectation } from '@/domain/expectation/schema'
import type { ExpectationState, RunInput, StepInput } from '@/domain/expectation/state'
import { step } from '@/domain/expectation/step'
import { causesRecovered, type IncidentDecision, openForFailure, openForTransition } from '@/domain/incident/open'
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
}

export interface Looked {
  change: StateChange | null
  transitions: TransitionRow[]
}

/** A cancelled run did not do what was expected. */
export function runInput({ executionId, status, at, startedAt, eventKey }: WatchedRun): RunInput {
  return { kind: 'run', status: status === 'cancelled' ? 'failed' : status, at, startedAt, executionId, eventKey }
}

function tell(workflow: WatchedWorkflow, { title, ...decision }: IncidentDecision): Occurrence {
  const { id, clientId, siteId, impactNote, locale } = workflow
  return { ...decision, title: titleWords(title, locale), clientId, siteId, workflowId: id, impactNote }
}

function isSame(a: ExpectationState, b: ExpectationState): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/**
 * Steps one expectation through inputs and enters what follows into the ledger. Nobody has promised anything about a workflow
 * that is not live: its expectations move, but raise no incident.
 */
export function lookAtExpectation(
  workflow: WatchedWorkflow,
  { id, version, rule, state: before }: WatchedExpectation,
  inputs: readonly StepInput[],
  { ledger, now }: { ledger: IncidentLedger; now: Date },
): Looked {
  const transitions: TransitionRow[] = []
  let state = before
  for (const input of inputs) {
    const next = step(rule, state, input, now)
    state = next.state
    for (const transition of next.transitions) {
      transitions.push({ clientId: workflow.clientId, workflowId: workflow.id, expectationId: id, transition })
      const decision = workflow.lifecycle === 'live' ? openForTransition(workflow, id, transition) : null
      if (decision) ledger.occurred(tell(workflow, decision))
      for (const cause of causesRecovered(id, transition)) ledger.recovered(cause, transition.at)
    }
  }
  return { change: isSame(before, state) ? null : { expectationId: id, version, state }, transitions }
}

/** Enters a failed run; unclaimed workflows too, since a failure is a fact that nobody had to promise. Returns the incident's id. */
export function lookAtFailure(workflow: WatchedWorkflow, run: WatchedRun, ledger: IncidentLedger): string {
  const { executionId, at, errorClass, errorStep } = run
  return ledger.occurred(tell(workflow, openForFailure(workflow, { executionId, endedAt: at, errorClass, errorStep })))
}
