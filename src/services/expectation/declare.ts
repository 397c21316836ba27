import { z } from 'zod'
import { OwedList, readOwed } from '@/domain/expectation/declare'
import { AppError } from '@/lib/errors'
import { zId } from '@/lib/ids'
import type { MutationContext } from '../context'
import { audited, mutation, unchanged } from '../define'
import { markFrom } from '../ledger/day-mark'
import { holdExpectation } from './steer'

const DECLARE = `
INSERT INTO expectation_due (tenant_id, expectation_id, due_at, ref, client_id, declared_at)
SELECT DISTINCT :tenant, $2::uuid, x.due_at, x.ref, $3::uuid, $4::timestamptz
FROM json_to_recordset($1) AS x(due_at timestamptz, ref text)
ON CONFLICT (tenant_id, expectation_id, due_at, ref) DO UPDATE SET withdrawn_at = NULL, withdrawn_reason = NULL, closed_at = NULL
WHERE expectation_due.withdrawn_at IS NOT NULL
RETURNING ref`

/** A rule of kind `list`, held; every other kind knows by itself what it owes. */
export async function holdList(ctx: MutationContext, expectationId: string) {
  const held = await holdExpectation(ctx, expectationId)
  if (held.expectation.rule.kind !== 'list') {
    throw new AppError('CONFLICT', 'Only an expectation of kind "list" takes due times; the others know theirs.')
  }
  return held
}

/** Adds due times with their references, such as tonight's deliveries. The same one twice is added once. */
export const declareObligations = mutation(
  {
    action: 'expectation.declare',
    can: 'expectation.manage',
    input: z.strictObject({ expectationId: zId, list: OwedList }),
  },
  async (ctx, { expectationId, list }) => {
    const read = readOwed(list)
    if (read.error !== undefined) throw new AppError('INVALID', read.error)
    const { workflow } = await holdList(ctx, expectationId)
    const rows = read.owed.map(({ dueAt, ref }) => ({ due_at: dueAt, ref }))
    const added = await ctx.sql<{ ref: string }>(DECLARE, [
      JSON.stringify(rows),
      expectationId,
      workflow.clientId,
      ctx.now,
    ])
    const counts = { added: added.length, known: read.owed.length - added.length }
    if (added.length === 0) return unchanged(counts, 'all of them were owed already')
    const first = new Date(Math.min(ctx.now.getTime(), ...read.owed.map(({ dueAt }) => dueAt.getTime())))
    await markFrom(ctx.sql, [expectationId], first)
    await ctx.emit('workflow.evaluate', { workflowId: workflow.id, executionIds: [] })
    return audited(counts, {
      subject: { kind: 'expectation', id: expectationId, name: workflow.name },
      clientId: workflow.clientId,
      after: {
        added: added.length,
        refs: added
          .slice(0, 20)
          .map(({ ref }) => ref)
          .join(', '),
      },
    })
  },
)
