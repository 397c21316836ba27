import { own } from '@/infra/db'
import { AppError, notFound } from '@/lib/errors'
import type { MutationContext } from '../context'

/** Rotations call for every client: who answers for some of them only may look, and finds none to change. */
export function requireWhole({ scope }: MutationContext): void {
  if (scope.clientIds !== null) throw notFound('rotation that you may change')
}

/** A rotation of the partner that is not removed, for somebody who may change it. */
export async function loadRotation(ctx: MutationContext, id: string) {
  requireWhole(ctx)
  const row = await ctx.tx.rotation.findFirst({ where: { ...own(ctx), id, archivedAt: null } })
  if (!row) throw notFound('rotation')
  return row
}

export const subjectOf = ({ id, name }: { id: string; name: string }) => ({ kind: 'rotation', id, name })

/** Everybody named works here and may act on incidents. */
export async function requireResponders(ctx: MutationContext, ids: readonly string[]): Promise<void> {
  const wanted = [...new Set(ids)]
  const members = await ctx.tx.membership.findMany({
    where: { ...own(ctx), userId: { in: wanted }, revokedAt: null },
    select: { name: true, role: true },
  })
  if (members.length !== wanted.length) throw notFound('member')
  const other = members.find(({ role }) => !['partner_owner', 'partner_operator', 'partner_approver'].includes(role))
  if (other) throw new AppError('INVALID', `The role of ${other.name} cannot act on incidents. Choose somebody else.`)
}
