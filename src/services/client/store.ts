import { own, ownClient } from '@/infra/db'
import type { Prisma } from '@/infra/prisma/client'
import { conflict, notFound } from '@/lib/errors'
import type { MutationContext } from '../context'

/** The client table's own id is the client: the second half of the wall stands on `id`. */
function ownId(ctx: MutationContext, id: string): Prisma.ClientWhereInput {
  const { clientId } = ownClient(ctx)
  return { ...own(ctx), id, ...(clientId && { AND: { id: clientId } }) }
}

/** A client inside the scope, archived or not. */
export async function loadClient(ctx: MutationContext, id: string) {
  const client = await ctx.tx.client.findFirst({ where: ownId(ctx, id) })
  if (!client) throw notFound('client')
  return client
}

/** A client that may still get new things. */
export async function loadActiveClient(ctx: MutationContext, id: string) {
  const client = await loadClient(ctx, id)
  if (client.archivedAt) throw notFound('client')
  return client
}

type ClientRow = Awaited<ReturnType<typeof loadClient>>

/** Changes the row while it is still as it was read. */
export async function changeClient(
  ctx: MutationContext,
  id: string,
  { before, after }: { before: Partial<ClientRow>; after: Partial<ClientRow> },
): Promise<void> {
  const { count } = await ctx.tx.client.updateMany({ where: { ...ownId(ctx, id), ...before }, data: after })
  if (count === 0) throw conflict('client')
}
