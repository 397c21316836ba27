import { asPlatform } from '@/infra/db'
import { openSecret, sealSecret } from '@/infra/secrets'
import { matchTotp } from '@/infra/totp'
import { AppError } from '@/lib/errors'
import type { MutationContext } from '../context'

const place = (userId: string) => `user_account/totp_secret/${userId}`

export const sealTotp = (secret: string, userId: string) => sealSecret(secret, place(userId))

/** Pointer `/code` and `required` or `wrong`: the sign-in page asks for the code only then. */
function refuse(detail: 'required' | 'wrong'): AppError {
  const message =
    detail === 'required'
      ? 'Enter the six digits of your authenticator app.'
      : 'This code is not right or was used already.'
  return new AppError('UNAUTHENTICATED', message, [{ pointer: '/code', detail }])
}

interface Factor {
  totp_secret: string | null
  totp_enabled_at: Date | null
  totp_last_step: bigint | null
}

/** The person's row, locked: two requests with one code are judged one after the other. */
async function lockFactor({ tx }: MutationContext, userId: string): Promise<Factor | undefined> {
  const rows = await tx.$queryRaw<Factor[]>`
    SELECT totp_secret, totp_enabled_at, totp_last_step FROM user_account WHERE id = ${userId}::uuid FOR UPDATE`
  return rows[0]
}

/** Checks a code against the stored secret and remembers its step, so that it opens nothing a second time. */
export function spendCode(ctx: MutationContext, userId: string, code: string, mustBeEnabled: boolean): Promise<void> {
  return asPlatform(ctx.tx, async () => {
    const factor = await lockFactor(ctx, userId)
    if (!factor?.totp_secret || (factor.totp_enabled_at !== null) !== mustBeEnabled) throw refuse('wrong')
    const secret = openSecret(factor.totp_secret, place(userId))
    const step = await matchTotp(secret, code, { now: ctx.now, afterStep: factor.totp_last_step })
    if (step === null) throw refuse('wrong')
    await ctx.tx.userAccount.update({ where: { id: userId }, data: { totpLastStep: step } })
  })
}

/** True when a second factor was asked for and given; false when the person has none. */
export async function passSecondFactor(ctx: MutationContext, userId: string, code: string | null): Promise<boolean> {
  const account = await asPlatform(ctx.tx, () =>
    ctx.tx.userAccount.findUnique({ where: { id: userId }, select: { totpEnabledAt: true } }),
  )
  if (!account?.totpEnabledAt) return false
  if (!code) throw refuse('required')
  await spendCode(ctx, userId, code, true)
  return true
}
