import { z } from 'zod'
import { zTotp } from '@/domain/member/schema'
import { asPlatform } from '@/infra/db'
import { spendTry } from '@/infra/rate-limit'
import { audited, mutation } from '../define'
import { prepared } from '../prepared'
import { spendCode } from '../session/second-factor'
import { requireUser } from './store'

const spec = { action: 'member.confirmTotp', can: 'self', input: z.strictObject({ code: zTotp }) } as const

const confirm = mutation(spec, async (ctx, { code }) => {
  const { id, name } = requireUser(ctx)
  await spendCode(ctx, id, code, false)
  await asPlatform(ctx.tx, () => ctx.tx.userAccount.update({ where: { id }, data: { totpEnabledAt: ctx.now } }))
  return audited(
    { enabledAt: ctx.now },
    { subject: { kind: 'member', id, name }, before: { secondFactor: false }, after: { secondFactor: true } },
  )
})

/** Turns the second factor on, with a first code from the app. */
export const confirmTotp = prepared(
  spec,
  async (caller, input) => {
    await spendTry({ 'code.person': requireUser(caller).id })
    return input
  },
  confirm,
)
