import { ownClient } from '@/infra/db'
import type { MutationContext } from '../context'

/** The rules of a workflow that the caller has loaded. */
export async function expectationIdsOf(ctx: MutationContext, workflowId: string): Promise<string[]> {
  const where = { ...ownClient(ctx), workflowId }
  const rows = await ctx.tx.expectation.findMany({ where, select: { id: true }, orderBy: { id: 'asc' } })
  return rows.map(({ id }) => id)
}
