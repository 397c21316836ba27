import { z } from 'zod'
import { asPlatform, own } from '@/infra/db'
import { newTotpSecret, qrPath, totpUri } from '@/infra/totp'
import { AppError } from '@/lib/errors'
import { audited, mutation } from '../define'
import { sealTotp } from '../session/second-factor'
import { requireUser } from './store'

/** Makes a secret for the caller's authenticator app. It counts only after `member.confirmTotp`. */
export const enrollTotp = mutation(
  { action: 'member.enrollTotp', can: 'self', input: z.strictObject({}) },
  async (ctx) => {
    const { id, name } = requireUser(ctx)
    const secret = newTotpSecret()
    const { brandName } = await ctx.tx.partner.findFirstOrThrow({ where: own(ctx), select: { brandName: true } })
    const email = await asPlatform(ctx.tx, async () => {
      const totpSecret = sealTotp(secret, id)
      const { count } = await ctx.tx.userAccount.updateMany({
        where: { id, totpEnabledAt: null },
        data: { totpSecret, totpLastStep: null },
      })
      if (count === 0)
        throw new AppError('CONFLICT', 'The second factor is on already. Turn it off before you set up another app.')
      return (await ctx.tx.userAccount.findUniqueOrThrow({ where: { id } })).email
    })
    const uri = totpUri(secret, { issuer: brandName, label: email })
    return audited(
      { secret, uri, qr: qrPath(uri) },
      { subject: { kind: 'member', id, name }, after: { secondFactor: 'offered' } },
    )
  },
)
