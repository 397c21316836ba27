import { platformQuery } from '@/infra/db'
import { sha256Bytes } from '@/lib/crypto'
import { AppError } from '@/lib/errors'

interface SignedSource {
  tenantId: string
  clientId: string
  sourceId: string
}

const REMEMBER = `
INSERT INTO signed_delivery (tenant_id, source_id, delivery_id, client_id, body_sha256, received_at)
VALUES ($1, $2, $3, $4, $5, now()) ON CONFLICT (tenant_id, source_id, delivery_id) DO NOTHING RETURNING true AS "isNew"`
const KNOWN = `
SELECT body_sha256 = $4 AS "isSame" FROM signed_delivery WHERE tenant_id = $1 AND source_id = $2 AND delivery_id = $3`

/**
 * A delivery id stands for one body, in every process, for a day (`services/platform/tidy`): longer than a timestamp is
 * taken. The same body again is a second try and passes; its events know themselves. One statement per signed delivery.
 * @throws AppError CONFLICT for another body
 */
export async function rememberDelivery(source: SignedSource, id: string, body: Uint8Array): Promise<void> {
  const { tenantId, clientId, sourceId } = source
  const digest = sha256Bytes(body)
  const [made] = await platformQuery<{ isNew: boolean }>(REMEMBER, [tenantId, sourceId, id, clientId, digest])
  if (made) return
  const [known] = await platformQuery<{ isSame: boolean }>(KNOWN, [tenantId, sourceId, id, digest])
  if (known?.isSame) return
  throw new AppError(
    'CONFLICT',
    'webhook-id: this id came before with another body. Give every delivery its own id; keep it only for a second try of the same body.',
  )
}
