import { isBadEnough } from '@/domain/expectation/alarm'
import { causeOfFailure } from '@/domain/incident/open'
import type { IncidentLedger } from '../incident/ledger'
import type { WorkflowFacts } from './evaluate-load'
import type { Verdict } from './evaluate-verdict'
import { type Looked, lookAtExpectation, lookAtFailure, type Tools, type WatchedRun } from './evaluate-watch'

/** Older news is history: stored and counted, never an alert. */
const STALE_MS = 7 * 24 * 3_600_000

/** A failed run counts once by this key. */
export function countedKey(executionId: string): string {
  return `run-failed/${executionId}`
}

/** Only a success that ended after the last failure ends the incident. */
function endFailures(ledger: IncidentLedger, cause: string, successAt: Date): void {
  const failedAt = ledger.lastAt(cause)
  if (failedAt && successAt > failedAt) ledger.recovered(cause, successAt)
}

/** A rule "k bad of the last n" of the workflow also says when its failures are worth an incident. */
function isWorthAnIncident({ expectations }: WorkflowFacts, looked: readonly Looked[]): boolean {
  const gates = expectations.filter(({ rule }) => rule.spec.alarm.badOf !== null)
  if (gates.length === 0) return true
  const alarms = new Map(
    looked.flatMap(({ change }) => (change ? [[change.expectationId, change.alarm] as const] : [])),
  )
  return gates.some(({ id, rule, alarm }) => isBadEnough(rule.spec.alarm, alarms.get(id) ?? alarm))
}

interface RunsLook {
  effects: Verdict['effects']
  /** failures within maintenance: looked at again when it ends */
  heldUntil: Date | null
}

/** Every failed run counts once, however often it is looked at; a later success ends the incident. Runs by hand count nothing. */
function lookAtRuns(
  facts: WorkflowFacts,
  looked: readonly Looked[],
  { ledger, heldUntil, now }: Tools,
  outboxId: string,
): RunsLook {
  const { workflow } = facts
  const effects: { key: string; outboxId: string; incidentId: string }[] = []
  const cause = causeOfFailure(workflow.id)
  const counts = isWorthAnIncident(facts, looked)
  let held: Date | null = null
  for (const run of facts.runs.filter(({ isManual }) => !isManual)) {
    const key = countedKey(run.executionId)
    if (run.status === 'succeeded') endFailures(ledger, cause, run.at)
    if (run.status !== 'failed' || facts.counted.has(key) || !counts) continue
    const until = heldUntil(run.at)
    const isHealed = until !== null && facts.lastSuccessAt !== null && facts.lastSuccessAt > run.at
    if (until && until > now) held = until
    else if (!isHealed) effects.push({ key, outboxId, incidentId: lookAtFailure(workflow, run, ledger) })
  }
  // A success that was looked at before this failure arrived has ended it all the same.
  if (facts.lastSuccessAt) endFailures(ledger, cause, facts.lastSuccessAt)
  return { effects, heldUntil: held }
}

/** What becomes of the error of one bad rule. */
type Report = (error: unknown, expectationId: string) => void

/** One bad rule stops neither its neighbours nor the failure rule. */
function lookAtExpectations({ workflow, ...facts }: WorkflowFacts, tools: Tools, report: Report): Looked[] {
  return facts.expectations.flatMap((expectation) => {
    try {
      return [lookAtExpectation(workflow, expectation, facts.runs, tools)]
    } catch (error) {
      report(error, expectation.id)
      return []
    }
  })
}

const inOrder = (a: WatchedRun, b: WatchedRun) =>
  a.at.getTime() - b.at.getTime() || a.executionId.localeCompare(b.executionId)

/** Fresh news in the order of event time. */
export function freshRuns(runs: readonly WatchedRun[], now: Date): WatchedRun[] {
  return runs.filter((run) => now.getTime() - run.at.getTime() <= STALE_MS).sort(inOrder)
}

/** Everything that follows from what is known of a workflow: pure, so that the simulator judges by the very same. */
export function judgeWorkflow(
  facts: WorkflowFacts,
  tools: Tools,
  { outboxId, report }: { outboxId: string; report: Report },
): { verdict: Verdict; lookAgainAt: Date | null } {
  const looked = lookAtExpectations(facts, tools, report)
  const { effects, heldUntil } = lookAtRuns(facts, looked, tools, outboxId)
  const verdict = {
    states: looked.flatMap(({ change }) => (change ? [change] : [])),
    transitions: looked.flatMap(({ transitions }) => transitions),
    incidents: tools.ledger.changed(),
    effects,
  }
  return { verdict, lookAgainAt: heldUntil }
}
