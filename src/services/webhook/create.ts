import { z } from 'zod'
import { ENDPOINTS_MAX, WebhookName, WebhookTypes, WebhookUrl } from '@/domain/webhook/schema'
import { own } from '@/infra/db'
import { sealSecretValue } from '@/infra/envelope'
import { AppError } from '@/lib/errors'
import { newId, zId } from '@/lib/ids'
import { newSigningSecret } from '@/lib/standard-webhooks'
import { loadActiveClient } from '../client/store'
import { audited, mutation } from '../define'
import { endpointSubject, hintOf, secretPlace } from './store'

const CreateInput = z.strictObject({
  name: WebhookName,
  url: WebhookUrl,
  types: WebhookTypes,
  /** null: events of every client of the partner */
  clientId: zId.nullable(),
})

/** Adds an endpoint that is told what happens. The answer shows the signing secret; nothing else ever does. */
export const createWebhook = mutation(
  { action: 'webhook.create', can: 'channel.manage', plan: { feature: 'webhooks' }, input: CreateInput },
  async (ctx, { name, url, types, clientId }) => {
    if (clientId) await loadActiveClient(ctx, clientId)
    else if (ctx.scope.clientIds) throw new AppError('FORBIDDEN', 'clientId: name one of your clients.')
    const count = await ctx.tx.webhookEndpoint.count({ where: { ...own(ctx), removedAt: null } })
    if (count >= ENDPOINTS_MAX)
      throw new AppError('CONFLICT', `There are ${ENDPOINTS_MAX} endpoints already. Remove one that is no longer used.`)
    const id = newId()
    const secret = newSigningSecret()
    const sealedSecret = await sealSecretValue(ctx, secretPlace(id, 'secret'), secret)
    const { tenantId } = ctx.scope
    await ctx.tx.webhookEndpoint.create({
      data: {
        ...{ tenantId, id, clientId, name, url, types, status: 'active' },
        ...{ secret: sealedSecret, secretHint: hintOf(secret), createdAt: ctx.now },
      },
    })
    const after = { name, url, types }
    return audited({ endpointId: id, secret }, { subject: endpointSubject({ id, name }), clientId, after })
  },
)
