import { z } from 'zod'
import type { Locale } from '@/domain/member/schema'
import { env } from '@/env'
import { platformQuery } from '@/infra/db'
import { hasMailProvider } from '@/infra/mailer'
import { spendTry } from '@/infra/rate-limit'
import { sha256 } from '@/lib/crypto'
import { query } from '../define'

export const zSignUpToken = z
  .string('token: must be text')
  .regex(/^[A-Za-z0-9_-]{20,100}$/, 'token: is not one of ours')

interface PendingSignUp {
  email: string
  partnerName: string
  slug: string
  locale: Locale
  /** the address has an account already: it keeps its name and password */
  hasAccount: boolean
}

const PENDING = `
SELECT s.email, s.partner_name AS "partnerName", s.slug, s.locale, EXISTS (SELECT FROM user_account u WHERE u.email = s.email) AS "hasAccount"
FROM sign_up s WHERE s.token_hash = $1 AND s.used_at IS NULL AND s.expires_at > now()`

/** What a mailed link stands for; null when it was used, ended or never was. Only the mailbox's owner can ask. */
export const previewSignUp = query(
  {
    action: 'sign-up.preview',
    can: 'sign-in',
    input: z.strictObject({ token: zSignUpToken, ip: z.string().max(64).nullable() }),
  },
  async (_, { token, ip }) => {
    await spendTry({ 'token.address': ip ?? 'unknown' })
    const [row] = await platformQuery<PendingSignUp>(PENDING, [sha256(token)])
    return row ?? null
  },
)

interface DemoMail {
  id: string
  to: string
  subject: string
  html: string
}

/** The latest sign-up mails of a demo without a mail service; nothing anywhere else. */
export async function demoSignUpMails(): Promise<DemoMail[]> {
  if (!env.ANDON_DEMO || hasMailProvider()) return []
  return platformQuery<DemoMail>(
    `SELECT s.id, s.email AS "to", s.subject, s.html FROM sign_up s WHERE s.html IS NOT NULL AND s.used_at IS NULL AND s.expires_at > now()
     ORDER BY s.created_at DESC LIMIT 5`,
  )
}
