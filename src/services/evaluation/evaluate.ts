import type { Sql } from '@/infra/db'
import { logger } from '@/infra/logger'
import { traced } from '@/infra/tracing'
import type { Caller } from '../context'
import { sealed } from '../effect/sealed'
import { incidentLedger } from '../incident/ledger'
import { markDays } from '../ledger/day-mark'
import { countedKey, freshRuns, judgeWorkflow } from './evaluate-judge'
import { loadFacts } from './evaluate-load'
import { applyVerdict } from './evaluate-verdict'
import { loadHolds, lookAgainAfter } from './hold'
import { closeOwed, noteHits, withOwed } from './owed'
import { withPlants } from './plant'
import { oblige } from './trigger'

export interface EvaluateInput {
  workflowId: string
  executionIds: readonly string[]
  /** the outbox row that asked, for the proof that a run has counted */
  outboxId: string
}

const report = (error: unknown, expectationId: string) =>
  logger.error({ err: error, expectationId }, 'an expectation could not be evaluated')

async function evaluate(sql: Sql, now: Date, { workflowId, executionIds, outboxId }: EvaluateInput): Promise<void> {
  const loaded = await loadFacts(sql, workflowId, { executionIds, countedKeys: executionIds.map(countedKey) })
  if (!loaded || loaded.workflow.lifecycle === 'retired') return
  const runs = freshRuns(loaded.runs, now)
  await noteHits(sql, loaded.workflow, loaded.expectations, runs)
  const placed = await withPlants(sql, loaded.expectations, () => workflowId)
  const facts = { ...loaded, runs, expectations: await withOwed(sql, placed, now) }
  const heldUntil = await loadHolds(sql, [facts.workflow], now)
  const tools = { ledger: incidentLedger(facts.incidents), now, heldUntil: heldUntil(facts.workflow) }
  const { verdict, lookAgainAt } = judgeWorkflow(facts, tools, { outboxId, report })
  await applyVerdict(sql, verdict, now)
  await closeOwed(sql, facts.expectations, now)
  await markDays(sql, facts.expectations, runs, now)
  await oblige(sql, facts.workflow, runs, now)
  if (lookAgainAt) await lookAgainAfter(sql, { workflowId, executionIds, at: lookAgainAt }, now)
}

/**
 * Looks at a workflow after its runs changed: steps its expectations, counts failures, opens and ends incidents. Safe to
 * repeat, in any order and by several workers: evaluations of one workflow wait for each other on its row. Not a `mutation`:
 * it follows every event, and its record are the transitions and incidents it writes.
 */
export function evaluateWorkflow(caller: Caller, input: EvaluateInput): Promise<void> {
  return traced('workflow.evaluate', () => sealed(caller.scope, (sql, now) => evaluate(sql, now, input)))
}
