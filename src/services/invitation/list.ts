import { z } from 'zod'
import type { Role } from '@/domain/access/roles'
import { query } from '../define'

export interface InvitationItem {
  invitationId: string
  email: string
  role: Role
  allClients: boolean
  /** those the caller may see */
  clients: { id: string; name: string }[]
  invitedBy: string
  createdAt: Date
  expiresAt: Date
  isExpired: boolean
}

const LIST = `
  SELECT i.id AS "invitationId", i.email, i.role, i.all_clients AS "allClients", i.created_at AS "createdAt",
         i.expires_at AS "expiresAt", i.expires_at <= $1 AS "isExpired", coalesce(m.name, '') AS "invitedBy",
         coalesce((SELECT json_agg(json_build_object('id', c.id, 'name', c.name) ORDER BY c.name)
                     FROM client c WHERE c.tenant_id = :tenant AND c.id = ANY(:clients) AND c.id = ANY (i.client_ids)), '[]') AS clients
    FROM invitation i
    LEFT JOIN membership m ON m.tenant_id = i.tenant_id AND m.user_id = i.invited_by
   WHERE i.tenant_id = :tenant AND i.accepted_at IS NULL AND i.revoked_at IS NULL
   ORDER BY i.created_at DESC LIMIT 500`

/** Invitations nobody has accepted yet, newest first. */
export const listInvitations = query(
  { action: 'invitation.list', can: 'member.read', input: z.strictObject({}) },
  (ctx) => ctx.sql<InvitationItem>(LIST, [ctx.now]),
)
