import { z } from 'zod'
import { zId } from '@/lib/ids'

export const SEVERITIES = ['all', 'stopped'] as const
/** `stopped`: only standstills, their end and words about them; `all`: slow steps and maintenance too. */
export type Severity = (typeof SEVERITIES)[number]

export const SubscriptionChoice = z.strictObject({
  severity: z.enum(SEVERITIES, 'severity: must be "all" or "stopped"'),
  /** empty: every step the portal shows */
  processIds: z.array(zId).max(100, 'processIds: at most 100'),
  locale: z.enum(['en', 'de'], 'locale: must be "en" or "de"'),
})

export const zSubscriberEmail = z
  .string('email: must be text')
  .trim()
  .toLowerCase()
  .max(200, 'email: must have at most 200 characters')
  .pipe(z.email('email: must be a mail address, e.g. cleo@example.com'))

/** A mail address as it may stand in records: enough to know it again, not enough to write to it. */
export function maskedEmail(email: string): string {
  const [name = '', domain = ''] = email.split('@')
  return `${name.slice(0, 1)}…@${domain}`
}
