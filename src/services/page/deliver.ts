import type { Sql } from '@/infra/db'
import { logger } from '@/infra/logger'
import { AppError } from '@/lib/errors'
import type { Caller } from '../context'
import { sealed } from '../effect/sealed'
import { pass } from '../escalation/stage'
import { sendStored } from '../notify/deliver'

const AT_ONCE = 50
/** Whoever holds a message for longer has died. */
const LEASE_S = 60
const RETRY_S = [5, 15, 60, 300] as const
const LATE_RETRY_S = 600

interface Claimed {
  id: string
  mailKey: string
  attempts: number
}

/** The lease is taken before the provider is asked: two workers never hold one message. */
const CLAIM = `
UPDATE page p SET next_try_at = $1::timestamptz + interval '${LEASE_S} seconds', attempts = p.attempts + 1
WHERE p.tenant_id = :tenant AND p.id IN (
  SELECT q.id FROM page q WHERE q.tenant_id = :tenant AND q.next_try_at <= $1 ORDER BY q.next_try_at, q.id LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED)
RETURNING p.id, p.mail_key AS "mailKey", p.attempts`

const SENT = `UPDATE page p SET sent_at = $2, next_try_at = NULL, problem = NULL WHERE p.tenant_id = :tenant AND p.id = $1::uuid AND p.sent_at IS NULL`
const FAILED = `UPDATE page p SET failed_at = $2, next_try_at = NULL, problem = $3 WHERE p.tenant_id = :tenant AND p.id = $1::uuid AND p.sent_at IS NULL`
const LATER = `UPDATE page p SET next_try_at = $2, problem = $3 WHERE p.tenant_id = :tenant AND p.id = $1::uuid AND p.sent_at IS NULL`
const NEWS = `
UPDATE notification n SET status = $2, settled_at = $3, problem = $4
WHERE n.tenant_id = :tenant AND n.page_id = $1::uuid AND n.status = 'bundled' RETURNING n.escalation_id AS "escalationId"`

/** Nobody waits for an answer to a message that never arrived: the next step goes now. */
const HURRY = `UPDATE escalation e SET next_at = $2 WHERE e.tenant_id = :tenant AND e.id = ANY($1::uuid[]) AND e.ended_at IS NULL AND e.next_at > $2`

async function markSent(sql: Sql, now: Date, id: string): Promise<void> {
  await sql(SENT, [id, now])
  await sql(NEWS, [id, 'sent', now, null])
}

async function markFailed(sql: Sql, now: Date, id: string, problem: string): Promise<void> {
  await sql(FAILED, [id, now, problem])
  const news = await sql<{ escalationId: string | null }>(NEWS, [id, 'failed', now, problem])
  await sql(HURRY, [news.flatMap(({ escalationId }) => escalationId ?? []), now])
}

async function deliver(caller: Caller, { id, mailKey, attempts }: Claimed): Promise<void> {
  try {
    await sendStored(caller, [mailKey])
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error)
    logger.warn({ err: error, pageId: id, attempts }, 'a message to a person was not taken')
    const isHopeless = error instanceof AppError && error.code === 'INVALID'
    const waitS = RETRY_S[attempts - 1] ?? LATE_RETRY_S
    await sealed(caller.scope, async (sql, now) => {
      if (isHopeless) await markFailed(sql, now, id, problem)
      else await sql(LATER, [id, new Date(now.getTime() + waitS * 1000), problem])
    })
    return
  }
  pass('page: before the mark')
  await sealed(caller.scope, (sql, now) => markSent(sql, now, id))
  pass('page: after the mark')
}

/** Hands over what is written; what the provider refuses for the moment is tried again, for as long as it takes. */
export async function deliverPages(caller: Caller): Promise<void> {
  const claimed = await sealed(caller.scope, (sql, now) => sql<Claimed>(CLAIM, [now]))
  if (claimed.length === 0) return
  pass('page: after the claim')
  await Promise.all(claimed.map((each) => deliver(caller, each)))
}
