import { z } from 'zod'
import { zPassword } from '@/domain/member/schema'
import { asPlatform, platformQuery } from '@/infra/db'
import { hashPasswordInTurn, verifyPasswordInTurn } from '@/infra/password'
import { spendTry } from '@/infra/rate-limit'
import { AppError, conflict } from '@/lib/errors'
import { audited, mutation } from '../define'
import { prepared } from '../prepared'
import { requireUser } from './store'

const input = z.strictObject({
  current: z.string('current: must be text').max(200, 'current: must have at most 200 characters').nullish(),
  password: zPassword,
})
const spec = { action: 'member.setPassword', can: 'self', input } as const

const store = mutation(
  { ...spec, input: z.strictObject({ oldHash: z.string().nullable(), newHash: z.string() }) },
  async (ctx, { oldHash, newHash }) => {
    const { id, name, sessionId } = requireUser(ctx)
    const ended = await asPlatform(ctx.tx, async () => {
      const asRead = { id, passwordHash: oldHash }
      const { count } = await ctx.tx.userAccount.updateMany({ where: asRead, data: { passwordHash: newHash } })
      if (count === 0) throw conflict('password')
      const others = { userId: id, id: { not: sessionId }, revokedAt: null }
      return (await ctx.tx.session.updateMany({ where: others, data: { revokedAt: ctx.now } })).count
    })
    return audited(
      { sessionsEnded: ended },
      {
        subject: { kind: 'member', id, name },
        before: { hasPassword: oldHash !== null },
        after: { hasPassword: true, sessionsEnded: ended },
      },
    )
  },
)

/** Sets the caller's password; the present one must be given if there is one. Every other session of theirs ends. */
export const setPassword = prepared(
  spec,
  async (caller, { current, password }) => {
    const { id } = requireUser(caller)
    await spendTry({ 'code.person': id })
    const [account] = await platformQuery<{ password_hash: string | null }>(
      'SELECT password_hash FROM user_account WHERE id = $1',
      [id],
    )
    const oldHash = account?.password_hash ?? null
    if (oldHash !== null && !(await verifyPasswordInTurn(current ?? '', oldHash))) {
      const detail = 'current: is not your present password'
      throw new AppError('INVALID', 'Your present password is not right.', [{ pointer: '/current', detail }])
    }
    return { oldHash, newHash: await hashPasswordInTurn(password) }
  },
  store,
)
