import { can } from '@/domain/access/actor'
import { MembershipInput } from '@/domain/member/schema'
import { audited, mutation, unchanged } from '../define'
import { changeMember, demandGrant, keepOneOwner, loadMember, requireClients, requireUser, rightsFact } from './store'

/** Gives a member another role or other clients. Counts from their next request on. */
export const changeMemberRole = mutation(
  { action: 'member.changeRole', can: 'member.manage', plan: 'always', input: MembershipInput },
  async (ctx, { userId, ...rights }) => {
    requireUser(ctx)
    const member = await loadMember(ctx, userId)
    await requireClients(ctx, rights.clientIds)
    demandGrant(ctx, member)
    demandGrant(ctx, rights)
    const [before, after] = [rightsFact(member), rightsFact(rights)]
    if (JSON.stringify(before) === JSON.stringify(after)) return unchanged({ userId }, 'nothing differs')
    await keepOneOwner(ctx, member)
    const mayRespond = can(
      { kind: 'user', id: userId, name: member.name, role: rights.role, sessionId: '' },
      'incident.respond',
    )
    await changeMember(ctx, member, { ...rights, ...(!mayRespond && { onDutySince: null }) })
    return audited({ userId }, { subject: { kind: 'member', id: userId, name: member.name }, before, after })
  },
)
