import type { Sql } from '@/infra/db'

/** Somebody who can be called. */
export interface Callable {
  userId: string
  name: string
}

/** People of the partner who may act on incidents. */
export function loadCallable(sql: Sql, now: Date): Promise<Callable[]> {
  return sql<Callable>(
    `SELECT m.user_id AS "userId", m.name FROM membership m
     WHERE m.tenant_id = :tenant AND m.role IN ('partner_owner', 'partner_operator', 'partner_approver') AND m.revoked_at IS NULL
       AND (m.expires_at IS NULL OR m.expires_at > $1) ORDER BY m.name, m.user_id LIMIT 1000`,
    [now],
  )
}
