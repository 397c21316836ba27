import { nextLifecycle } from '@/domain/workflow/lifecycle'
import { WorkflowClaim } from '@/domain/workflow/schema'
import { zId } from '@/lib/ids'
import { audited, mutation } from '../define'
import { changeWorkflow, demandReferences, loadWorkflow } from './store'

/** Takes responsibility for a workflow that registered itself: name, process, site, tier, systems, owner, impact. */
export const claimWorkflow = mutation(
  { action: 'workflow.claim', can: 'workflow.manage', input: WorkflowClaim.extend({ workflowId: zId }) },
  async (ctx, { workflowId, ...claim }) => {
    const workflow = await loadWorkflow(ctx, workflowId)
    const lifecycle = nextLifecycle(workflow.lifecycle, 'claim')
    const { clientId } = workflow
    await demandReferences(ctx, clientId, claim)
    await changeWorkflow(ctx, workflow, { ...claim, lifecycle })
    return audited(
      { workflowId, lifecycle, version: workflow.version + 1 },
      {
        subject: { kind: 'workflow', id: workflowId, name: claim.name },
        clientId,
        before: { name: workflow.name, lifecycle: workflow.lifecycle },
        after: { ...claim, lifecycle },
      },
    )
  },
)
