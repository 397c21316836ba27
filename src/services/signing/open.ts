import type { KeyObject } from 'node:crypto'
import { mintScope } from '@/domain/access/scope'
import { withTenantSql } from '@/infra/db'
import { openSecretValue, type SecretPlace } from '@/infra/envelope'
import { logger } from '@/infra/logger'
import { signingKeyOf } from '@/lib/standard-webhooks'

export interface SealedSecret {
  id: string
  sealed: string
}

/** What the deliveries of a source are judged by. */
export interface Signing {
  /** unsigned deliveries are refused */
  isRequired: boolean
  /** the live secrets, at most two */
  keys: readonly KeyObject[]
}

interface SigningRow {
  tenant_id: string
  client_id: string
  require_signature: boolean
  signing_secrets: readonly SealedSecret[]
}

export function secretPlace(signingSecretId: string): SecretPlace {
  return { table: 'signing_secret', column: 'sealed', rowId: signingSecretId }
}

function openAll({ tenant_id, client_id, signing_secrets }: SigningRow): Promise<KeyObject[]> {
  const scope = mintScope(tenant_id, [client_id])
  return withTenantSql(scope, async (sql) => {
    const keys: KeyObject[] = []
    for (const { id, sealed } of signing_secrets) {
      keys.push(signingKeyOf(await openSecretValue({ scope, sql }, secretPlace(id), sealed)))
    }
    return keys
  })
}

/**
 * Null for a source that neither has secrets nor asks for signatures: nothing is read for it. Rejects when a secret does
 * not open, so that the sender tries again instead of being judged by half of them.
 */
export async function openSigning(row: SigningRow): Promise<Signing | null> {
  const isRequired = row.require_signature
  if (row.signing_secrets.length === 0) return isRequired ? { isRequired, keys: [] } : null
  try {
    return { isRequired, keys: await openAll(row) }
  } catch (error) {
    logger.error({ err: error, tenantId: row.tenant_id }, 'a signing secret did not open')
    throw error
  }
}
