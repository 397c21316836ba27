import { z } from 'zod'
import { ExpectationInput } from '@/domain/expectation/schema'
import { initialState } from '@/domain/expectation/state'
import { ownClient } from '@/infra/db'
import { AppError } from '@/lib/errors'
import { newId, zId } from '@/lib/ids'
import { audited, mutation } from '../define'
import { withPlants } from '../evaluation/plant'
import { beginLedger } from '../ledger/begin'
import { loadWorkflow } from '../workflow/store'
import { columnsOf, demandTrigger } from './rule'

/** Something should happen by a time: writes the rule and arms its first timer. */
export const createExpectation = mutation(
  {
    action: 'expectation.create',
    can: 'expectation.manage',
    input: z.strictObject({ workflowId: zId, rule: ExpectationInput }),
  },
  async (ctx, { workflowId, rule }) => {
    const workflow = await loadWorkflow(ctx, workflowId)
    if (workflow.lifecycle === 'retired')
      throw new AppError('CONFLICT', `${workflow.name} is retired: nothing is expected of it any more.`)
    const { clientId } = workflow
    const { tenantId } = ctx.scope
    const expectationId = newId()
    const columns = { ...columnsOf(rule), createdAt: ctx.now }
    await demandTrigger(ctx, workflow, columns.triggerWorkflowId)
    const [placed] = await withPlants(ctx.sql, [{ rule: { ...columns, plant: null } }], () => workflowId)
    const seen = await ctx.tx.workflowState.findFirst({
      where: { ...ownClient(ctx), workflowId },
      select: { lastSuccessAt: true },
    })
    const { openRuns: _, ...state } = initialState(placed?.rule ?? { ...columns, plant: null }, seen?.lastSuccessAt)
    await ctx.tx.expectation.create({ data: { tenantId, id: expectationId, clientId, workflowId, ...columns } })
    await ctx.tx.expectationState.create({
      data: { tenantId, expectationId, clientId, workflowId, ...state, version: 1 },
    })
    await beginLedger(ctx, { expectationId, clientId, workflowId, rule: columnsOf(rule) })
    return audited(
      { expectationId, status: state.status, dueAt: state.dueAt },
      { subject: { kind: 'expectation', id: expectationId, name: workflow.name }, clientId, after: columnsOf(rule) },
    )
  },
)
