import { z } from 'zod'
import { WebhookName, WebhookTypes, WebhookUrl } from '@/domain/webhook/schema'
import { ownClient } from '@/infra/db'
import { conflict } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { audited, mutation, unchanged } from '../define'
import { endpointSubject, holdEndpoint, setTimer } from './store'

const UpdateInput = z.strictObject({
  endpointId: zId,
  name: WebhookName.optional(),
  url: WebhookUrl.optional(),
  types: WebhookTypes.optional(),
  /** paused: messages are kept and go out when it is active again */
  status: z.enum(['active', 'paused']).optional(),
})

/** Changes an endpoint, pauses it, or puts one that was disabled back to work. */
export const updateWebhook = mutation(
  { action: 'webhook.update', can: 'channel.manage', input: UpdateInput },
  async (ctx, { endpointId, ...change }) => {
    const held = await holdEndpoint(ctx, endpointId)
    const { version, name, url, types, status, clientId } = held
    const fresh =
      change.status === 'active' ? { failures: 0, disabledReason: null, problem: null, quietUntil: null } : {}
    const where = { ...ownClient(ctx), id: endpointId, version }
    const { count } = await ctx.tx.webhookEndpoint.updateMany({
      where,
      data: { ...change, ...fresh, version: version + 1 },
    })
    if (count === 0) throw conflict('webhook endpoint')
    if (change.status === 'active') await setTimer(ctx.sql, endpointId)
    const before = { name, url, types, status }
    return audited({ endpointId }, { subject: endpointSubject(held), clientId, before, after: change })
  },
)

/** Takes an endpoint away: nothing more goes there. Its log stays. */
export const removeWebhook = mutation(
  { action: 'webhook.remove', can: 'channel.manage', plan: 'always', input: z.strictObject({ endpointId: zId }) },
  async (ctx, { endpointId }) => {
    const held = await holdEndpoint(ctx, endpointId)
    const { version, name, url, clientId } = held
    const where = { ...ownClient(ctx), id: endpointId, version }
    const data = { removedAt: ctx.now, status: 'paused', dueAt: null, version: version + 1 }
    const { count } = await ctx.tx.webhookEndpoint.updateMany({ where, data })
    if (count === 0) throw conflict('webhook endpoint')
    return audited({ endpointId }, { subject: endpointSubject(held), clientId, before: { name, url } })
  },
)

const DisableInput = z.strictObject({ endpointId: zId, reason: z.enum(['gone', 'exhausted']) })

/** The receiver wants no more, or did not answer for three days: nothing goes there until somebody says so. Owners are told. */
export const disableWebhook = mutation(
  { action: 'webhook.disable', can: 'system', input: DisableInput },
  async (ctx, { endpointId, reason }) => {
    const held = await holdEndpoint(ctx, endpointId)
    const { version, status, clientId } = held
    if (status === 'disabled') return unchanged({ endpointId }, 'another message ended it')
    await ctx.tx.webhookEndpoint.updateMany({
      where: { ...ownClient(ctx), id: endpointId, version },
      data: { status: 'disabled', disabledReason: reason, dueAt: null, version: version + 1 },
    })
    await ctx.emit('webhook.disabled', { endpointId, reason })
    const after = { status: 'disabled', reason }
    return audited({ endpointId }, { subject: endpointSubject(held), clientId, before: { status }, after })
  },
)
