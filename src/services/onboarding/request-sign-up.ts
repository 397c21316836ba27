import { z } from 'zod'
import { SIGN_UP_LIFE_S, SignUpInput } from '@/domain/onboarding/sign-up'
import { after } from '@/domain/session/policy'
import { asPlatform } from '@/infra/db'
import { hasMailProvider } from '@/infra/mailer'
import { spendTry } from '@/infra/rate-limit'
import { randomToken, sha256 } from '@/lib/crypto'
import { AppError, notFound } from '@/lib/errors'
import { newId } from '@/lib/ids'
import type { Caller } from '../context'
import { mutation, unchanged } from '../define'
import { sendSignUpMail, writeSignUpMail } from '../notify/sign-up'
import { addressAnswer } from './check-address'
import { signUpState } from './state'

const input = SignUpInput.extend({ ip: z.string().max(64).nullable() })
const ready = SignUpInput.extend({ token: z.string(), subject: z.string(), html: z.string().nullable() })
const spec = { action: 'sign-up.request', can: 'sign-in' } as const

/** The wish alone: no partner, no account. Wishes whose link ended go on the way. */
const keep = mutation({ ...spec, input: ready }, async (ctx, { token, ...asked }) => {
  const id = newId()
  const data = { id, ...asked, tokenHash: sha256(token), createdAt: ctx.now, expiresAt: after(ctx.now, SIGN_UP_LIFE_S) }
  await asPlatform(ctx.tx, async () => {
    await ctx.tx.signUp.deleteMany({ where: { expiresAt: { lt: ctx.now } } })
    await ctx.tx.signUp.createMany({ data: [data] })
  })
  return unchanged({ id }, 'nothing exists yet: the partner’s first record is its creation')
})

/** What stands between a script and ten thousand partners: per address on the net, per mail address, and in all. */
function spend({ email, ip }: { email: string; ip: string | null }): Promise<void> {
  return spendTry({ 'sign-up.address': ip ?? 'unknown', 'sign-up.mail': email, 'sign-up.all': 'all' })
}

async function demandFree(slug: string): Promise<void> {
  if ((await addressAnswer(slug)) !== 'free')
    throw new AppError('CONFLICT', 'slug: this address is taken; choose another', [
      { pointer: '/slug', detail: 'taken' },
    ])
}

async function request(caller: Caller, { ip, ...asked }: z.output<typeof input>): Promise<{ sentTo: string }> {
  if (signUpState() !== 'open') throw notFound('page')
  await spend({ email: asked.email, ip })
  await demandFree(asked.slug)
  const token = randomToken(32)
  const mail = await writeSignUpMail({ ...asked, token })
  const html = hasMailProvider() ? null : mail.html
  const { id } = await keep(caller, { ...asked, token, subject: mail.subject, html })
  await sendSignUpMail({ id, to: asked.email, mail })
  return { sentTo: asked.email }
}

/**
 * Somebody wants to be a partner: mails a link that proves the address, and makes nothing else. People we know and strangers
 * get the same answer and the same mail. @throws LIMIT, CONFLICT (the address is taken), UNAVAILABLE (the mail did not leave)
 */
export const requestSignUp = Object.assign(request, { ...spec, kind: 'mutation' as const, input })
