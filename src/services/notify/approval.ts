import type { RequestStatus } from '@/domain/approval/schema'
import type { Sql } from '@/infra/db'
import { type ApprovalMailKind, approvalMail } from '~/emails/approval'
import type { Caller } from '../context'
import { sealed } from '../effect/sealed'
import { type MailDraft, sendStored, storeMails } from './deliver'
import { loadFace } from './face'
import { pages } from './links'
import { type Recipient, withLocale } from './recipients'

interface Story {
  id: string
  clientId: string
  subjectKind: string
  subjectId: string
  client: string
  title: string
  summary: string
  status: RequestStatus
  quorum: number
  given: number
  requesterId: string
  requester: string
  isEscalated: boolean
  until: Date
  decisions: number
  decider: string | null
  reason: string | null
}

const READ = `
SELECT r.id, r.client_id AS "clientId", r.subject_kind AS "subjectKind", r.subject_id AS "subjectId", c.name AS client, r.title, r.summary, r.status,
  r.quorum, r.requester_id AS "requesterId", r.requester_name AS requester, r.escalated_at IS NOT NULL AS "isEscalated", r.expires_at AS until,
  (SELECT count(*)::int FROM approval a WHERE a.tenant_id = :tenant AND a.request_id = r.id AND a.decision = 'approve') AS given,
  (SELECT count(*)::int FROM approval a WHERE a.tenant_id = :tenant AND a.request_id = r.id) AS decisions, d.approver_name AS decider, d.reason
FROM approval_request r JOIN client c ON c.tenant_id = r.tenant_id AND c.id = r.client_id
LEFT JOIN LATERAL (SELECT a.approver_name, a.reason FROM approval a WHERE a.tenant_id = r.tenant_id AND a.request_id = r.id ORDER BY a.decided_at DESC LIMIT 1) d ON true
WHERE r.tenant_id = :tenant AND r.id = $1`

/** Who can still say yes: never who asked or wrote it; after escalation owners only. */
const DECIDERS = `
SELECT m.user_id, m.email FROM membership m JOIN approval_request r ON r.tenant_id = m.tenant_id AND r.id = $1
WHERE m.tenant_id = :tenant AND m.revoked_at IS NULL AND (m.expires_at IS NULL OR m.expires_at > $2)
  AND (m.role = 'partner_owner' OR (m.role = 'partner_approver' AND r.escalated_at IS NULL))
  AND (m.all_clients OR r.client_id = ANY (m.client_ids)) AND m.user_id <> r.requester_id AND m.user_id <> ALL (r.author_ids)
  AND NOT EXISTS (SELECT FROM approval a WHERE a.tenant_id = :tenant AND a.request_id = r.id AND m.user_id IN (a.approver_id, a.seat_id))
ORDER BY m.user_id`

/** Who asked and wrote it, as far as they are still here. */
const ASKERS = `
SELECT m.user_id, m.email FROM membership m JOIN approval_request r ON r.tenant_id = m.tenant_id AND r.id = $1
WHERE m.tenant_id = :tenant AND m.revoked_at IS NULL AND (m.expires_at IS NULL OR m.expires_at > $2)
  AND (m.user_id = r.requester_id OR m.user_id = ANY (r.author_ids))
ORDER BY m.user_id`

async function load(sql: Sql, now: Date, requestId: string, whom: string) {
  const [story] = await sql<Story>(READ, [requestId])
  if (!story) return null
  const people = await withLocale(await sql<{ user_id: string; email: string }>(whom, [requestId, now]))
  return { story, people, face: await loadFace(sql) }
}
type Loaded = NonNullable<Awaited<ReturnType<typeof load>>>

async function draft({ story, face }: Loaded, kind: ApprovalMailKind, person: Recipient): Promise<MailDraft> {
  const { id, clientId, subjectKind, subjectId, decider, reason, ...facts } = story
  const isSaid = kind !== 'asked' && kind !== 'escalated'
  const body = await approvalMail({
    brand: face.brand,
    locale: person.locale,
    kind,
    url: pages.approval(face.origin, { id, subjectKind, subjectId }),
    decider: isSaid ? decider : null,
    reason: isSaid ? reason : null,
    ...facts,
  })
  const key = `approval-${kind}/${id}/${story.decisions}/${person.userId}`
  return { key, clientId, from: face.from, to: person.email, ...body }
}

async function tell(caller: Caller, loaded: Loaded, kind: ApprovalMailKind): Promise<void> {
  const drafts = await Promise.all(loaded.people.map((person) => draft(loaded, kind, person)))
  if (drafts.length === 0) return
  await sealed(caller.scope, (sql, now) => storeMails(sql, now, drafts))
  await sendStored(
    caller,
    drafts.map(({ key }) => key),
  )
}

/** Asks everybody who can still decide, once; after escalation the owners. What is closed meanwhile asks nobody. */
export async function notifyApprovalRequested(caller: Caller, { requestId }: { requestId: string }): Promise<void> {
  const loaded = await sealed(caller.scope, (sql, now) => load(sql, now, requestId, DECIDERS))
  if (loaded?.story.status !== 'open') return
  await tell(caller, loaded, loaded.story.isEscalated ? 'escalated' : 'asked')
}

/** Tells who asked what was said, or that the time ended. */
export async function notifyApprovalDecided(caller: Caller, { requestId }: { requestId: string }): Promise<void> {
  const loaded = await sealed(caller.scope, (sql, now) => load(sql, now, requestId, ASKERS))
  if (loaded) await tell(caller, loaded, loaded.story.status)
}
