import { z } from 'zod'
import { type Expectation, ExpectationInput } from '@/domain/expectation/schema'
import { type StepResult, step } from '@/domain/expectation/step'
import { ownClient } from '@/infra/db'
import { changes } from '@/lib/changes'
import { notFound } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { audited, mutation, unchanged } from '../define'
import { loadWorkflow } from '../workflow/store'
import { columnsOf } from './rule'
import { standingOf } from './steer'
import { applyStep, loadExpectation, type StoredExpectation } from './store'

/** What the old rule brought until now stands by the old rule; the new one waits for its own next slot. */
function changeRule(old: StoredExpectation, rule: Expectation, now: Date): StepResult {
  const ticked = step(old, old.state, { kind: 'tick' }, now)
  const waiting = { ...ticked.state, dueAt: null, startedAt: null }
  const changed = step(rule, waiting, { kind: 'changed' }, now)
  return { ...changed, transitions: [...ticked.transitions, ...changed.transitions] }
}

/** Replaces the rule; a paused expectation stays paused. */
export const updateExpectation = mutation(
  {
    action: 'expectation.update',
    can: 'expectation.manage',
    input: z.strictObject({ expectationId: zId, rule: ExpectationInput }),
  },
  async (ctx, { expectationId, rule }) => {
    const expectation = await loadExpectation(ctx, expectationId)
    const { clientId, workflowId, createdAt } = expectation
    const workflow = await loadWorkflow(ctx, workflowId)
    const columns = columnsOf(rule)
    const changed = changes(expectation, columns)
    if (!changed) return unchanged(standingOf(expectation), 'the rule is the same')
    const next = changeRule(expectation, { ...columns, createdAt }, ctx.now)
    await applyStep(ctx, expectation, next)
    const { count } = await ctx.tx.expectation.updateMany({
      where: { ...ownClient(ctx), id: expectationId },
      data: columns,
    })
    if (count === 0) throw notFound('expectation')
    return audited(
      { expectationId, status: next.state.status, dueAt: next.state.dueAt },
      { subject: { kind: 'expectation', id: expectationId, name: workflow.name }, clientId, ...changed },
    )
  },
)
