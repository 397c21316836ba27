import { z } from 'zod'
import { zCredential } from '@/domain/connection/schema'
import { sealSecretValue } from '@/infra/envelope'
import { zId } from '@/lib/ids'
import { audited, mutation } from '../define'
import { credentialPlace, hintOf, loadConnection } from './store'

const SAVE = `
UPDATE connection c SET credential = $2, credential_hint = $3, credential_at = now(), next_sync_at = now()
WHERE c.tenant_id = :tenant AND c.client_id = ANY(:clients) AND c.id = $1::uuid`

/** Another API key for the same n8n; read at once. The record holds that it happened, never the key. */
export const rotateCredential = mutation(
  {
    action: 'connection.rotate-credential',
    can: 'connection.manage',
    plan: 'always',
    input: z.strictObject({ connectionId: zId, credential: zCredential }),
  },
  async (ctx, { connectionId, credential }) => {
    const { name, clientId } = await loadConnection(ctx, connectionId, 'FOR UPDATE OF c')
    await ctx.sql(SAVE, [
      connectionId,
      await sealSecretValue(ctx, credentialPlace(connectionId), credential),
      hintOf(credential),
    ])
    return audited(
      { connectionId },
      { subject: { kind: 'connection', id: connectionId, name }, clientId, after: { credential: 'replaced' } },
    )
  },
)
