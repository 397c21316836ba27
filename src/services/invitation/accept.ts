import { z } from 'zod'
import { zName } from '@/domain/client/schema'
import { mayGrant, rightsOf } from '@/domain/member/grant'
import { zPassword } from '@/domain/member/schema'
import { asPlatform, own } from '@/infra/db'
import { hashPasswordInTurn } from '@/infra/password'
import { spendTry } from '@/infra/rate-limit'
import { conflict } from '@/lib/errors'
import { newId } from '@/lib/ids'
import type { MutationContext } from '../context'
import { audited, mutation } from '../define'
import { rightsFact } from '../member/store'
import { prepared } from '../prepared'
import { findLiveMember, mintLoginToken } from '../session/store'
import { zInvitationToken } from './preview'
import { invitationGone, type OpenInvitation, takeInvitation } from './store'

const input = z.strictObject({
  token: zInvitationToken,
  /** for a person new to us; known people keep theirs */
  name: zName('name', 80),
  password: zPassword.nullish().transform((password) => password ?? null),
  ip: z.string().max(64).nullable().default(null),
})
const spec = { action: 'invitation.accept', can: 'sign-in', input } as const

/** The inviter must still be allowed to give these rights. */
async function demandInviter(ctx: MutationContext, invitation: OpenInvitation): Promise<void> {
  const inviter = await findLiveMember(ctx, { userId: invitation.invitedBy })
  if (!inviter || !mayGrant(rightsOf(inviter), rightsOf(invitation))) throw invitationGone()
}

/** The account of this address: an existing one keeps its name, password and second factor. */
function findOrCreateAccount(
  ctx: MutationContext,
  person: { email: string; name: string; passwordHash: string | null },
) {
  const { tx, now } = ctx
  return asPlatform(tx, async () => {
    await tx.userAccount.createMany({ data: [{ id: newId(), ...person, createdAt: now }], skipDuplicates: true })
    return tx.userAccount.findUniqueOrThrow({ where: { email: person.email }, select: { id: true, name: true } })
  })
}

/** A new membership, or an ended one that starts again. */
async function join(
  ctx: MutationContext,
  account: { id: string; name: string },
  { email, role, allClients, clientIds }: OpenInvitation,
) {
  const facts = { role, allClients, clientIds, email, name: account.name, createdAt: ctx.now }
  const key = { tenantId: ctx.scope.tenantId, userId: account.id }
  const { count } = await ctx.tx.membership.createMany({ data: [{ ...key, ...facts }], skipDuplicates: true })
  if (count === 1) return
  const ended = { ...own(ctx), userId: account.id, OR: [{ revokedAt: { not: null } }, { expiresAt: { lte: ctx.now } }] }
  const again = await ctx.tx.membership.updateMany({
    where: ended,
    data: { ...facts, revokedAt: null, expiresAt: null },
  })
  if (again.count === 0) throw conflict('membership')
}

const accept = mutation(
  {
    ...spec,
    input: z.strictObject({ token: zInvitationToken, name: z.string(), passwordHash: z.string().nullable() }),
  },
  async (ctx, { token, name, passwordHash }) => {
    const invitation = await takeInvitation(ctx, token)
    await demandInviter(ctx, invitation)
    const account = await findOrCreateAccount(ctx, { email: invitation.email, name, passwordHash })
    await join(ctx, account, invitation)
    const loginToken = await mintLoginToken(ctx, account.id)
    return audited(
      { userId: account.id, loginToken },
      {
        subject: { kind: 'member', id: account.id, name: account.name },
        after: { email: invitation.email, ...rightsFact(invitation) },
      },
    )
  },
)

/** Joins the partner with exactly the rights of the invitation, and returns a token to sign in with. */
export const acceptInvitation = prepared(
  spec,
  async (_, { ip, password, ...rest }) => {
    await spendTry({ 'token.address': ip ?? 'unknown' })
    return { ...rest, passwordHash: password === null ? null : await hashPasswordInTurn(password) }
  },
  accept,
)
