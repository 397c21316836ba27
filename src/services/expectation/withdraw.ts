import { z } from 'zod'
import { OwedInput } from '@/domain/expectation/declare'
import { notFound } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { audited, mutation } from '../define'
import { markFrom } from '../ledger/day-mark'
import { holdList } from './declare'

const WITHDRAW = `
UPDATE expectation_due d SET withdrawn_at = $4, withdrawn_reason = $5
WHERE d.tenant_id = :tenant AND d.expectation_id = $1 AND d.due_at = $2 AND d.ref = $3 AND d.withdrawn_at IS NULL RETURNING d.ref`

/** What is no longer owed, and why: the truck does not come. It stays in the ledger as excused. */
export const withdrawObligation = mutation(
  {
    action: 'expectation.withdraw',
    can: 'expectation.manage',
    plan: 'always',
    input: z.strictObject({
      expectationId: zId,
      ...OwedInput.shape,
      reason: z
        .string()
        .trim()
        .min(3, 'reason: say why it is no longer owed')
        .max(200, 'reason: at most 200 characters'),
    }),
  },
  async (ctx, { expectationId, dueAt, ref, reason }) => {
    const { workflow } = await holdList(ctx, expectationId)
    const rows = await ctx.sql(WITHDRAW, [expectationId, dueAt, ref, ctx.now, reason])
    if (rows.length === 0) throw notFound('obligation')
    await markFrom(ctx.sql, [expectationId], dueAt)
    await ctx.emit('workflow.evaluate', { workflowId: workflow.id, executionIds: [] })
    return audited(
      { expectationId, dueAt, ref },
      {
        subject: { kind: 'expectation', id: expectationId, name: workflow.name },
        clientId: workflow.clientId,
        after: { withdrawn: ref, dueAt },
        reason,
      },
    )
  },
)
