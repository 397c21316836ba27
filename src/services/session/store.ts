import { z } from 'zod'
import { after, isMembershipLive, LINK_LIFE_S, SESSION_ABSOLUTE_S, type SignInMethod } from '@/domain/session/policy'
import { asPlatform, own } from '@/infra/db'
import { randomToken, sha256 } from '@/lib/crypto'
import { newId } from '@/lib/ids'
import type { MutationContext } from '../context'

/** What a transport knows about the browser; never read from the browser's own input. */
export const Device = z.strictObject({
  userAgent: z.string().max(400).nullable(),
  ip: z.string().max(64).nullable(),
  /** the session this browser held so far: it ends, so that a planted one is worth nothing */
  previousSessionId: z.uuid().nullable(),
})
export type Device = z.output<typeof Device>

/** A member of this partner who may come in now, or null. */
export async function findLiveMember(ctx: MutationContext, by: { userId: string } | { email: string }) {
  const member = await ctx.tx.membership.findFirst({ where: { ...own(ctx), ...by } })
  return member && isMembershipLive(member, ctx.now) ? member : null
}
export type LiveMember = NonNullable<Awaited<ReturnType<typeof findLiveMember>>>

/** A single-use sign-in token; only its hash is stored. */
export async function mintLoginToken(ctx: MutationContext, userId: string): Promise<string> {
  const token = randomToken(32)
  const { tenantId } = ctx.scope
  const expiresAt = after(ctx.now, LINK_LIFE_S)
  // createMany: the role may write tokens but not read them back.
  await ctx.tx.loginToken.createMany({
    data: [{ tokenHash: sha256(token), tenantId, userId, createdAt: ctx.now, expiresAt }],
  })
  return token
}

/** Uses a token up. Null when it is unknown, used, expired or another partner's. */
export async function consumeLoginToken(ctx: MutationContext, token: string): Promise<string | null> {
  const where = { tokenHash: sha256(token), tenantId: ctx.scope.tenantId, usedAt: null, expiresAt: { gt: ctx.now } }
  return asPlatform(ctx.tx, async () => {
    const { count } = await ctx.tx.loginToken.updateMany({ where, data: { usedAt: ctx.now } })
    if (count === 0) return null
    return (await ctx.tx.loginToken.findUniqueOrThrow({ where: { tokenHash: where.tokenHash } })).userId
  })
}

/** A new session id for each sign-in, whatever the browser brought along. */
export async function insertSession(
  ctx: MutationContext,
  { userId, method, device }: { userId: string; method: SignInMethod; device: Device },
) {
  const { tenantId } = ctx.scope
  const { previousSessionId, ...facts } = device
  const id = newId()
  await asPlatform(ctx.tx, async () => {
    if (previousSessionId) {
      await ctx.tx.session.updateMany({
        where: { id: previousSessionId, tenantId, revokedAt: null },
        data: { revokedAt: ctx.now },
      })
    }
    const expiresAt = after(ctx.now, SESSION_ABSOLUTE_S)
    await ctx.tx.session.create({
      data: { id, tenantId, userId, method, ...facts, createdAt: ctx.now, lastSeenAt: ctx.now, expiresAt },
    })
  })
  return id
}

/** Ends every session of a person at this partner. */
export async function revokeSessionsOf(ctx: MutationContext, userId: string): Promise<number> {
  const where = { ...own(ctx), userId, revokedAt: null }
  return (await ctx.tx.session.updateMany({ where, data: { revokedAt: ctx.now } })).count
}
