import { z } from 'zod'
import { zEmail } from '@/domain/member/schema'
import { spendTry } from '@/infra/rate-limit'
import { mutation, unchanged } from '../define'
import { primaryHost } from '../partner/primary-host'
import { prepared } from '../prepared'
import { findLiveMember, mintLoginToken } from './store'

const spec = { action: 'session.requestLink', can: 'sign-in', input: z.strictObject({ email: zEmail }) } as const

const sendLink = mutation(spec, async (ctx, { email }) => {
  const answer = { sent: true as const }
  const member = await findLiveMember(ctx, { email })
  if (!member) return unchanged(answer, 'nobody of that name here; the answer does not tell')
  const token = await mintLoginToken(ctx, member.userId)
  const host = await primaryHost(ctx)
  await ctx.emit('sign-in.requested', { userId: member.userId, email, token, host })
  return unchanged(answer, 'using the link is the record')
})

/** Mails a sign-in link, 15 minutes, single use. A member and a stranger get the same answer. */
export const requestLink = prepared(
  spec,
  async ({ scope }, input) => {
    await spendTry({ 'link.mail': `${scope.tenantId}/${input.email}` })
    return input
  },
  sendLink,
)
