import { z } from 'zod'
import { ExpectationInput } from '@/domain/expectation/schema'
import { ownClient } from '@/infra/db'
import { changes } from '@/lib/changes'
import { notFound } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { audited, mutation, unchanged } from '../define'
import { noteRule } from '../ledger/begin'
import { columnsOf, demandTrigger } from './rule'
import { holdExpectation, standingOf, steer } from './steer'

/** Replaces the rule and waits for its next slot; a paused expectation stays paused. */
export const updateExpectation = mutation(
  {
    action: 'expectation.update',
    can: 'expectation.manage',
    input: z.strictObject({ expectationId: zId, rule: ExpectationInput }),
  },
  async (ctx, { expectationId, rule }) => {
    const held = await holdExpectation(ctx, expectationId)
    const { workflow, expectation } = held
    const columns = columnsOf(rule)
    const where = { ...ownClient(ctx), id: expectationId }
    const stored = await ctx.tx.expectation.findFirst({ where, select: { triggerWorkflowId: true } })
    const { createdAt, plant: _, ...before } = expectation.rule
    const changed = changes({ ...before, triggerWorkflowId: stored?.triggerWorkflowId ?? null }, columns)
    if (!changed) return unchanged(standingOf(expectation), 'the rule is the same')
    await demandTrigger(ctx, workflow, columns.triggerWorkflowId)
    const standing = await steer(ctx, held, { kind: 'changed', rule: { ...columns, createdAt, plant: null } })
    const { count } = await ctx.tx.expectation.updateMany({ where, data: columns })
    if (count === 0) throw notFound('expectation')
    await noteRule(ctx, { expectationId, clientId: workflow.clientId, rule: columns })
    return audited(standing, {
      subject: { kind: 'expectation', id: expectationId, name: workflow.name },
      clientId: workflow.clientId,
      ...changed,
    })
  },
)
