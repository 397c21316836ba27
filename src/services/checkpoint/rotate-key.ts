import { z } from 'zod'
import { own } from '@/infra/db'
import { audited, mutation } from '../define'
import { addKey, liveKey, lockCheckpoints } from './key'

/** Retires the live signing key: its private part is destroyed, its public part stays, so that what it signed can be checked for ever. */
export const rotateSigningKey = mutation(
  { action: 'checkpoint.rotateKey', can: 'key.manage', plan: 'always', input: z.strictObject({}) },
  async (ctx) => {
    await lockCheckpoints(ctx)
    const old = await liveKey(ctx)
    await ctx.tx.signingKey.updateMany({
      where: { ...own(ctx), id: old.id, retiredAt: null },
      data: { retiredAt: ctx.now, privateKey: null },
    })
    const key = await addKey(ctx)
    await ctx.emit('checkpoint.due', { cause: 'rotation' })
    return audited(
      { fingerprint: key.fingerprint },
      {
        subject: { kind: 'signing_key', id: key.id, name: key.fingerprint.slice(0, 16) },
        before: { fingerprint: old.fingerprint },
        after: { fingerprint: key.fingerprint },
      },
    )
  },
)
