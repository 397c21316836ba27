import { GovernanceRecord } from '@/domain/workflow/governance'
import { nextLifecycle } from '@/domain/workflow/lifecycle'
import { changes } from '@/lib/changes'
import { zId } from '@/lib/ids'
import { audited, mutation, unchanged } from '../define'
import { evaluatePolicies } from '../policy/evaluate'
import { changeWorkflow, loadWorkflow } from './store'

/** Replaces who answers for a workflow, its classes and its runbook; policies look at it at once. */
export const describeWorkflow = mutation(
  { action: 'workflow.describe', can: 'governance.manage', input: GovernanceRecord.extend({ workflowId: zId }) },
  async (ctx, { workflowId, ...record }) => {
    const workflow = await loadWorkflow(ctx, workflowId)
    nextLifecycle(workflow.lifecycle, 'update')
    const changed = changes(workflow, record)
    if (!changed) return unchanged({ workflowId, version: workflow.version }, 'nothing differs')
    await changeWorkflow(ctx, workflow, changed.after)
    await evaluatePolicies.within(ctx, { workflowIds: [workflowId] })
    return audited(
      { workflowId, version: workflow.version + 1 },
      {
        subject: { kind: 'workflow', id: workflowId, name: workflow.name },
        clientId: workflow.clientId,
        ...changed,
      },
    )
  },
)
