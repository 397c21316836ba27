import { rows } from './_database'
import { until } from './_until'

interface Mail {
  subject: string
  html: string
}

/** Waits for the newest mail to somebody whose subject fits. */
export function mailTo({ tenantId }: { tenantId: string }, email: string, key: string): Promise<Mail> {
  return until(`a mail "${key}" to ${email}`, async () => {
    const found = await rows<Mail>(
      'SELECT subject, html FROM mail_message WHERE tenant_id = $1 AND to_addr = $2 AND key LIKE $3 ORDER BY created_at DESC LIMIT 1',
      [tenantId, email, `${key}/%`],
    )
    return found[0]
  })
}

/** The first address in a mail that leads to `path`. */
export function linkIn({ html }: Mail, path: string): string {
  const [, href] = new RegExp(`href="([^"]*${path}[^"]*)"`).exec(html) ?? []
  if (!href) throw new Error(`The mail leads nowhere to ${path}`)
  return href
}

/** The secret at the end of a link. */
export const tokenIn = (link: string): string => new URL(link).pathname.split('/').at(-1) ?? ''
