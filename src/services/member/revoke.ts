import { z } from 'zod'
import { asPlatform } from '@/infra/db'
import { zId } from '@/lib/ids'
import { audited, mutation } from '../define'
import { revokeSessionsOf } from '../session/store'
import { changeMember, demandGrant, keepOneOwner, loadMember, requireUser, rightsFact } from './store'

/** Ends a membership at once: sessions, open sign-in links and on-duty end with it; the record stays. */
export const revokeMember = mutation(
  { action: 'member.revoke', can: 'member.manage', plan: 'always', input: z.strictObject({ userId: zId }) },
  async (ctx, { userId }) => {
    requireUser(ctx)
    const member = await loadMember(ctx, userId)
    demandGrant(ctx, member)
    await keepOneOwner(ctx, member)
    await changeMember(ctx, member, { revokedAt: ctx.now, onDutySince: null })
    const sessions = await revokeSessionsOf(ctx, userId)
    const links = { tenantId: ctx.scope.tenantId, userId, usedAt: null }
    await asPlatform(ctx.tx, () => ctx.tx.loginToken.updateMany({ where: links, data: { usedAt: ctx.now } }))
    return audited(
      { userId },
      {
        subject: { kind: 'member', id: userId, name: member.name },
        before: rightsFact(member),
        after: { revoked: true, sessionsEnded: sessions },
      },
    )
  },
)
