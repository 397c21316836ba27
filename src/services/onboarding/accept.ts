import { z } from 'zod'
import { ExpectationInput } from '@/domain/expectation/schema'
import { ObjectiveInput } from '@/domain/objective/schema'
import { zId } from '@/lib/ids'
import { mutation, unchanged } from '../define'
import { createExpectation } from '../expectation/create'
import { createObjective } from '../objective/create'
import { loadSite } from '../site/store'
import { loadWorkflow } from '../workflow/store'

const rule = ExpectationInput.options[1].shape
const input = z.strictObject({
  workflowId: zId,
  intervalS: rule.intervalS,
  graceS: rule.graceS,
  /** null: watched, but nothing promised */
  targetPpm: ObjectiveInput.shape.targetPpm.nullable(),
  /** how people will call the promise */
  name: ObjectiveInput.shape.name,
})

interface Accepted {
  expectationId: string
  objectiveId: string | null
}

/** Takes a proposal over as people changed it: a run at least this often, and the share of good runs promised for a month. */
export const acceptPromise = mutation(
  { action: 'onboarding.accept', can: 'objective.manage', input },
  async (ctx, { workflowId, intervalS, graceS, targetPpm, name }) => {
    const { siteId } = await loadWorkflow(ctx, workflowId)
    const zone = siteId ? (await loadSite(ctx, siteId)).zone : 'UTC'
    const calendar = siteId ? 'plant' : 'always'
    const wanted = ExpectationInput.parse({ kind: 'interval', intervalS, graceS, zone, calendar })
    const { expectationId } = await createExpectation.within(ctx, { workflowId, rule: wanted })
    if (targetPpm === null)
      return unchanged<Accepted>({ expectationId, objectiveId: null }, 'expectation.create is the record')
    const scope = { kind: 'workflow' as const, id: workflowId }
    const objective = ObjectiveInput.parse({ name, form: 'occurrences', scope, targetPpm, zone, calendar })
    const { objectiveId } = await createObjective.within(ctx, { objective })
    return unchanged<Accepted>({ expectationId, objectiveId }, 'expectation.create and objective.create are the record')
  },
)
