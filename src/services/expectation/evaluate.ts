import type { StepInput } from '@/domain/expectation/state'
import { causeOfFailure } from '@/domain/incident/open'
import type { Sql } from '@/infra/db'
import { logger } from '@/infra/logger'
import { traced } from '@/infra/tracing'
import type { Caller } from '../context'
import { sealed } from '../effect/sealed'
import { type IncidentLedger, incidentLedger } from '../incident/ledger'
import { loadFacts, type WorkflowFacts } from './evaluate-load'
import { applyVerdict, type Verdict } from './evaluate-verdict'
import { type Looked, lookAtExpectation, lookAtFailure, runInput, type WatchedRun } from './evaluate-watch'

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

/** Every failed run counts once, however often it is looked at; a later success ends the incident. */
function lookAtRuns(
  { workflow, ...facts }: WorkflowFacts,
  ledger: IncidentLedger,
  outboxId: string,
): Verdict['effects'] {
  const effects: { key: string; outboxId: string; incidentId: string }[] = []
  const cause = causeOfFailure(workflow.id)
  for (const run of facts.runs) {
    const key = countedKey(run.executionId)
    if (run.status === 'succeeded') endFailures(ledger, cause, run.at)
    else if (run.status === 'failed' && !facts.counted.has(key))
      effects.push({ key, outboxId, incidentId: lookAtFailure(workflow, run, ledger) })
  }
  // A success that was looked at before this failure arrived has ended it all the same.
  if (facts.lastSuccessAt) endFailures(ledger, cause, facts.lastSuccessAt)
  return effects
}

/** One bad rule stops neither its neighbours nor the failure rule. */
function lookAtExpectations({ workflow, ...facts }: WorkflowFacts, ledger: IncidentLedger, now: Date): Looked[] {
  const inputs: StepInput[] = facts.runs.map(runInput)
  return facts.expectations.flatMap((expectation) => {
    try {
      return [lookAtExpectation(workflow, expectation, inputs, { ledger, now })]
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
  const fresh = loaded.runs.filter((run) => now.getTime() - run.at.getTime() <= STALE_MS)
  const facts = { ...loaded, runs: fresh.sort(inOrder) }
  const ledger = incidentLedger(facts.incidents)
  const effects = lookAtRuns(facts, ledger, outboxId)
  const looked = lookAtExpectations(facts, ledger, now)
  await applyVerdict(
    sql,
    {
      states: looked.flatMap(({ change }) => (change ? [change] : [])),
      transitions: looked.flatMap(({ transitions }) => transitions),
      incidents: ledger.changed(),
      effects,
    },
    now,
  )
}

/**
 * Looks at a workflow after its runs changed: steps its expectations, counts failures, opens and ends incidents. Safe to
 * repeat, in any order and by several workers: evaluations of one workflow wait for each other on its row. Not a `mutation`:
 * it follows every event, and its record are the transitions and incidents it writes.
 */
export function evaluateWorkflow(caller: Caller, input: EvaluateInput): Promise<void> {
  return traced('workflow.evaluate', () => sealed(caller.scope, (sql, now) => evaluate(sql, now, input)))
}
