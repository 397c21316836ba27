import { z } from 'zod'
import type { Role } from '@/domain/access/roles'
import { platformQuery } from '@/infra/db'
import { query } from '../define'

export interface MemberItem {
  userId: string
  name: string
  email: string
  role: Role
  allClients: boolean
  /** those the caller may see */
  clients: { id: string; name: string }[]
  onDutySince: Date | null
  expiresAt: Date | null
  lastSeenAt: Date | null
  hasTotp: boolean
}

const LIST = `
  SELECT m.user_id AS "userId", m.name, m.email, m.role, m.all_clients AS "allClients", m.on_duty_since AS "onDutySince",
         m.expires_at AS "expiresAt",
         (SELECT max(s.last_seen_at) FROM session s WHERE s.tenant_id = :tenant AND s.user_id = m.user_id) AS "lastSeenAt",
         coalesce((SELECT json_agg(json_build_object('id', c.id, 'name', c.name) ORDER BY c.name)
                     FROM client c WHERE c.tenant_id = :tenant AND c.id = ANY(:clients) AND c.id = ANY (m.client_ids)), '[]') AS clients
    FROM membership m
   WHERE m.tenant_id = :tenant AND m.revoked_at IS NULL
   ORDER BY m.role, m.name LIMIT 1000`

/** Everybody with access, owners first. */
export const listMembers = query(
  { action: 'member.list', can: 'member.read', input: z.strictObject({}) },
  async (ctx) => {
    const members = await ctx.sql<Omit<MemberItem, 'hasTotp'>>(LIST)
    const ids = members.map(({ userId }) => userId)
    const guarded = await platformQuery<{ id: string }>(
      'SELECT id FROM user_account WHERE id = ANY ($1) AND totp_enabled_at IS NOT NULL',
      [ids],
    )
    const withTotp = new Set(guarded.map(({ id }) => id))
    return members.map((member): MemberItem => ({ ...member, hasTotp: withTotp.has(member.userId) }))
  },
)
