import { z } from 'zod'
import { can } from '@/domain/access/actor'
import { SESSION_IDLE_S } from '@/domain/session/policy'
import { notFound } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { query } from '../define'

export interface SessionItem {
  sessionId: string
  method: string
  userAgent: string | null
  ip: string | null
  createdAt: Date
  lastSeenAt: Date
  expiresAt: Date
  isCurrent: boolean
}

const LIST = `
  SELECT s.id AS "sessionId", s.method, s.user_agent AS "userAgent", s.ip, s.created_at AS "createdAt",
         s.last_seen_at AS "lastSeenAt", s.expires_at AS "expiresAt", s.id::text = $2 AS "isCurrent"
    FROM session s
   WHERE s.tenant_id = :tenant AND s.user_id = $1 AND s.revoked_at IS NULL AND s.expires_at > $3
     AND s.last_seen_at > $3::timestamptz - make_interval(secs => $4)
   ORDER BY s.last_seen_at DESC LIMIT 100`

/** Open sessions of the caller, or of somebody else for those who manage people. */
export const listSessions = query(
  { action: 'session.list', can: 'self', input: z.strictObject({ userId: zId.nullish() }) },
  async (ctx, { userId }) => {
    const { actor } = ctx
    if (actor.kind !== 'user') return []
    if (userId && userId !== actor.id && !can(actor, 'member.manage')) throw notFound('member')
    const whose = userId ?? actor.id
    const [member] = await ctx.sql('SELECT 1 FROM membership m WHERE m.tenant_id = :tenant AND m.user_id = $1', [whose])
    if (!member) throw notFound('member')
    return ctx.sql<SessionItem>(LIST, [whose, actor.sessionId, ctx.now, SESSION_IDLE_S])
  },
)
