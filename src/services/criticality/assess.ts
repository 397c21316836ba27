import { z } from 'zod'
import { EDITION } from '@/domain/criticality/questions'
import { zAnswers } from '@/domain/criticality/schema'
import { assess, proposalOf } from '@/domain/criticality/score'
import { newId, zId } from '@/lib/ids'
import { audited, mutation } from '../define'
import { requireUser } from '../member/store'
import { loadWorkflow } from '../workflow/store'

/** One interview: ten answers give a tier with its reason. It is kept beside the earlier ones and changes nothing until applied. */
export const assessCriticality = mutation(
  {
    action: 'criticality.assess',
    can: 'governance.manage',
    input: z.strictObject({
      workflowId: zId,
      answers: zAnswers,
      note: z
        .string()
        .trim()
        .max(2_000, 'note: must have at most 2000 characters')
        .nullish()
        .transform((note) => note || null),
    }),
  },
  async (ctx, { workflowId, answers, note }) => {
    const { name, clientId } = await loadWorkflow(ctx, workflowId)
    const by = requireUser(ctx)
    const { tier, ...scores } = assess(answers)
    const assessmentId = newId()
    await ctx.tx.criticalityAssessment.create({
      data: {
        ...{ tenantId: ctx.scope.tenantId, id: assessmentId, clientId, workflowId, edition: EDITION, answers },
        ...{ scores: { ...scores }, tier, note, assessedBy: by.id, assessedByName: by.name, assessedAt: ctx.now },
      },
    })
    return audited(
      { assessmentId, tier, ...scores, proposal: proposalOf(tier, answers) },
      {
        subject: { kind: 'workflow', id: workflowId, name },
        clientId,
        after: { assessmentId, tier, points: scores.points, reason: scores.reason },
      },
    )
  },
)
