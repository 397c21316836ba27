import { z } from 'zod'
import { ownClient } from '@/infra/db'
import { AppError, notFound } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { audited, mutation } from '../define'
import { forgetKey } from './resolve-key'

/** Ends a key; senders that use it are refused from then on. */
export const revokeApiKey = mutation(
  { action: 'apiKey.revoke', can: 'key.manage', plan: 'always', input: z.strictObject({ apiKeyId: zId }) },
  async (ctx, { apiKeyId }) => {
    const key = await ctx.tx.apiKey.findFirst({ where: { ...ownClient(ctx), id: apiKeyId } })
    if (!key) throw notFound('key')
    const live = { ...ownClient(ctx), id: apiKeyId, revokedAt: null }
    const { count } = await ctx.tx.apiKey.updateMany({ where: live, data: { revokedAt: ctx.now } })
    if (count === 0) throw new AppError('CONFLICT', `${key.name} was revoked already.`)
    forgetKey(key.keyId)
    return audited(
      { apiKeyId },
      {
        subject: { kind: 'key', id: apiKeyId, name: key.name },
        clientId: key.clientId,
        before: { keyId: key.keyId },
        after: { revoked: true },
      },
    )
  },
)
