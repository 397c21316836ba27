import { z } from 'zod'
import { zEmail } from '@/domain/member/schema'
import { own } from '@/infra/db'
import { audited, mutation, unchanged } from '../define'

const ADDRESSES_MAX = 20

/** Who gets every checkpoint by mail: best are people outside the partner, whom nobody with the database's password can reach. */
export const setCheckpointMail = mutation(
  {
    action: 'checkpoint.setMail',
    can: 'key.manage',
    input: z.strictObject({
      mailTo: z.array(zEmail).max(ADDRESSES_MAX, `mailTo: must have at most ${ADDRESSES_MAX} addresses`),
    }),
  },
  async (ctx, input) => {
    const { tenantId } = ctx.scope
    const mailTo = [...new Set(input.mailTo)].sort()
    const old = await ctx.tx.proofSetting.findFirst({ where: own(ctx) })
    const before = old?.mailTo ?? []
    if (before.join() === mailTo.join()) return unchanged({ mailTo }, 'the list is the same')
    const data = { mailTo, updatedAt: ctx.now }
    await ctx.tx.proofSetting.upsert({ where: { tenantId }, create: { tenantId, ...data }, update: data })
    return audited(
      { mailTo },
      {
        subject: { kind: 'partner', id: tenantId, name: 'checkpoints by mail' },
        before: { mailTo: before },
        after: { mailTo },
      },
    )
  },
)
