import { createTransport } from 'nodemailer'
import { env } from '@/env'
import { AppError } from '@/lib/errors'
import { listHeaders } from './list-headers'

interface SmtpMail {
  key: string
  from: string
  to: string
  subject: string
  html: string
  text: string
  unsubscribeUrl?: string | null
}

const TIMEOUT_MS = 10_000

/** 5xx: this mail will never be taken. Everything else (4xx, no answer) may pass later. */
function isRefusal(error: unknown): boolean {
  const code = error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : 0
  return code >= 500 && code < 600
}

/**
 * Hands a mail to the installation's own server. The Message-ID comes from the key, so that a mail that is handed over twice
 * (the server's yes was lost) can be told by the reader's system. Errors as `sendMail` names them.
 */
export async function sendBySmtp(server: string, { key, unsubscribeUrl, ...mail }: SmtpMail): Promise<string> {
  const transport = createTransport(server, {
    ...{ connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS },
    ...{ disableFileAccess: true, disableUrlAccess: true },
  })
  const domain = env.MAIL_FROM.split('@')
    .at(-1)
    ?.replace(/[^a-z0-9.-]/gi, '')
  const messageId = `<${Buffer.from(key).toString('base64url')}@${domain}>`
  try {
    const { messageId: id } = await transport.sendMail({ ...mail, messageId, headers: listHeaders(unsubscribeUrl) })
    return id
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    throw new AppError(isRefusal(error) ? 'INVALID' : 'UNAVAILABLE', `The mail server answered: ${said}`)
  } finally {
    transport.close()
  }
}
