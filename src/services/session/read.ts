import type { Actor } from '@/domain/access/actor'
import type { Role } from '@/domain/access/roles'
import { isMembershipLive, isSessionLive, needsTouch, SESSION_TOUCH_S } from '@/domain/session/policy'
import { platformQuery } from '@/infra/db'
import { readSessionId } from '@/infra/session-cookie'
import { zId } from '@/lib/ids'

/** Who is signed in, and what they may see; transports turn it into a Caller. */
export interface LiveSession {
  tenantId: string
  /** null = every client of the partner */
  clientIds: readonly string[] | null
  actor: Extract<Actor, { kind: 'user' }>
  locale: string
}

interface Row {
  now: Date
  lastSeenAt: Date
  expiresAt: Date
  revokedAt: Date | null
  memberExpiresAt: Date | null
  memberRevokedAt: Date | null
  userId: string
  name: string
  role: Role
  clientIds: string[]
  allClients: boolean
  locale: string
}

const READ = `
  SELECT clock_timestamp() AS now, s.last_seen_at AS "lastSeenAt", s.expires_at AS "expiresAt", s.revoked_at AS "revokedAt",
         m.expires_at AS "memberExpiresAt", m.revoked_at AS "memberRevokedAt", m.user_id AS "userId", m.name,
         m.role, m.client_ids AS "clientIds", m.all_clients AS "allClients", u.locale
    FROM session s
    JOIN membership m ON m.tenant_id = s.tenant_id AND m.user_id = s.user_id
    JOIN user_account u ON u.id = s.user_id
   WHERE s.id = $1 AND s.tenant_id = $2`

/**
 * The session and the rights behind it, read anew for every request: a revoked or changed one counts at once.
 * Null when it is over, belongs to another partner than the host's, or the membership ended.
 */
export async function readSession(sessionId: string, tenantId: string): Promise<LiveSession | null> {
  if (!zId.safeParse(sessionId).success) return null
  const [row] = await platformQuery<Row>(READ, [sessionId, tenantId])
  if (!row || !isSessionLive(row, row.now)) return null
  if (!isMembershipLive({ expiresAt: row.memberExpiresAt, revokedAt: row.memberRevokedAt }, row.now)) return null
  if (needsTouch(row, row.now)) await touch(sessionId, row.now)
  return {
    tenantId,
    clientIds: row.allClients ? null : row.clientIds,
    actor: { kind: 'user', id: row.userId, name: row.name, role: row.role, sessionId },
    locale: row.locale,
  }
}

/** The same, from a request's Cookie header. */
export async function readCookieSession(cookieHeader: string, tenantId: string): Promise<LiveSession | null> {
  const sessionId = await readSessionId(cookieHeader)
  return sessionId ? readSession(sessionId, tenantId) : null
}

/** Conditional, so that parallel requests write once and a revocation is never undone. */
async function touch(sessionId: string, now: Date): Promise<void> {
  await platformQuery(
    `UPDATE session SET last_seen_at = $2
      WHERE id = $1 AND last_seen_at <= $2::timestamptz - make_interval(secs => $3) AND revoked_at IS NULL`,
    [sessionId, now, SESSION_TOUCH_S],
  )
}
