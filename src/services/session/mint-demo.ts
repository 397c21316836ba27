import { z } from 'zod'
import { ROLES } from '@/domain/access/roles'
import { env } from '@/env'
import { own } from '@/infra/db'
import { notFound } from '@/lib/errors'
import { audited, mutation } from '../define'
import { findLiveMember, mintLoginToken } from './store'

/** A sign-in token for the demo person of a role; exists only where ANDON_DEMO is on. */
export const mintDemoToken = mutation(
  { action: 'session.mintDemo', can: 'sign-in', input: z.strictObject({ role: z.enum(ROLES) }) },
  async (ctx, { role }) => {
    if (!env.ANDON_DEMO) throw notFound('page')
    const first = await ctx.tx.membership.findFirst({
      where: { ...own(ctx), role, revokedAt: null },
      orderBy: { createdAt: 'asc' },
    })
    const member = first && (await findLiveMember(ctx, { userId: first.userId }))
    if (!member) throw notFound('demo person')
    const token = await mintLoginToken(ctx, member.userId)
    return audited(
      { token },
      { subject: { kind: 'member', id: member.userId, name: member.name }, reason: 'one-click demo sign-in' },
    )
  },
)
