import type { ExpectationInput } from '@/domain/expectation/schema'
import type { Caller } from '@/services/context'
import { createExpectation } from '@/services/expectation/create'
import type { SeededPlant } from './plant'
import type { DemoWorkflow } from './plants/plant'

function ruleOf(workflow: DemoWorkflow, zone: string): ExpectationInput {
  const clocks = { zone, graceS: workflow.graceS, maxDurationS: null }
  return 'cron' in workflow.every
    ? { kind: 'cron', cron: workflow.every.cron, ...clocks }
    : { kind: 'interval', intervalS: workflow.every.intervalS, ...clocks }
}

/** From here on somebody notices when a run does not come. */
export async function seedExpectations(
  owner: Caller,
  { plant, workflowIds }: Pick<SeededPlant, 'plant' | 'workflowIds'>,
  isOf: (workflow: DemoWorkflow) => boolean = () => true,
): Promise<void> {
  for (const workflow of plant.workflows.filter(isOf)) {
    const workflowId = workflowIds.get(workflow.key)
    if (workflowId) await createExpectation(owner, { workflowId, rule: ruleOf(workflow, plant.site.zone) })
  }
}
