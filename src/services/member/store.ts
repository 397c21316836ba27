import { type Actor, can } from '@/domain/access/actor'
import type { Role } from '@/domain/access/roles'
import { isFullOwner, mayGrant, type Rights, rightsOf, type StoredRights } from '@/domain/member/grant'
import { isMembershipLive } from '@/domain/session/policy'
import { own, ownClient } from '@/infra/db'
import { AppError, conflict, notFound } from '@/lib/errors'
import type { Caller, MutationContext } from '../context'

type User = Extract<Actor, { kind: 'user' }>

/** The person behind the call; keys and the machine have no membership. */
export function requireUser({ actor }: Caller): User {
  if (actor.kind !== 'user') throw new AppError('FORBIDDEN', 'Only a signed-in person can do this.')
  return actor
}

/** A membership that is not revoked, of this partner. */
export async function loadMember(ctx: MutationContext, userId: string) {
  const member = await ctx.tx.membership.findFirst({ where: { ...own(ctx), userId, revokedAt: null } })
  if (!member) throw notFound('member')
  return member
}
export type MemberRow = Awaited<ReturnType<typeof loadMember>>

/** Clients named in a grant must be inside the caller's own scope. */
export async function requireClients(ctx: MutationContext, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const { clientId, ...tenant } = ownClient(ctx)
  const where = { ...tenant, id: { in: [...ids] }, ...(clientId && { AND: { id: clientId } }) }
  if ((await ctx.tx.client.count({ where })) !== ids.length) throw notFound('client')
}

function callerRights(ctx: Caller): Rights {
  return { role: requireUser(ctx).role, clientIds: ctx.scope.clientIds }
}

/** Refuses to hand out, or to touch, rights the caller does not hold. */
export function demandGrant(ctx: Caller, rights: StoredRights): void {
  if (ctx.actor.kind === 'system' && can(ctx.actor, 'system')) return
  if (!mayGrant(callerRights(ctx), rightsOf(rights))) {
    throw new AppError(
      'FORBIDDEN',
      `You cannot give or take the role ${rights.role} for these clients: it holds more than yours.`,
    )
  }
}

interface OwnerRow extends StoredRights {
  userId: string
  expiresAt: Date | null
  revokedAt: Date | null
}

/** Every partner keeps one owner of everything. Locks the owners, so that two of them cannot leave at once. */
export async function keepOneOwner(ctx: MutationContext, leaving: MemberRow): Promise<void> {
  if (!isFullOwner(rightsOf(leaving))) return
  const owners = await ctx.sql<OwnerRow>(
    `SELECT m.user_id AS "userId", m.role::text AS role, m.all_clients AS "allClients", m.client_ids AS "clientIds",
            m.expires_at AS "expiresAt", m.revoked_at AS "revokedAt"
       FROM membership m WHERE m.tenant_id = :tenant AND m.role = 'partner_owner' AND m.revoked_at IS NULL
      ORDER BY m.user_id FOR UPDATE`,
  )
  const others = owners.filter(
    (each) =>
      each.userId !== leaving.userId &&
      isFullOwner(rightsOf(each)) &&
      each.expiresAt === null &&
      isMembershipLive(each, ctx.now),
  )
  if (others.length === 0)
    throw new AppError('CONFLICT', `${leaving.name} is the last owner. Make somebody else owner first.`)
}

/** Changes the row while it is still as it was read. */
export async function changeMember(
  ctx: MutationContext,
  { userId, role, allClients, clientIds }: MemberRow,
  data: { role?: Role; allClients?: boolean; clientIds?: string[]; onDutySince?: Date | null; revokedAt?: Date },
): Promise<void> {
  const asRead = { ...own(ctx), userId, role, allClients, clientIds: { equals: clientIds }, revokedAt: null }
  const { count } = await ctx.tx.membership.updateMany({ where: asRead, data })
  if (count === 0) throw conflict('member')
}

/** What the audit trail says of a person's rights. */
export function rightsFact({ role, allClients, clientIds }: StoredRights): Record<string, unknown> {
  return { role, clients: allClients ? 'all' : clientIds }
}
