import { z } from 'zod'
import { nextLifecycle } from '@/domain/workflow/lifecycle'
import { WorkflowClaim } from '@/domain/workflow/schema'
import { changes } from '@/lib/changes'
import { conflict } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { audited, mutation, unchanged } from '../define'
import { changeWorkflow, demandReferences, loadWorkflow } from './store'

/** Left out = unchanged, null = removed. */
const zReference = zId.nullable()
const { name, tier, ownerName, impactNote } = WorkflowClaim.shape

const input = z.strictObject({
  workflowId: zId,
  name: name.optional(),
  tier: tier.optional(),
  siteId: zReference.optional(),
  processId: zReference.optional(),
  fromSystemId: zReference.optional(),
  toSystemId: zReference.optional(),
  ownerName: ownerName.in.unwrap().unwrap().nullable().optional(),
  impactNote: impactNote.in.unwrap().unwrap().nullable().optional(),
  /** the version the writer has seen; a newer one is a CONFLICT instead of an overwrite */
  version: z.int('version: must be the whole number you have read').min(1).optional(),
})

/** Edits a claimed workflow. */
export const updateWorkflow = mutation(
  { action: 'workflow.update', can: 'workflow.manage', input },
  async (ctx, given) => {
    const { workflowId, version, ...patch } = given
    const workflow = await loadWorkflow(ctx, workflowId)
    nextLifecycle(workflow.lifecycle, 'update')
    if (version !== undefined && version !== workflow.version) throw conflict('workflow')
    const { clientId } = workflow
    const references = { siteId: workflow.siteId, processId: workflow.processId, ...patch }
    await demandReferences(ctx, clientId, references)
    const changed = changes(workflow, patch)
    if (!changed) return unchanged({ workflowId, version: workflow.version }, 'nothing differs')
    await changeWorkflow(ctx, workflow, changed.after)
    return audited(
      { workflowId, version: workflow.version + 1 },
      { subject: { kind: 'workflow', id: workflowId, name: patch.name ?? workflow.name }, clientId, ...changed },
    )
  },
)
