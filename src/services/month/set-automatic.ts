import { z } from 'zod'
import { ownClient } from '@/infra/db'
import { notFound } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { audited, mutation, unchanged } from '../define'

/** Whether the worker freezes a client's months by itself, once late news had its time. */
export const setAutomaticFreeze = mutation(
  {
    action: 'month.set_automatic',
    can: 'month.freeze',
    input: z.strictObject({ clientId: zId, isAutomatic: z.boolean('isAutomatic: must be true or false') }),
  },
  async (ctx, { clientId, isAutomatic }) => {
    const { clientId: inScope, ...tenant } = ownClient(ctx)
    const client = await ctx.tx.client.findFirst({
      where: { ...tenant, AND: [{ id: clientId }, ...(inScope ? [{ id: inScope }] : [])] },
      select: { name: true },
    })
    if (!client) throw notFound('client')
    const { tenantId } = ctx.scope
    const setting = await ctx.tx.monthSetting.findFirst({ where: { ...ownClient(ctx), AND: { clientId } } })
    if ((setting?.isAutomatic ?? false) === isAutomatic) return unchanged({ isAutomatic }, 'it is so already')
    const facts = { isAutomatic, updatedBy: ctx.actor.name, updatedAt: ctx.now }
    await ctx.tx.monthSetting.upsert({
      where: { tenantId_clientId: { tenantId, clientId } },
      create: { tenantId, clientId, ...facts },
      update: facts,
    })
    return audited(
      { isAutomatic },
      {
        subject: { kind: 'client', id: clientId, name: client.name },
        clientId,
        before: { freezesAutomatically: !isAutomatic },
        after: { freezesAutomatically: isAutomatic },
      },
    )
  },
)
