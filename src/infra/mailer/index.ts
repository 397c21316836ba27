import { Resend } from 'resend'
import { env } from '@/env'
import { AppError } from '@/lib/errors'
import { listHeaders } from './list-headers'
import { sendBySmtp } from './smtp'

/** A mail as it is stored and sent; both bodies carry the same words. */
export interface OutgoingMail {
  /** idempotency key: the provider sends once per key for 24 hours, whatever we repeat */
  key: string
  from: string
  to: string
  subject: string
  html: string
  text: string
  /** one click there ends the subscription (RFC 8058) */
  unsubscribeUrl?: string | null
}

const TIMEOUT_MS = 10_000
/** The provider read the request and will never accept it; everything else may pass later. */
const REFUSED: readonly (number | null)[] = [400, 404, 405, 422]

/** False: mails stay in the local mailbox, which then counts as their delivery. */
export function hasMailProvider(): boolean {
  return env.RESEND_API_KEY !== undefined || env.SMTP_URL !== undefined
}

/** `"Brand" <address>`: the partner's own address, else the installation's; quotes and line breaks cannot leave the name. */
export function senderOf(brandName: string, mailFrom: string | null): string {
  const name = brandName.replace(/["\\\p{Cc}]/gu, ' ').trim()
  return `"${name}" <${mailFrom ?? env.MAIL_FROM}>`
}

/**
 * Hands a mail to the provider; returns its id there. Repeating it with the same key is safe for 20 hours.
 * INVALID when the provider refuses for good, UNAVAILABLE when it may accept later or its answer was lost.
 */
export async function sendMail(outgoing: OutgoingMail): Promise<string> {
  if (env.SMTP_URL) return sendBySmtp(env.SMTP_URL, outgoing)
  const { key, unsubscribeUrl, ...mail } = outgoing
  const resend = new Resend(env.RESEND_API_KEY, { baseUrl: env.RESEND_BASE_URL })
  const { data, error } = await resend.emails.send(
    { ...mail, headers: listHeaders(unsubscribeUrl) },
    {
      idempotencyKey: key,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    },
  )
  if (data) return data.id
  const isKeyReused = error.name === 'invalid_idempotent_request'
  const code = isKeyReused || REFUSED.includes(error.statusCode) ? 'INVALID' : 'UNAVAILABLE'
  throw new AppError(code, `The mail provider answered ${error.statusCode ?? 'nothing'}: ${error.message}`)
}
