import { ownClient } from '@/infra/db'
import { conflict, notFound } from '@/lib/errors'
import type { MutationContext } from '../context'

/** A system of a client inside the scope. */
export async function loadSystem(ctx: MutationContext, id: string) {
  const system = await ctx.tx.system.findFirst({ where: { ...ownClient(ctx), id } })
  if (!system) throw notFound('system')
  return system
}

type SystemRow = Awaited<ReturnType<typeof loadSystem>>

/** Changes the row while it is still as it was read. */
export async function changeSystem(
  ctx: MutationContext,
  id: string,
  { before, after }: { before: Partial<SystemRow>; after: Partial<SystemRow> },
): Promise<void> {
  const { count } = await ctx.tx.system.updateMany({ where: { AND: [ownClient(ctx), { ...before, id }] }, data: after })
  if (count === 0) throw conflict('system')
}
