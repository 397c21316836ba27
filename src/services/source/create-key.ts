import { ApiKeyInput } from '@/domain/source/schema'
import { AppError } from '@/lib/errors'
import { audited, mutation } from '../define'
import { demandFuture } from './expiry'
import { insertKey, loadSource } from './store'

/** A Bearer key for a source. The answer holds the secret, once. */
export const createApiKey = mutation(
  { action: 'apiKey.create', can: 'key.manage', input: ApiKeyInput },
  async (ctx, { sourceId, ...facts }) => {
    demandFuture(facts.expiresAt, ctx.now)
    const source = await loadSource(ctx, sourceId)
    if (source.kind !== 'api')
      throw new AppError(
        'INVALID',
        'sourceId: this source takes pings. Make a ping URL for it, or choose another source.',
      )
    const made = await insertKey(ctx, { source, workflowId: null, ...facts })
    const { name, scopes, expiresAt } = facts
    return audited(made, {
      subject: { kind: 'key', id: made.apiKeyId, name },
      clientId: source.clientId,
      after: { keyId: made.keyId, source: source.name, scopes, expiresAt },
    })
  },
)
