import { z } from 'zod'
import { can } from '@/domain/access/actor'
import { own } from '@/infra/db'
import { conflict, notFound } from '@/lib/errors'
import { zId } from '@/lib/ids'
import type { MutationContext } from '../context'
import { audited, mutation } from '../define'

/** A session the caller may end: their own, or anybody's for those who manage people. */
async function loadSession(ctx: MutationContext, id: string) {
  const session = await ctx.tx.session.findFirst({ where: { ...own(ctx), id } })
  const isOwn = ctx.actor.kind === 'user' && session?.userId === ctx.actor.id
  if (!session || !(isOwn || can(ctx.actor, 'member.manage'))) throw notFound('session')
  return session
}

/** Ends a session; its next request is refused. */
export const revokeSession = mutation(
  { action: 'session.revoke', can: 'self', input: z.strictObject({ sessionId: zId }) },
  async (ctx, { sessionId }) => {
    const { userId, method } = await loadSession(ctx, sessionId)
    const where = { ...own(ctx), id: sessionId, revokedAt: null }
    const { count } = await ctx.tx.session.updateMany({ where, data: { revokedAt: ctx.now } })
    if (count === 0) throw conflict('session')
    const member = await ctx.tx.membership.findFirst({ where: { ...own(ctx), userId } })
    return audited(
      { sessionId },
      {
        subject: { kind: 'member', id: userId, name: member?.name ?? userId },
        before: { sessionId, method },
        reason: 'session ended',
      },
    )
  },
)
