import { z } from 'zod'
import { zTotp } from '@/domain/member/schema'
import { asPlatform } from '@/infra/db'
import { spendTry } from '@/infra/rate-limit'
import { audited, mutation } from '../define'
import { prepared } from '../prepared'
import { spendCode } from '../session/second-factor'
import { requireUser } from './store'

const spec = { action: 'member.disableTotp', can: 'self', input: z.strictObject({ code: zTotp }) } as const

const disable = mutation(spec, async (ctx, { code }) => {
  const { id, name } = requireUser(ctx)
  await spendCode(ctx, id, code, true)
  const off = { totpSecret: null, totpEnabledAt: null, totpLastStep: null }
  await asPlatform(ctx.tx, () => ctx.tx.userAccount.update({ where: { id }, data: off }))
  return audited(
    { ok: true },
    { subject: { kind: 'member', id, name }, before: { secondFactor: true }, after: { secondFactor: false } },
  )
})

/** Turns the second factor off, with a code from the app: a session left open is not enough. */
export const disableTotp = prepared(
  spec,
  async (caller, input) => {
    await spendTry({ 'code.person': requireUser(caller).id })
    return input
  },
  disable,
)
