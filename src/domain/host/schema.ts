import { z } from 'zod'
import { zId } from '@/lib/ids'

export const CLAIM_STATUSES = ['pending', 'proven', 'failing'] as const
export type ClaimStatus = (typeof CLAIM_STATUSES)[number]

/** What a look at the DNS said: the proof, nothing, other words, no answer; `taken` = proven, but somebody else proved it before. */
export const FINDINGS = ['found', 'missing', 'other', 'silent', 'taken'] as const
export type Finding = (typeof FINDINGS)[number]

/** As it is stored: ASCII (punycode), lower case, no trailing dot; null when it is not a public name. */
export function hostName(given: string): string | null {
  const text = given.trim().replace(/\.$/, '')
  if (text === '' || /[\s/?#@:\\%[\]]/.test(text)) return null
  const host = URL.canParse(`http://${text}/`) ? new URL(`http://${text}/`).hostname : ''
  const labels = host.split('.')
  if (labels.length < 2 || host.length > 253 || /^[\d.]+$/.test(host)) return null
  const isName = labels.every((label) => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(label))
  return isName && /[a-z]/.test(labels.at(-1) ?? '') ? host : null
}

/** Names that never come from the public DNS. */
const PRIVATE = /(^|\.)(localhost|local|internal|invalid|test|onion|arpa|lan|home|corp)$/

export const zHost = z
  .string('host: must be text')
  .max(253, 'host: must have at most 253 characters')
  .transform((given, ctx) => {
    const host = hostName(given)
    if (host && !PRIVATE.test(host)) return host
    ctx.addIssue({
      code: 'custom',
      message: 'host: must be a public host name without scheme, port or path, e.g. status.brueckner.example',
    })
    return z.NEVER
  })

/** clientId null = the partner's own address; console, portals and mails. */
export const ClaimInput = z.strictObject({ host: zHost, clientId: zId.nullable() })
