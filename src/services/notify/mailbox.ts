import { z } from 'zod'
import { env } from '@/env'
import { hasMailProvider } from '@/infra/mailer'
import { notFound } from '@/lib/errors'
import { zId } from '@/lib/ids'
import type { QueryContext } from '../context'
import { query } from '../define'

const MAILS_MAX = 100

export interface MailLine {
  id: string
  to: string
  subject: string
  createdAt: Date
}

export interface Mailbox {
  /** true: mails leave through the mail service and are not shown here */
  isConnected: boolean
  mails: MailLine[]
}

/** Links in these mails are a person's: whoever opens them is that person. */
const IS_PERSONAL = `(m.key LIKE 'sign-in/%' OR m.key LIKE 'invitation/%')`

const LIST = `
SELECT m.id, m.to_addr AS "to", m.subject, m.created_at AS "createdAt" FROM mail_message m
WHERE m.tenant_id = :tenant AND m.client_id = ANY(:clients)
ORDER BY m.created_at DESC, m.id DESC LIMIT ${MAILS_MAX}`

/** The latest mails that stayed in the house. */
export const listMails = query(
  { action: 'mail.list', can: 'mail.read', input: z.strictObject({}) },
  async (ctx): Promise<Mailbox> => {
    if (hasMailProvider()) return { isConnected: true, mails: [] }
    return { isConnected: false, mails: await ctx.sql<MailLine>(LIST) }
  },
)

export interface MailDetail extends MailLine {
  from: string
  /** null: a personal link that is somebody else's */
  html: string | null
}

const GET = `
SELECT m.id, m.from_addr AS "from", m.to_addr AS "to", m.subject, m.created_at AS "createdAt",
  CASE WHEN $3 OR NOT ${IS_PERSONAL} OR m.to_addr = $2
    THEN CASE WHEN $3 OR m.to_addr = $2 THEN m.html ELSE regexp_replace(m.html, '/ack/[A-Za-z0-9]+', '/ack/hidden', 'g') END END AS html
FROM mail_message m
WHERE m.tenant_id = :tenant AND m.client_id = ANY(:clients) AND m.id = $1`

async function addressOf(ctx: QueryContext): Promise<string | null> {
  if (ctx.actor.kind !== 'user') return null
  const [member] = await ctx.sql<{ email: string }>(
    'SELECT m.email FROM membership m WHERE m.tenant_id = :tenant AND m.user_id = $1',
    [ctx.actor.id],
  )
  return member?.email ?? null
}

/** One mail as it was written. In the demo everybody reads everything: its people are invented. */
export const getMail = query(
  { action: 'mail.get', can: 'mail.read', input: z.strictObject({ mailId: zId }) },
  async (ctx, { mailId }): Promise<MailDetail> => {
    const [mail] = hasMailProvider()
      ? []
      : await ctx.sql<MailDetail>(GET, [mailId, await addressOf(ctx), env.ANDON_DEMO])
    if (!mail) throw notFound('mail')
    return mail
  },
)
