import { z } from 'zod'
import { KEY_SCOPES } from '@/domain/access/permissions'
import { zName } from '@/domain/client/schema'
import { zId } from '@/lib/ids'

export const SOURCE_KINDS = ['api', 'ping'] as const
export type SourceKind = (typeof SOURCE_KINDS)[number]

export const SourceInput = z.strictObject({
  clientId: zId,
  kind: z.enum(SOURCE_KINDS, 'kind: must be api or ping'),
  name: zName('name', 80),
})
export type SourceInput = z.output<typeof SourceInput>

const zExpiry = z.coerce
  .date('expiresAt: must be an instant, e.g. 2027-01-01T00:00:00Z')
  .nullish()
  .transform((at) => at ?? null)

/** A Bearer key. */
export const ApiKeyInput = z.strictObject({
  sourceId: zId,
  name: zName('name', 80),
  scopes: z
    .array(z.enum(KEY_SCOPES, `scopes: must be of ${KEY_SCOPES.join(', ')}`))
    .min(1, 'scopes: choose at least one')
    .transform((scopes) => KEY_SCOPES.filter((scope) => scopes.includes(scope))),
  expiresAt: zExpiry,
})
export type ApiKeyInput = z.output<typeof ApiKeyInput>

/** A ping URL: reports for exactly one workflow. */
export const PingKeyInput = z.strictObject({ workflowId: zId, name: zName('name', 80), expiresAt: zExpiry })
export type PingKeyInput = z.output<typeof PingKeyInput>
