import type { Role } from '@/domain/access/roles'
import { own } from '@/infra/db'
import { sha256 } from '@/lib/crypto'
import { AppError, notFound } from '@/lib/errors'
import type { MutationContext } from '../context'

export interface InvitationTimes {
  expiresAt: Date
  acceptedAt: Date | null
  revokedAt: Date | null
}

/** Still to be used. */
export function isInvitationOpen({ expiresAt, acceptedAt, revokedAt }: InvitationTimes, now: Date): boolean {
  return acceptedAt === null && revokedAt === null && expiresAt > now
}

/** One answer for unknown, used, expired, withdrawn and no longer allowed. */
export function invitationGone(): AppError {
  return new AppError('NOT_FOUND', 'This invitation is no longer valid. Ask for a new one.')
}

export async function loadInvitation(ctx: MutationContext, id: string) {
  const invitation = await ctx.tx.invitation.findFirst({ where: { ...own(ctx), id } })
  if (!invitation) throw notFound('invitation')
  return invitation
}

export interface OpenInvitation {
  id: string
  email: string
  role: Role
  allClients: boolean
  clientIds: string[]
  invitedBy: string
}

/** Uses an invitation up; of two at once one gets it. */
export async function takeInvitation(ctx: MutationContext, token: string): Promise<OpenInvitation> {
  const where = { ...own(ctx), tokenHash: sha256(token) }
  const open = { acceptedAt: null, revokedAt: null, expiresAt: { gt: ctx.now } }
  const { count } = await ctx.tx.invitation.updateMany({ where: { ...where, ...open }, data: { acceptedAt: ctx.now } })
  if (count === 0) throw invitationGone()
  return ctx.tx.invitation.findFirstOrThrow({ where })
}
