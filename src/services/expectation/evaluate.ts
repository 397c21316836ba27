import { isBadEnough } from '@/domain/expectation/alarm'
import { causeOfFailure } from '@/domain/incident/open'
import type { Sql } from '@/infra/db'
import { logger } from '@/infra/logger'
import { traced } from '@/infra/tracing'
import type { Caller } from '../context'
import { sealed } from '../effect/sealed'
import { type IncidentLedger, incidentLedger } from '../incident/ledger'
import { markDays } from './day-mark'
import { loadFacts, type WorkflowFacts } from './evaluate-load'
import { applyVerdict, type Verdict } from './evaluate-verdict'
import { type Looked, lookAtExpectation, lookAtFailure, type Tools, type WatchedRun } from './evaluate-watch'
import { loadHolds, lookAgainAfter } from './hold'
import { closeOwed, noteHits, withOwed } from './owed'
import { withPlants } from './plant'
import { oblige } from './trigger'

/** Older news is history: stored and counted, never an alert. */
const STALE_MS = 7 * 24 * 3_600_000

export interface EvaluateInput {
  workflowId: string
  executionIds: readonly string[]
  /** the outbox row that asked, for the proof that a run has counted */
  outboxId: string
}

function countedKey(executionId: string): string {
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

/** One bad rule stops neither its neighbours nor the failure rule. */
function lookAtExpectations({ workflow, ...facts }: WorkflowFacts, tools: Tools): Looked[] {
  return facts.expectations.flatMap((expectation) => {
    try {
      return [lookAtExpectation(workflow, expectation, facts.runs, tools)]
    } catch (error) {
      logger.error({ err: error, expectationId: expectation.id }, 'an expectation could not be evaluated')
      return []
    }
  })
}

const inOrder = (a: WatchedRun, b: WatchedRun) =>
  a.at.getTime() - b.at.getTime() || a.executionId.localeCompare(b.executionId)

async function evaluate(sql: Sql, now: Date, { workflowId, executionIds, outboxId }: EvaluateInput): Promise<void> {
  const loaded = await loadFacts(sql, workflowId, { executionIds, countedKeys: executionIds.map(countedKey) })
  if (!loaded || loaded.workflow.lifecycle === 'retired') return
  const runs = loaded.runs.filter((run) => now.getTime() - run.at.getTime() <= STALE_MS).sort(inOrder)
  await noteHits(sql, loaded.workflow, loaded.expectations, runs)
  const placed = await withPlants(sql, loaded.expectations, () => workflowId)
  const facts = { ...loaded, runs, expectations: await withOwed(sql, placed, now) }
  const heldUntil = await loadHolds(sql, [facts.workflow], now)
  const tools = { ledger: incidentLedger(facts.incidents), now, heldUntil: heldUntil(facts.workflow) }
  const looked = lookAtExpectations(facts, tools)
  const { effects, heldUntil: again } = lookAtRuns(facts, looked, tools, outboxId)
  await applyVerdict(
    sql,
    {
      states: looked.flatMap(({ change }) => (change ? [change] : [])),
      transitions: looked.flatMap(({ transitions }) => transitions),
      incidents: tools.ledger.changed(),
      effects,
    },
    now,
  )
  await closeOwed(sql, facts.expectations, now)
  await markDays(sql, facts.expectations, runs, now)
  await oblige(sql, facts.workflow, runs, now)
  if (again) await lookAgainAfter(sql, { workflowId, executionIds, at: again }, now)
}

/**
 * Looks at a workflow after its runs changed: steps its expectations, counts failures, opens and ends incidents. Safe to
 * repeat, in any order and by several workers: evaluations of one workflow wait for each other on its row. Not a `mutation`:
 * it follows every event, and its record are the transitions and incidents it writes.
 */
export function evaluateWorkflow(caller: Caller, input: EvaluateInput): Promise<void> {
  return traced('workflow.evaluate', () => sealed(caller.scope, (sql, now) => evaluate(sql, now, input)))
}
