import { z } from 'zod'
import type { Role } from '@/domain/access/roles'
import { platformQuery } from '@/infra/db'
import { sha256 } from '@/lib/crypto'
import { query } from '../define'
import { invitationGone, isInvitationOpen } from './store'

export const zInvitationToken = z
  .string('token: must be text')
  .min(1, 'token: must not be empty')
  .max(200, 'token: is too long')

interface Row {
  email: string
  role: Role
  inviter: string | null
  expiresAt: Date
  acceptedAt: Date | null
  revokedAt: Date | null
}

const READ = `
  SELECT i.email, i.role, m.name AS inviter, i.expires_at AS "expiresAt", i.accepted_at AS "acceptedAt", i.revoked_at AS "revokedAt"
    FROM invitation i LEFT JOIN membership m ON m.tenant_id = i.tenant_id AND m.user_id = i.invited_by
   WHERE i.tenant_id = :tenant AND i.token_hash = $1`

/** What the holder of an invitation may know before accepting it. */
export const previewInvitation = query(
  { action: 'invitation.preview', can: 'sign-in', input: z.strictObject({ token: zInvitationToken }) },
  async (ctx, { token }) => {
    const [invitation] = await ctx.sql<Row>(READ, [sha256(token)])
    if (!invitation || !isInvitationOpen(invitation, ctx.now)) throw invitationGone()
    const { email, role, inviter } = invitation
    const [account] = await platformQuery<{ id: string }>('SELECT id FROM user_account WHERE email = $1', [email])
    return { email, role, inviter, hasAccount: account !== undefined }
  },
)
