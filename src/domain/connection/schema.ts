import { z } from 'zod'
import { zName } from '@/domain/client/schema'
import { zId } from '@/lib/ids'

/** The address people see in their browser; a path is kept (n8n below a prefix), query and fragment are not. */
const zBaseUrl = z
  .url({ protocol: /^https?$/, error: 'baseUrl: must be the address of n8n, e.g. https://n8n.example.com' })
  .max(300, 'baseUrl: must have at most 300 characters')
  .refine((text) => !/[?#]/.test(text) && new URL(text).username === '', {
    error: 'baseUrl: must be an address without user, query or fragment',
  })
  .transform((text) => text.replace(/\/+$/, ''))

export const zCredential = z
  .string()
  .min(8, 'credential: must be an API key of n8n (Settings → n8n API)')
  .max(4000, 'credential: must have at most 4000 characters')
  .regex(/^[\x21-\x7e]+$/, 'credential: must be the API key itself, without spaces or line breaks')

export const zLink = { product: z.enum(['n8n']).default('n8n'), baseUrl: zBaseUrl, credential: zCredential }

export const zEveryS = z
  .int('everyS: must be a whole number of seconds')
  .min(15, 'everyS: must be at least 15 seconds')
  .max(3600, 'everyS: must be at most an hour')

/** One workflow of the source: watched or not, and as which of ours (null: registered as a new one). */
export const zChoice = z.strictObject({
  ref: z.string().min(1).max(100),
  isWatched: z.boolean(),
  workflowId: zId.nullish().transform((id) => id ?? null),
})

export const ConnectionInput = z.strictObject({
  clientId: zId,
  siteId: zId.nullish().transform((id) => id ?? null),
  name: zName('name', 80),
  ...zLink,
  everyS: zEveryS.default(60),
  /** watch what the source gains later, too */
  isAllWatched: z.boolean().default(true),
  choices: z.array(zChoice).max(2000, 'choices: must name at most 2000 workflows').default([]),
})
