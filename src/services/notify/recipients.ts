import { platformQuery, type Sql } from '@/infra/db'
import type { MailLocale } from '~/emails/_components/words'
import { mailLocale } from '~/emails/_components/words'

export interface Recipient {
  userId: string
  email: string
  locale: MailLocale
}

interface Row {
  user_id: string
  email: string
  is_on_duty: boolean
  is_owner: boolean
}

/** People of the partner who answer for a client now; the client's own people are never paged. */
const ANSWERING = `
SELECT m.user_id, m.email, m.on_duty_since IS NOT NULL AS is_on_duty, m.role = 'partner_owner' AS is_owner
FROM membership m
WHERE m.tenant_id = :tenant AND m.role IN ('partner_owner', 'partner_operator') AND m.revoked_at IS NULL
  AND (m.expires_at IS NULL OR m.expires_at > $2) AND (m.all_clients OR m.client_ids @> ARRAY[$1::uuid])
ORDER BY m.user_id`

/** Languages stand with the person, above partners. */
export async function withLocale(rows: readonly { user_id: string; email: string }[]): Promise<Recipient[]> {
  const ids = rows.map((row) => row.user_id)
  const people = await platformQuery<{ id: string; locale: string }>(
    'SELECT id, locale FROM user_account WHERE id = ANY($1)',
    [ids],
  )
  const locales = new Map(people.map(({ id, locale }) => [id, locale]))
  return rows.map(({ user_id, email }) => ({
    userId: user_id,
    email,
    locale: mailLocale(locales.get(user_id) ?? 'en'),
  }))
}

/** Who is told about a client's incident: everybody on duty for it; nobody on duty → every owner. */
export async function onDutyFor(
  sql: Sql,
  clientId: string,
  now: Date,
): Promise<{ people: Recipient[]; isOnDuty: boolean }> {
  const rows = await sql<Row>(ANSWERING, [clientId, now])
  const onDuty = rows.filter((row) => row.is_on_duty)
  const told = onDuty.length > 0 ? onDuty : rows.filter((row) => row.is_owner)
  return { people: await withLocale(told), isOnDuty: onDuty.length > 0 }
}

/** Of these people, those who still answer for the client. */
export async function stillAnswering(
  sql: Sql,
  clientId: string,
  userIds: readonly string[],
  now: Date,
): Promise<Recipient[]> {
  const rows = await sql<Row>(ANSWERING, [clientId, now])
  return withLocale(rows.filter((row) => userIds.includes(row.user_id)))
}
