import type { Role } from '@/domain/access/roles'
import type { Sql } from '@/infra/db'
import { mailLocale, roleWords } from '~/emails/_components/words'
import { invitationMail } from '~/emails/invitation'
import type { Caller } from '../context'
import { sealed } from '../effect/sealed'
import { sendStored, storeMails } from './deliver'
import { loadFace } from './face'
import { pages } from './links'

interface OpenInvitation {
  email: string
  role: Role
  clients: string[] | null
  inviter: string | null
  expiresAt: Date
}

/** Names only of the clients this person is invited to; an invitation that is withdrawn, used or over sends nothing. */
const READ = `
SELECT v.email, v.role, v.expires_at AS "expiresAt",
  CASE WHEN v.all_clients THEN NULL
    ELSE (SELECT json_agg(c.name ORDER BY c.name) FROM client c WHERE c.tenant_id = :tenant AND c.id = ANY(v.client_ids)) END AS clients,
  (SELECT m.name FROM membership m WHERE m.tenant_id = :tenant AND m.user_id = v.invited_by) AS inviter
FROM invitation v
WHERE v.tenant_id = :tenant AND v.id = $1 AND v.accepted_at IS NULL AND v.revoked_at IS NULL AND v.expires_at > $2`

async function load(sql: Sql, invitationId: string, now: Date) {
  const [invitation] = await sql<OpenInvitation>(READ, [invitationId, now])
  if (!invitation) return null
  return { invitation, face: await loadFace(sql) }
}

/** Mails an invitation, once, in the partner's language: the person's is not known yet. */
export async function notifyInvitation(
  caller: Caller,
  { invitationId, token }: { invitationId: string; token: string },
): Promise<void> {
  const loaded = await sealed(caller.scope, (sql, now) => load(sql, invitationId, now))
  if (!loaded) return
  const { invitation, face } = loaded
  const { email, role, clients, inviter, expiresAt } = invitation
  const locale = mailLocale(face.locale)
  const key = `invitation/${invitationId}`
  const body = await invitationMail({
    brand: face.brand,
    locale,
    url: pages.invitation(face.origin, token),
    inviter: inviter ?? face.resolved.name,
    role: roleWords(role, locale),
    clients,
    expiresAt,
  })
  const mail = { key, clientId: null, from: face.from, to: email, ...body }
  await sealed(caller.scope, (sql, now) => storeMails(sql, now, [mail]))
  await sendStored(caller, [key])
}
