import { WorkflowInput } from '@/domain/workflow/schema'
import { newId, zId } from '@/lib/ids'
import { loadActiveClient } from '../client/store'
import { audited, mutation } from '../define'
import { demandReferences } from './store'

/** Registers a workflow before its first event; `key` is the name the sender will use. */
export const createWorkflow = mutation(
  { action: 'workflow.create', can: 'workflow.manage', input: WorkflowInput.extend({ clientId: zId }) },
  async (ctx, { clientId, ...workflow }) => {
    await loadActiveClient(ctx, clientId)
    await demandReferences(ctx, clientId, workflow)
    const workflowId = newId()
    await ctx.tx.workflow.create({
      data: {
        tenantId: ctx.scope.tenantId,
        id: workflowId,
        clientId,
        ...workflow,
        lifecycle: 'live',
        createdAt: ctx.now,
      },
    })
    return audited(
      { workflowId, version: 1 },
      {
        subject: { kind: 'workflow', id: workflowId, name: workflow.name },
        clientId,
        after: { ...workflow, lifecycle: 'live' },
      },
    )
  },
)
