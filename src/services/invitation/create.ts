import { InvitationInput } from '@/domain/member/schema'
import { after, INVITATION_LIFE_S } from '@/domain/session/policy'
import { own } from '@/infra/db'
import { randomToken, sha256 } from '@/lib/crypto'
import { AppError } from '@/lib/errors'
import { newId } from '@/lib/ids'
import { audited, mutation } from '../define'
import { demandGrant, requireClients, requireUser, rightsFact } from '../member/store'
import { findLiveMember } from '../session/store'

/** 22 of 62 characters: 131 random bits. */
const TOKEN_LENGTH = 22

/** Mails somebody a single-use invitation, 7 days, to exactly these rights. It replaces an older open one to the same address. */
export const createInvitation = mutation(
  { action: 'invitation.create', can: 'member.manage', input: InvitationInput },
  async (ctx, { email, ...rights }) => {
    const inviter = requireUser(ctx)
    await requireClients(ctx, rights.clientIds)
    demandGrant(ctx, rights)
    if (await findLiveMember(ctx, { email }))
      throw new AppError('CONFLICT', `${email} is a member already. Change the role instead.`)
    const older = { ...own(ctx), email, acceptedAt: null, revokedAt: null }
    await ctx.tx.invitation.updateMany({ where: older, data: { revokedAt: ctx.now } })
    const [invitationId, token, expiresAt] = [newId(), randomToken(TOKEN_LENGTH), after(ctx.now, INVITATION_LIFE_S)]
    await ctx.tx.invitation.create({
      data: {
        tenantId: ctx.scope.tenantId,
        id: invitationId,
        email,
        ...rights,
        tokenHash: sha256(token),
        invitedBy: inviter.id,
        createdAt: ctx.now,
        expiresAt,
      },
    })
    await ctx.emit('member.invited', { invitationId, token })
    return audited(
      { invitationId, expiresAt },
      {
        subject: { kind: 'invitation', id: invitationId, name: email },
        after: { email, ...rightsFact(rights), expiresAt },
      },
    )
  },
)
