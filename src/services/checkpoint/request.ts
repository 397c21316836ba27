import { z } from 'zod'
import { mutation, unchanged } from '../define'

/** Somebody wants a checkpoint of the trail now, not tomorrow. It is made within seconds. */
export const requestCheckpoint = mutation(
  { action: 'checkpoint.request', can: 'audit.read', input: z.strictObject({}) },
  async (ctx) => {
    await ctx.emit('checkpoint.due', { cause: 'manual' })
    return unchanged({ isAsked: true }, 'the checkpoint is its own record, signed and append-only')
  },
)
