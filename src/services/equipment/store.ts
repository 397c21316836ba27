import { ownClient } from '@/infra/db'
import { conflict, notFound } from '@/lib/errors'
import type { MutationContext } from '../context'

/** An area or line inside the scope. */
export async function loadEquipment(ctx: MutationContext, id: string) {
  const node = await ctx.tx.equipmentNode.findFirst({ where: { ...ownClient(ctx), id } })
  if (!node) throw notFound('area or line')
  return node
}

/** Renames the node while it still has the name that was read. */
export async function renameEquipment(
  ctx: MutationContext,
  id: string,
  names: { before: string; after: string },
): Promise<void> {
  const { count } = await ctx.tx.equipmentNode.updateMany({
    where: { ...ownClient(ctx), id, name: names.before },
    data: { name: names.after },
  })
  if (count === 0) throw conflict('area or line')
}
