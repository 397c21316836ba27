import { ownClient } from '@/infra/db'
import { conflict, notFound } from '@/lib/errors'
import type { MutationContext } from '../context'

/** A business process of a client inside the scope. */
export async function loadProcess(ctx: MutationContext, id: string) {
  const process = await ctx.tx.process.findFirst({ where: { ...ownClient(ctx), id } })
  if (!process) throw notFound('process')
  return process
}

type ProcessRow = Awaited<ReturnType<typeof loadProcess>>

/** Changes the row while it is still as it was read. */
export async function changeProcess(
  ctx: MutationContext,
  id: string,
  { before, after }: { before: Partial<ProcessRow>; after: Partial<ProcessRow> },
): Promise<void> {
  const { count } = await ctx.tx.process.updateMany({
    where: { AND: [ownClient(ctx), { ...before, id }] },
    data: after,
  })
  if (count === 0) throw conflict('process')
}
