import type { Sql } from '@/infra/db'
import { hasMailProvider, sendMail } from '@/infra/mailer'
import { AppError } from '@/lib/errors'
import { newId } from '@/lib/ids'
import type { Caller } from '../context'
import { sealed } from '../effect/sealed'
import { pass } from '../escalation/stage'

export interface MailDraft {
  /** names the effect and its recipient: one row, one send */
  key: string
  clientId: string | null
  from: string
  to: string
  subject: string
  html: string
  text: string
  /** one click there ends the subscription (RFC 8058) */
  unsubscribeUrl?: string
}

const STORE = `
INSERT INTO mail_message (tenant_id, id, client_id, key, from_addr, to_addr, subject, html, text, unsubscribe_url, created_at, sent_at)
SELECT :tenant, x.id, x.client_id, x.key, x."from", x."to", x.subject, x.html, x.text, x.unsubscribe_url, $2, $3
FROM json_to_recordset($1::json) AS x(id uuid, client_id uuid, key text, "from" text, "to" text, subject text, html text, text text, unsubscribe_url text)
ON CONFLICT (tenant_id, key) DO NOTHING`

/** Writes mails before anything is sent; a key that is there already keeps its words. Without a provider this is the delivery. */
export async function storeMails(sql: Sql, now: Date, drafts: readonly MailDraft[]): Promise<void> {
  const rows = drafts.map(({ clientId, unsubscribeUrl, ...draft }) => ({
    ...{ ...draft, id: newId(), client_id: clientId, unsubscribe_url: unsubscribeUrl ?? null },
  }))
  await sql(STORE, [JSON.stringify(rows), now, hasMailProvider() ? null : now])
}

interface StoredMail {
  id: string
  key: string
  from: string
  to: string
  subject: string
  html: string
  text: string
  unsubscribeUrl: string | null
}

async function unsent(caller: Caller, keys: readonly string[]): Promise<StoredMail[]> {
  return sealed(caller.scope, (sql) =>
    sql<StoredMail>(
      `SELECT m.id, m.key, m.from_addr AS "from", m.to_addr AS "to", m.subject, m.html, m.text, m.unsubscribe_url AS "unsubscribeUrl" FROM mail_message m
       WHERE m.tenant_id = :tenant AND m.key = ANY($1) AND m.sent_at IS NULL ORDER BY m.key`,
      [keys],
    ),
  )
}

async function sendOne(caller: Caller, { id, ...mail }: StoredMail): Promise<void> {
  pass('mail: before the provider')
  const providerId = await sendMail(mail)
  pass('mail: after the provider')
  await sealed(caller.scope, (sql, now) =>
    sql(
      'UPDATE mail_message m SET sent_at = $2, provider_id = $3 WHERE m.tenant_id = :tenant AND m.id = $1 AND m.sent_at IS NULL',
      [id, now, providerId],
    ),
  )
}

/**
 * Sends what is stored and not sent, each with its key, so that repeating this after a crash is one mail. One refused mail
 * keeps no other back; then the error says whether to try again (UNAVAILABLE) or not (INVALID).
 */
export async function sendStored(caller: Caller, keys: readonly string[]): Promise<void> {
  const failures: unknown[] = []
  for (const mail of await unsent(caller, keys))
    await sendOne(caller, mail).catch((error: unknown) => failures.push(error))
  const passing = failures.find((error) => !(error instanceof AppError && error.code === 'INVALID'))
  if (failures.length > 0) throw passing ?? failures[0]
}
