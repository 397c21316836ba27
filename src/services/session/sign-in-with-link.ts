import { z } from 'zod'
import { zTotp } from '@/domain/member/schema'
import { spendTry } from '@/infra/rate-limit'
import { sha256 } from '@/lib/crypto'
import { AppError } from '@/lib/errors'
import { mutation, unchanged } from '../define'
import { prepared } from '../prepared'
import { openSession } from './open'
import { passSecondFactor } from './second-factor'
import { consumeLoginToken, Device, findLiveMember } from './store'

const input = z.strictObject({
  token: z.string('token: must be text').min(1, 'token: must not be empty').max(200, 'token: is too long'),
  code: zTotp.nullish().transform((code) => code ?? null),
  device: Device,
})
const spec = { action: 'session.signInWithLink', can: 'sign-in', input } as const

const gone = () =>
  new AppError('UNAUTHENTICATED', 'This link is no longer valid. Ask for a new one.', [
    { pointer: '/token', detail: 'gone' },
  ])

/** All or nothing: a link stays good while the second factor is missing. */
const enter = mutation(spec, async (ctx, { token, code, device }) => {
  const userId = await consumeLoginToken(ctx, token)
  const member = userId ? await findLiveMember(ctx, { userId }) : null
  if (!member) throw gone()
  await passSecondFactor(ctx, member.userId, code)
  return unchanged(await openSession(ctx, member, { method: 'link', device }), 'session.open is the record')
})

/** Signs in with a mailed link, and the second factor where there is one. */
export const signInWithLink = prepared(
  spec,
  async (_, given) => {
    await spendTry({
      'token.address': given.device.ip ?? 'unknown',
      ...(given.code && { 'code.person': sha256(given.token) }),
    })
    return given
  },
  enter,
)
