import { z } from 'zod'

/** What an endpoint can be told. Standard Webhooks: dotted, `[a-zA-Z0-9_.]`. */
export const WEBHOOK_TYPES = [
  'incident.opened',
  'incident.acknowledged',
  'incident.updated',
  'incident.resolved',
  'approval.requested',
  'approval.decided',
  'finding.opened',
  'report.released',
  'portal.changed',
] as const
export type WebhookType = (typeof WEBHOOK_TYPES)[number]
/** Sent by the test button only; no filter holds it back. */
export const TEST_TYPE = 'webhook.test'

export const WebhookName = z
  .string()
  .trim()
  .min(1, 'name: say which program listens there')
  .max(80, 'name: at most 80 characters')

export const WebhookUrl = z
  .url({ protocol: /^https?$/, error: 'url: must be the whole address, beginning with https://' })
  .max(2000, 'url: at most 2000 characters')
  .refine(
    // Judged even where the text is no address at all; that has been said then.
    (url) => !URL.canParse(url) || (!new URL(url).username && !new URL(url).password),
    'url: leave out user and password; deliveries are signed',
  )

export const WebhookTypes = z
  .array(z.enum(WEBHOOK_TYPES, { error: `types: choose from ${WEBHOOK_TYPES.join(', ')}` }))
  .min(1, 'types: choose at least one')
  .max(WEBHOOK_TYPES.length)
  .transform((types) => [...new Set(types)])

/** Endpoints per partner: each may keep a connection of the worker busy. */
export const ENDPOINTS_MAX = 50
/** So long both secrets sign after a change, unless the old one is ended before. */
export const OLD_SECRET_HOURS = 24
