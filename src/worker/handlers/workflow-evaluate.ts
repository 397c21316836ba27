import { countSignals } from '@/services/correlation/signals'
import { evaluateWorkflow } from '@/services/evaluation/evaluate'
import type { Handler } from '../handler'

/** All rows of one workflow that were waiting together: one look. */
export const workflowEvaluate: Handler<'workflow.evaluate'> = async (
  caller,
  payloads,
  { outboxIds: [outboxId = ''] },
) => {
  const workflowId = payloads[0]?.workflowId
  if (!workflowId) return
  const executionIds = [...new Set(payloads.flatMap((payload) => payload.executionIds))]
  await evaluateWorkflow(caller, { workflowId, executionIds, outboxId })
  await countSignals(caller, { executionIds, outboxId })
}
