import { z } from 'zod'
import { nextLifecycle } from '@/domain/workflow/lifecycle'
import { zId } from '@/lib/ids'
import { audited, mutation } from '../define'
import { pauseExpectation } from '../expectation/pause'
import { expectationIdsOf } from '../expectation/store'
import { changeWorkflow, loadWorkflow } from './store'

/** Takes a workflow out of service: nothing is expected of it any more; its history stays. */
export const retireWorkflow = mutation(
  { action: 'workflow.retire', can: 'workflow.manage', plan: 'always', input: z.strictObject({ workflowId: zId }) },
  async (ctx, { workflowId }) => {
    const workflow = await loadWorkflow(ctx, workflowId)
    const lifecycle = nextLifecycle(workflow.lifecycle, 'retire')
    await changeWorkflow(ctx, workflow, { lifecycle })
    for (const expectationId of await expectationIdsOf(ctx, workflowId))
      await pauseExpectation.within(ctx, { expectationId })
    return audited(
      { workflowId, lifecycle, version: workflow.version + 1 },
      {
        subject: { kind: 'workflow', id: workflowId, name: workflow.name },
        clientId: workflow.clientId,
        before: { lifecycle: workflow.lifecycle },
        after: { lifecycle },
      },
    )
  },
)
