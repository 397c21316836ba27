import { z } from 'zod'
import { query } from '../define'

export interface DelegationLine {
  id: string
  from: { userId: string; name: string }
  to: { userId: string; name: string }
  fromAt: Date
  toAt: Date
  reason: string
  isMine: boolean
}

export interface Delegations {
  lent: DelegationLine[]
  /** to whom the reader may lend their seat */
  candidates: { userId: string; name: string }[]
}

const STANDING = `
SELECT d.id, json_build_object('userId', d.from_user_id, 'name', f.name) AS "from", json_build_object('userId', d.to_user_id, 'name', t.name) AS "to",
  d.from_at AS "fromAt", d.to_at AS "toAt", d.reason, d.from_user_id = $1::uuid AS "isMine"
FROM approval_delegation d
JOIN membership f ON f.tenant_id = d.tenant_id AND f.user_id = d.from_user_id
JOIN membership t ON t.tenant_id = d.tenant_id AND t.user_id = d.to_user_id
WHERE d.tenant_id = :tenant AND d.revoked_at IS NULL AND d.to_at > $2 ORDER BY d.from_at, d.id`

const CANDIDATES = `
SELECT m.user_id AS "userId", m.name FROM membership m
WHERE m.tenant_id = :tenant AND m.role IN ('partner_owner', 'partner_approver') AND m.revoked_at IS NULL
  AND (m.expires_at IS NULL OR m.expires_at > $2) AND m.user_id <> $1::uuid ORDER BY m.name`

/** Seats that are lent now or will be. */
export const listDelegations = query(
  { action: 'approval.listDelegations', can: 'approval.decide', input: z.strictObject({}) },
  async (ctx): Promise<Delegations> => {
    const reader = ctx.actor.kind === 'user' ? ctx.actor.id : null
    return {
      lent: await ctx.sql<DelegationLine>(STANDING, [reader, ctx.now]),
      candidates: await ctx.sql<{ userId: string; name: string }>(CANDIDATES, [reader, ctx.now]),
    }
  },
)
