import { z } from 'zod'
import { addressHint, addressProblem, ChannelName } from '@/domain/channel/schema'
import { ownClient } from '@/infra/db'
import { sealSecretValue } from '@/infra/envelope'
import { AppError, conflict } from '@/lib/errors'
import { zId } from '@/lib/ids'
import type { MutationContext } from '../context'
import { audited, mutation } from '../define'
import { demandFreeName } from './create'
import { addressPlace, channelSubject, holdChannel, type StoredChannel } from './store'

type Change = Partial<{ name: string; isPaused: boolean; address: string; hint: string; removedAt: Date }>

async function apply(ctx: MutationContext, { id, version }: StoredChannel, change: Change): Promise<void> {
  const fresh = change.address || change.isPaused === false ? { failures: 0, brokenUntil: null, problem: null } : {}
  const where = { ...ownClient(ctx), id, version }
  const { count } = await ctx.tx.channel.updateMany({ where, data: { ...change, ...fresh, version: version + 1 } })
  if (count === 0) throw conflict('channel')
}

const UpdateInput = z.strictObject({
  channelId: zId,
  name: ChannelName.optional(),
  isPaused: z.boolean().optional(),
  /** a new address takes the place of the old one */
  address: z.string().trim().min(1).max(2000).optional(),
})

/** Renames, pauses, resumes or re-addresses a channel. */
export const updateChannel = mutation(
  { action: 'channel.update', can: 'channel.manage', input: UpdateInput },
  async (ctx, { channelId, name, isPaused, address }) => {
    const channel = await holdChannel(ctx, channelId)
    const problem = address ? addressProblem(channel.kind, address) : null
    if (problem) throw new AppError('INVALID', problem)
    if (name) await demandFreeName(ctx, name, channelId)
    const moved = address
      ? {
          address: await sealSecretValue(ctx, addressPlace(channelId), address),
          hint: addressHint(channel.kind, address),
        }
      : {}
    const shown = { ...(name && { name }), ...(isPaused !== undefined && { isPaused }) }
    await apply(ctx, channel, { ...shown, ...moved })
    return audited(
      { channelId },
      {
        subject: channelSubject(channel),
        clientId: channel.clientId,
        before: { name: channel.name, isPaused: channel.isPaused, hint: channel.hint },
        after: { ...shown, ...(moved.hint && { hint: moved.hint }) },
      },
    )
  },
)

/** Takes a channel away. What it sent stays in its log. */
export const removeChannel = mutation(
  { action: 'channel.remove', can: 'channel.manage', plan: 'always', input: z.strictObject({ channelId: zId }) },
  async (ctx, { channelId }) => {
    const channel = await holdChannel(ctx, channelId)
    await apply(ctx, channel, { removedAt: ctx.now, isPaused: true })
    const { kind, name, hint } = channel
    return audited(
      { channelId },
      { subject: channelSubject(channel), clientId: channel.clientId, before: { kind, name, hint } },
    )
  },
)
