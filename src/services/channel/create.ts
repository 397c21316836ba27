import { z } from 'zod'
import { addressHint, addressProblem, CHANNEL_KINDS, ChannelName } from '@/domain/channel/schema'
import { own } from '@/infra/db'
import { sealSecretValue } from '@/infra/envelope'
import { AppError } from '@/lib/errors'
import { newId, zId } from '@/lib/ids'
import { loadActiveClient } from '../client/store'
import type { MutationContext } from '../context'
import { audited, mutation } from '../define'
import { addressPlace, channelSubject } from './store'

const CreateInput = z.strictObject({
  kind: z.enum(CHANNEL_KINDS),
  name: ChannelName,
  /** null: for every client of the partner */
  clientId: zId.nullable(),
  address: z.string().trim().min(1, 'address: paste what the product shows').max(2000),
})

/** @throws CONFLICT when another channel has the name */
export async function demandFreeName(ctx: MutationContext, name: string, except: string | null = null): Promise<void> {
  const where = { ...own(ctx), name, removedAt: null, ...(except && { NOT: { id: except } }) }
  if (await ctx.tx.channel.findFirst({ where, select: { id: true } }))
    throw new AppError('CONFLICT', `name: there is already a channel called ${name}.`)
}

/** Adds a place where messages go. Its address is sealed before it is stored and never shown again. */
export const createChannel = mutation(
  { action: 'channel.create', can: 'channel.manage', input: CreateInput },
  async (ctx, { kind, name, clientId, address }) => {
    if (clientId) await loadActiveClient(ctx, clientId)
    else if (ctx.scope.clientIds) throw new AppError('FORBIDDEN', 'clientId: name one of your clients.')
    const problem = addressProblem(kind, address)
    if (problem) throw new AppError('INVALID', problem)
    await demandFreeName(ctx, name)
    const id = newId()
    const hint = addressHint(kind, address)
    const sealedAddress = await sealSecretValue(ctx, addressPlace(id), address)
    const { tenantId } = ctx.scope
    await ctx.tx.channel.create({
      data: { tenantId, id, clientId, kind, name, address: sealedAddress, hint, createdAt: ctx.now },
    })
    const after = { kind, name, hint }
    return audited({ channelId: id }, { subject: channelSubject({ id, name }), clientId, after })
  },
)
