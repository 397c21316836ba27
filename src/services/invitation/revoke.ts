import { z } from 'zod'
import { own } from '@/infra/db'
import { AppError } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { audited, mutation } from '../define'
import { demandGrant, rightsFact } from '../member/store'
import { loadInvitation } from './store'

/** Withdraws an invitation that nobody has accepted. */
export const revokeInvitation = mutation(
  { action: 'invitation.revoke', can: 'member.manage', plan: 'always', input: z.strictObject({ invitationId: zId }) },
  async (ctx, { invitationId }) => {
    const invitation = await loadInvitation(ctx, invitationId)
    demandGrant(ctx, invitation)
    const open = { ...own(ctx), id: invitationId, acceptedAt: null, revokedAt: null }
    const { count } = await ctx.tx.invitation.updateMany({ where: open, data: { revokedAt: ctx.now } })
    if (count === 0) throw new AppError('CONFLICT', 'This invitation was accepted or withdrawn meanwhile.')
    return audited(
      { invitationId },
      {
        subject: { kind: 'invitation', id: invitationId, name: invitation.email },
        before: rightsFact(invitation),
        after: { revoked: true },
      },
    )
  },
)
