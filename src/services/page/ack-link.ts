import type { Role } from '@/domain/access/roles'
import { mintScope } from '@/domain/access/scope'
import type { Sql } from '@/infra/db'
import { sha256 } from '@/lib/crypto'
import { AppError } from '@/lib/errors'
import { newId } from '@/lib/ids'
import type { Caller } from '../context'
import { sealed } from '../effect/sealed'
import { acknowledgeIncident } from '../incident/acknowledge'
import { loadFace, type MailFace } from '../notify/face'
import { type Addressee, loadAddressee } from './addressee'

export interface AckIncident {
  id: string
  number: number
  title: string
  client: string
  status: 'open' | 'acknowledged' | 'resolved'
  openedAt: Date
  acknowledgedAt: Date | null
  acknowledgedBy: string | null
  resolvedAt: Date | null
  zone: string
}

/** What stands behind a link in a mail. `gone`: no such link, or its person no longer works here. */
export type AckView =
  | { state: 'gone'; face: MailFace }
  | {
      state: 'open' | 'taken' | 'used' | 'expired'
      face: MailFace
      name: string
      locale: Addressee['locale']
      incidents: AckIncident[]
    }

interface Row {
  id: string
  userId: string
  name: string
  role: Role
  usedAt: Date | null
  expiresAt: Date
}

const LINK = `
SELECT p.id, p.user_id AS "userId", m.name, m.role, p.token_used_at AS "usedAt", p.token_expires_at AS "expiresAt"
FROM page p JOIN membership m ON m.tenant_id = p.tenant_id AND m.user_id = p.user_id
WHERE p.tenant_id = :tenant AND p.token_hash = $1`

/** Only what its person may still see. */
const INCIDENTS = `
SELECT DISTINCT i.id, i.number, i.title, c.name AS client, i.status::text AS status, i.opened_at AS "openedAt", i.acknowledged_at AS "acknowledgedAt",
  i.acknowledged_by AS "acknowledgedBy", i.resolved_at AS "resolvedAt", coalesce(s.zone, 'UTC') AS zone
FROM notification n JOIN incident i ON i.tenant_id = n.tenant_id AND i.id = n.incident_id
JOIN client c ON c.tenant_id = i.tenant_id AND c.id = i.client_id LEFT JOIN site s ON s.tenant_id = i.tenant_id AND s.id = i.site_id
WHERE n.tenant_id = :tenant AND n.page_id = $1::uuid AND ($2 OR i.client_id = ANY($3::uuid[])) ORDER BY i.number`

interface Opened {
  view: AckView
  /** the person of the link, as a caller; null when nothing can be done with it */
  person: Caller | null
  pageId: string | null
}

function stateOf({ usedAt, expiresAt }: Row, now: Date, incidents: readonly AckIncident[]) {
  if (usedAt) return 'used' as const
  if (expiresAt <= now) return 'expired' as const
  return incidents.some(({ status }) => status === 'open') ? ('open' as const) : ('taken' as const)
}

async function open(sql: Sql, now: Date, tenantId: string, token: string): Promise<Opened> {
  const face = await loadFace(sql)
  const [row] = await sql<Row>(LINK, [sha256(token)])
  const whom = row ? await loadAddressee(sql, row.userId, now) : null
  if (!row || !whom) return { view: { state: 'gone', face }, person: null, pageId: null }
  const clientIds = whom.allClients ? null : whom.clientIds
  const incidents = await sql<AckIncident>(INCIDENTS, [row.id, whom.allClients, whom.clientIds])
  const { userId: id, name, role } = row
  const person: Caller = {
    scope: mintScope(tenantId, clientIds),
    actor: { kind: 'user', id, name, role, sessionId: '' },
    requestId: newId(),
  }
  const state = stateOf(row, now, incidents)
  return { view: { state, face, name, locale: whom.locale, incidents }, person, pageId: row.id }
}

/** What the link shows; looking changes nothing, so whoever prefetches it does nothing. */
export async function readAckLink(tenantId: string, token: string): Promise<AckView> {
  const scope = mintScope(tenantId, null)
  return (await sealed(scope, (sql, now) => open(sql, now, tenantId, token))).view
}

const USE =
  'UPDATE page p SET token_used_at = $2 WHERE p.tenant_id = :tenant AND p.id = $1::uuid AND p.token_used_at IS NULL'

/** Takes one; that somebody else was faster is an answer, not a failure. */
async function take(person: Caller, incidentId: string): Promise<void> {
  try {
    await acknowledgeIncident(person, { incidentId })
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'CONFLICT')) throw error
  }
}

/**
 * "I have it", said by the link's person through the same verb as in the console, for every incident of the message that is
 * still open. The link is spent afterwards: a crash in between leaves it good, and saying it again changes nothing.
 */
export async function spendAckLink(tenantId: string, token: string): Promise<AckView> {
  const scope = mintScope(tenantId, null)
  const { view, person, pageId } = await sealed(scope, (sql, now) => open(sql, now, tenantId, token))
  if (view.state !== 'open' || !person) return view
  for (const { id, status } of view.incidents) if (status === 'open') await take(person, id)
  return sealed(scope, async (sql, now) => {
    const after = await open(sql, now, tenantId, token)
    await sql(USE, [pageId, now])
    return after.view
  })
}
