import { z } from 'zod'
import { CHECKPOINT_CAUSES } from '@/domain/proof/checkpoint'
import { mutation, unchanged } from '../define'

/**
 * Has a checkpoint made as soon as this transaction stands, so that it covers what the transaction writes into the trail
 * (a month's freeze above all). `takeCheckpoint` makes it.
 */
export const createCheckpoint = mutation(
  { action: 'checkpoint.create', can: 'system', input: z.strictObject({ cause: z.enum(CHECKPOINT_CAUSES) }) },
  async (ctx, { cause }) => {
    await ctx.emit('checkpoint.due', { cause })
    return unchanged({ isAsked: true }, 'the checkpoint is its own record, signed and append-only')
  },
)
