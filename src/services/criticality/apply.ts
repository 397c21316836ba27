import { z } from 'zod'
import { zAnswers } from '@/domain/criticality/schema'
import { proposalOf, type Tier } from '@/domain/criticality/score'
import { ownClient } from '@/infra/db'
import { notFound } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { audited, mutation, unchanged } from '../define'
import { evaluatePolicies } from '../policy/evaluate'
import { changeWorkflow, loadWorkflow } from '../workflow/store'

/** Takes an interview's tier and approval class over into the workflow. */
export const applyCriticality = mutation(
  { action: 'criticality.apply', can: 'governance.manage', input: z.strictObject({ assessmentId: zId }) },
  async (ctx, { assessmentId }) => {
    const row = await ctx.tx.criticalityAssessment.findFirst({ where: { ...ownClient(ctx), id: assessmentId } })
    if (!row) throw notFound('interview')
    const workflow = await loadWorkflow(ctx, row.workflowId)
    const tier = row.tier as Tier
    const { quorum } = proposalOf(tier, zAnswers.parse(row.answers))
    const output = { workflowId: workflow.id, tier, approvalQuorum: quorum }
    if (workflow.assessmentId === assessmentId) return unchanged(output, 'this interview is the one in force')
    await changeWorkflow(ctx, workflow, { tier, assessmentId, approvalQuorum: quorum })
    await evaluatePolicies.within(ctx, { workflowIds: [workflow.id] })
    return audited(output, {
      subject: { kind: 'workflow', id: workflow.id, name: workflow.name },
      clientId: workflow.clientId,
      before: { tier: workflow.tier, approvalQuorum: workflow.approvalQuorum },
      after: { tier, approvalQuorum: quorum, assessmentId },
    })
  },
)
