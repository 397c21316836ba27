import { randomBytes } from 'node:crypto'
import type { Sql } from '@/infra/db'
import { sha256 } from '@/lib/crypto'
import { AppError, notFound } from '@/lib/errors'
import { mailLocale } from '~/emails/_components/words'
import { reportMail } from '~/emails/report'
import type { Caller } from '../context'
import { sealed } from '../effect/sealed'
import { sendStored, storeMails } from './deliver'
import { loadFace } from './face'
import { pages } from './links'

/** A link in a mail opens the file for so long; after that people sign in. */
const LINK_DAYS = 60

interface Row {
  clientId: string
  clientName: string
  email: string
  locale: string
  mailKey: string | null
  month: string
  status: string
  reportStatus: string
  hasFile: boolean
}

const READ = `
SELECT d.client_id AS "clientId", c.name AS "clientName", d.email, d.locale, d.mail_key AS "mailKey", r.month, d.status,
  r.status AS "reportStatus", EXISTS (SELECT FROM report_file f WHERE f.tenant_id = r.tenant_id AND f.report_id = r.id
    AND f.version = r.version AND f.locale = d.locale) AS "hasFile"
FROM report_delivery d
JOIN report r ON r.tenant_id = d.tenant_id AND r.id = d.report_id
JOIN client c ON c.tenant_id = d.tenant_id AND c.id = d.client_id
WHERE d.tenant_id = :tenant AND d.id = $1 FOR UPDATE OF d`

const WRITTEN = `
UPDATE report_delivery d SET mail_key = $2, token_hash = $3, expires_at = $4 WHERE d.tenant_id = :tenant AND d.id = $1`

const ENDED = `
UPDATE report_delivery d SET status = $2, detail = $3, sent_at = CASE WHEN $2 = 'sent' THEN $4::timestamptz END
WHERE d.tenant_id = :tenant AND d.id = $1 AND d.status = 'queued'`

/** Writes the mail with its link, once: a second worker finds it written. Null: there is nothing to send any more. */
async function write(sql: Sql, now: Date, deliveryId: string): Promise<string | null> {
  const [row] = await sql<Row>(READ, [deliveryId])
  if (!row) throw notFound('delivery')
  if (row.status !== 'queued' || row.reportStatus !== 'released') return null
  if (row.mailKey) return row.mailKey
  if (!row.hasFile) throw new AppError('UNAVAILABLE', 'The pages of this report are not made yet.')
  const { clientId, clientName, month } = row
  const face = await loadFace(sql, clientId)
  const token = randomBytes(24).toString('base64url')
  const key = `report/${deliveryId}`
  const expiresAt = new Date(now.getTime() + LINK_DAYS * 86_400_000)
  const body = await reportMail({
    brand: face.brand,
    locale: mailLocale(row.locale),
    ...{ client: clientName, month, days: LINK_DAYS, url: pages.report(face.origin, token) },
  })
  await storeMails(sql, now, [{ key, clientId, from: face.from, to: row.email, ...body }])
  await sql(WRITTEN, [deliveryId, key, sha256(token), expiresAt])
  return key
}

/** Mails one person the link to a released report: one mail, whatever dies in between. A refused address is a failed delivery. */
export async function sendReport(caller: Caller, deliveryId: string): Promise<void> {
  const key = await sealed(caller.scope, (sql, now) => write(sql, now, deliveryId))
  if (key === null) return
  const end = (status: 'sent' | 'failed', detail: string | null) =>
    sealed(caller.scope, (sql, now) => sql(ENDED, [deliveryId, status, detail, now]))
  try {
    await sendStored(caller, [key])
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'INVALID')) throw error
    await end('failed', error.message.slice(0, 500))
    return
  }
  await end('sent', null)
}
