import { z } from 'zod'
import { LOCALES, zPassword } from '@/domain/member/schema'
import { zPartnerSlug } from '@/domain/onboarding/address'
import { FIRST_COLOR } from '@/domain/onboarding/sign-up'
import { asPlatform } from '@/infra/db'
import { hashPasswordInTurn } from '@/infra/password'
import { spendTry } from '@/infra/rate-limit'
import { sha256 } from '@/lib/crypto'
import { AppError } from '@/lib/errors'
import type { MutationContext } from '../context'
import { mutation, unchanged } from '../define'
import { createPartnerWithin } from '../partner/create'
import { prepared } from '../prepared'
import { mintLoginToken } from '../session/store'
import { addressAnswer } from './check-address'
import { zSignUpToken } from './pending'

const input = z.strictObject({
  token: zSignUpToken,
  slug: zPartnerSlug,
  /** for a person new to us; known people keep theirs */
  password: zPassword.nullish().transform((password) => password ?? null),
  ip: z.string().max(64).nullable(),
})
const spec = { action: 'sign-up.complete', can: 'sign-in', input } as const

const gone = () => new AppError('NOT_FOUND', 'This link is no longer valid. Sign up again.')

/** Uses the link up; of two at once one gets it. */
async function takeSignUp(ctx: MutationContext, token: string) {
  const where = { tokenHash: sha256(token), usedAt: null, expiresAt: { gt: ctx.now } }
  return asPlatform(ctx.tx, async () => {
    const { count } = await ctx.tx.signUp.updateMany({ where, data: { usedAt: ctx.now } })
    if (count === 0) throw gone()
    return ctx.tx.signUp.findUniqueOrThrow({ where: { tokenHash: where.tokenHash } })
  })
}

const inner = z.strictObject({ token: zSignUpToken, slug: zPartnerSlug, passwordHash: z.string().nullable() })

const complete = mutation({ ...spec, input: inner }, async (ctx, { token, slug, passwordHash }) => {
  const asked = await takeSignUp(ctx, token)
  const { email, personName, partnerName } = asked
  const { host, userId } = await createPartnerWithin(
    { ...ctx, actor: { kind: 'system', name: 'sign-up' } },
    {
      ...{ slug, name: partnerName, brandName: partnerName, brandColor: FIRST_COLOR },
      ...{
        locale: z.enum(LOCALES).parse(asked.locale),
        isTrial: true,
        owner: { email, name: personName, passwordHash },
      },
    },
  )
  return unchanged({ host, loginToken: await mintLoginToken(ctx, userId) }, 'partner.create is the record')
})

/**
 * The address is proved: the partner, its host and its owner begin to exist, and a token signs the owner in on that host.
 * The caller's scope names the tenant id it will have. @throws NOT_FOUND (link gone), CONFLICT (address taken meanwhile)
 */
export const completeSignUp = prepared(
  spec,
  async (_, { ip, password, token, slug }) => {
    await spendTry({ 'token.address': ip ?? 'unknown' })
    if ((await addressAnswer(slug)) !== 'free')
      throw new AppError('CONFLICT', 'slug: this address is taken; choose another', [
        { pointer: '/slug', detail: 'taken' },
      ])
    return { token, slug, passwordHash: password === null ? null : await hashPasswordInTurn(password) }
  },
  complete,
)
