import { z } from 'zod'
import { OLD_SECRET_HOURS } from '@/domain/webhook/schema'
import { ownClient } from '@/infra/db'
import { openSecretValue, sealSecretValue } from '@/infra/envelope'
import { AppError, conflict } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { newSigningSecret } from '@/lib/standard-webhooks'
import { audited, mutation, unchanged } from '../define'
import { endpointSubject, hintOf, holdEndpoint, secretPlace } from './store'

const HOUR_MS = 3_600_000
const Input = z.strictObject({ endpointId: zId })

/** Makes a new secret. Both sign for a day, so that the receiver can change over without losing a delivery. */
export const rotateWebhookSecret = mutation(
  { action: 'webhook.rotate', can: 'channel.manage', plan: 'always', input: Input },
  async (ctx, { endpointId }) => {
    const held = await holdEndpoint(ctx, endpointId)
    const { version, oldSecretUntil, clientId, secretHint } = held
    if (oldSecretUntil && oldSecretUntil > ctx.now)
      throw new AppError(
        'CONFLICT',
        'Two secrets sign already. End the old one first, or wait until it ends by itself.',
      )
    const current = await openSecretValue(ctx, secretPlace(endpointId, 'secret'), held.secret)
    const secret = newSigningSecret()
    const until = new Date(ctx.now.getTime() + OLD_SECRET_HOURS * HOUR_MS)
    const { count } = await ctx.tx.webhookEndpoint.updateMany({
      where: { ...ownClient(ctx), id: endpointId, version },
      data: {
        secret: await sealSecretValue(ctx, secretPlace(endpointId, 'secret'), secret),
        secretHint: hintOf(secret),
        oldSecret: await sealSecretValue(ctx, secretPlace(endpointId, 'old_secret'), current),
        ...{ oldSecretUntil: until, version: version + 1 },
      },
    })
    if (count === 0) throw conflict('webhook endpoint')
    return audited(
      { endpointId, secret, oldSecretUntil: until },
      { subject: endpointSubject(held), clientId, before: { secretHint }, after: { secretHint: hintOf(secret) } },
    )
  },
)

/** Ends the old secret now: the receiver has changed over, or it leaked. */
export const endOldWebhookSecret = mutation(
  { action: 'webhook.endOldSecret', can: 'channel.manage', plan: 'always', input: Input },
  async (ctx, { endpointId }) => {
    const held = await holdEndpoint(ctx, endpointId)
    if (!held.oldSecret) return unchanged({ endpointId }, 'only one secret signs')
    const where = { ...ownClient(ctx), id: endpointId, version: held.version }
    const data = { oldSecret: null, oldSecretUntil: null, version: held.version + 1 }
    const { count } = await ctx.tx.webhookEndpoint.updateMany({ where, data })
    if (count === 0) throw conflict('webhook endpoint')
    return audited(
      { endpointId },
      { subject: endpointSubject(held), clientId: held.clientId, after: { oldSecret: 'ended' } },
    )
  },
)
