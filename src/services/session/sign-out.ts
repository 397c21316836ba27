import { z } from 'zod'
import { own } from '@/infra/db'
import { audited, mutation, unchanged } from '../define'

/** Ends the caller's own session. */
export const signOut = mutation({ action: 'session.signOut', can: 'self', input: z.strictObject({}) }, async (ctx) => {
  const { actor } = ctx
  if (actor.kind !== 'user') return unchanged({ ok: true }, 'a key or the machine has no session')
  const where = { ...own(ctx), id: actor.sessionId, revokedAt: null }
  const { count } = await ctx.tx.session.updateMany({ where, data: { revokedAt: ctx.now } })
  if (count === 0) return unchanged({ ok: true }, 'it was over already')
  return audited(
    { ok: true },
    { subject: { kind: 'member', id: actor.id, name: actor.name }, after: { sessionId: actor.sessionId } },
  )
})
