import type { IncomingHttpHeaders } from 'node:http'
import { AppError } from '@/lib/errors'
import { verifySignature } from '@/lib/standard-webhooks'
import { rememberDelivery } from '@/services/signing/remember-delivery'
import type { ResolvedKey } from '@/services/source/resolve-key'
import { withDatabase } from './with-api-key'

const UNSIGNED =
  'This source takes signed deliveries only. Add the headers webhook-id, webhook-timestamp and webhook-signature (Standard Webhooks), signed with its secret from Settings → Keys.'

/** One value per header: Node joins repeated ones, and no joined value verifies. */
const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value.join(', ') : value)

/**
 * Judges the raw bytes of a delivery, before anybody parses them. Free for sources without secrets. A delivery that bears a
 * signature is held to it, also where none is required.
 * @throws AppError UNAUTHENTICATED, CONFLICT for a webhook-id that came with another body, UNAVAILABLE
 */
export async function demandSignature(key: ResolvedKey, headers: IncomingHttpHeaders, body: Buffer): Promise<void> {
  const { signing } = key
  if (!signing) return
  const signature = one(headers['webhook-signature'])
  if (signature === undefined) {
    if (signing.isRequired) throw new AppError('UNAUTHENTICATED', UNSIGNED)
    return
  }
  const given = { id: one(headers['webhook-id']), timestamp: one(headers['webhook-timestamp']), signature }
  const verdict = verifySignature(signing.keys, given, body, Date.now())
  if (!verdict.ok) throw new AppError('UNAUTHENTICATED', verdict.reason)
  await rememberOrWait(key, verdict.id, body)
}

/** While the database is away nobody can tell a second try from a forgery: the sender tries again. */
async function rememberOrWait(key: ResolvedKey, id: string, body: Buffer): Promise<void> {
  const refusal = await withDatabase(
    rememberDelivery(key, id, body).then(
      () => null,
      (error: unknown) => {
        if (error instanceof AppError) return error
        throw error
      },
    ),
  )
  if (refusal) throw refusal
}
