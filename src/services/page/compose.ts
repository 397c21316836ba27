import type { Sql } from '@/infra/db'
import { randomToken, sha256 } from '@/lib/crypto'
import { newId } from '@/lib/ids'
import type { Caller } from '../context'
import { sealed } from '../effect/sealed'
import { pass } from '../escalation/stage'
import { storeMails } from '../notify/deliver'
import { draftPage } from '../notify/incident/page-mail'
import { type Addressee, loadAddressee } from './addressee'
import type { PageKind, QueuedNews } from './news'

/** A page calls for action, a notice does not; each has a pace of its own, so that good news never holds back bad. */
const EVENTS: Record<PageKind, readonly string[]> = { page: ['trigger'], notice: ['resolve'] }
const PACE_S = 60
const BUNDLE_MAX = 500
const TOKEN_LENGTH = 32
const TOKEN_LIFE_H = 12

const QUEUED = `
SELECT n.id, n.incident_id AS "incidentId", n.why, n.client_id AS "clientId", i.number, i.title, c.name AS client, i.opened_at AS "openedAt",
  i.resolved_at AS "resolvedAt", s.zone, i.status = 'open' AND i.merged_into_id IS NULL AND i.parent_id IS NULL AS "isWaiting"
FROM notification n
JOIN incident i ON i.tenant_id = n.tenant_id AND i.id = n.incident_id
JOIN client c ON c.tenant_id = n.tenant_id AND c.id = n.client_id
LEFT JOIN site s ON s.tenant_id = i.tenant_id AND s.id = i.site_id
WHERE n.tenant_id = :tenant AND n.user_id = $1::uuid AND n.status = 'queued' AND n.event = ANY($2) AND n.not_before <= $3
ORDER BY coalesce(i.rank, i.impact * 10) DESC, n.created_at, n.id LIMIT ${BUNDLE_MAX} FOR UPDATE OF n SKIP LOCKED`

/** Two workers meet here: the second waits for the first, and finds that the minute has begun. */
const PACE = `
INSERT INTO page_pace AS p (tenant_id, user_id, kind, last_at) VALUES (:tenant, $1::uuid, $2, $3)
ON CONFLICT (tenant_id, user_id, kind) DO UPDATE SET last_at = excluded.last_at
WHERE p.last_at <= excluded.last_at - interval '${PACE_S} seconds' RETURNING p.last_at`

const WAIT = `
UPDATE notification n SET not_before = p.last_at + interval '${PACE_S} seconds' FROM page_pace p
WHERE n.tenant_id = :tenant AND n.id = ANY($1::uuid[]) AND p.tenant_id = n.tenant_id AND p.user_id = n.user_id AND p.kind = $2`

const SETTLE = `
UPDATE notification n SET status = 'suppressed', settled_at = $2, problem = $3
WHERE n.tenant_id = :tenant AND n.id = ANY($1::uuid[]) AND n.status = 'queued'`

const INSERT_PAGE = `
INSERT INTO page (tenant_id, id, user_id, kind, mail_key, created_at, next_try_at, token_hash, token_expires_at)
VALUES (:tenant, $1::uuid, $2::uuid, $3, $4, $5, $5, $6, $7)`
const BUNDLE = `
UPDATE notification n SET status = 'bundled', page_id = $2::uuid WHERE n.tenant_id = :tenant AND n.id = ANY($1::uuid[])`

const idsOf = (news: readonly QueuedNews[]) => news.map(({ id }) => id)

/** Leaves out what nobody needs to hear, or this person must not. */
async function sift(sql: Sql, now: Date, kind: PageKind, queued: readonly QueuedNews[], whom: Addressee | null) {
  const isAllowed = (news: QueuedNews) => whom !== null && (whom.allClients || whom.clientIds.includes(news.clientId))
  const isStale = (news: QueuedNews) => kind === 'page' && !news.isWaiting
  const barred = queued.filter((news) => !isAllowed(news))
  const stale = queued.filter((news) => isAllowed(news) && isStale(news))
  if (barred.length > 0) await sql(SETTLE, [idsOf(barred), now, 'no longer answers for this client'])
  if (stale.length > 0) await sql(SETTLE, [idsOf(stale), now, 'taken or over before it was told'])
  return queued.filter((news) => isAllowed(news) && !isStale(news))
}

/** The first message about one incident keeps the name by which the record knows it; later ones bear their own. */
async function mailKey(
  sql: Sql,
  kind: PageKind,
  pageId: string,
  userId: string,
  [first, second]: readonly QueuedNews[],
) {
  if (!first || second) return `${kind}/${pageId}`
  const key = `${kind === 'page' ? 'incident-opened' : 'incident-resolved'}/${first.incidentId}/${userId}`
  const taken = await sql('SELECT 1 FROM mail_message m WHERE m.tenant_id = :tenant AND m.key = $1', [key])
  return taken.length > 0 ? `${key}/${pageId}` : key
}

async function compose(sql: Sql, now: Date, userId: string, kind: PageKind): Promise<void> {
  const queued = await sql<QueuedNews>(QUEUED, [userId, EVENTS[kind], now])
  if (queued.length === 0) return
  const whom = await loadAddressee(sql, userId, now)
  const news = await sift(sql, now, kind, queued, whom)
  if (news.length === 0 || !whom) return
  pass('page: before the pace')
  const mine = await sql(PACE, [userId, kind, now])
  if (mine.length === 0) {
    await sql(WAIT, [idsOf(news), kind])
    return
  }
  // The same incident may have been called twice while the minute ran: it is one line.
  const lines = [...new Map(news.map((each) => [each.incidentId, each])).values()]
  const pageId = newId()
  const token = kind === 'page' ? randomToken(TOKEN_LENGTH) : null
  const key = await mailKey(sql, kind, pageId, userId, lines)
  const expiresAt = token && new Date(now.getTime() + TOKEN_LIFE_H * 3_600_000)
  await sql(INSERT_PAGE, [pageId, userId, kind, key, now, token && sha256(token), expiresAt])
  await sql(BUNDLE, [idsOf(news), pageId])
  await storeMails(sql, now, [{ key, ...(await draftPage(sql, { kind, lines, whom, token })) }])
  pass('page: after its rows')
}

/** Writes one message to a person about everything that waits for them, unless their minute has not passed. */
export async function composePage(caller: Caller, userId: string, kind: PageKind): Promise<void> {
  await sealed(caller.scope, (sql, now) => compose(sql, now, userId, kind))
  pass('page: after the commit')
}
