import { ROLE_PERMISSIONS } from '../access/permissions'
import type { Role } from '../access/roles'

/** A role over some clients; `clientIds` null = every client of the partner. */
export interface Rights {
  role: Role
  clientIds: readonly string[] | null
}

/** How a membership or an invitation stores its rights. */
export interface StoredRights {
  role: Role
  allClients: boolean
  clientIds: readonly string[]
}

export function rightsOf({ role, allClients, clientIds }: StoredRights): Rights {
  return { role, clientIds: allClients ? null : clientIds }
}

/** Nothing in `inner` that `outer` does not have: permissions and clients. */
export function covers(outer: Rights, inner: Rights): boolean {
  const reach = outer.clientIds
  const isReachable = reach === null || (inner.clientIds?.every((id) => reach.includes(id)) ?? false)
  return (
    isReachable && ROLE_PERMISSIONS[inner.role].every((permission) => ROLE_PERMISSIONS[outer.role].includes(permission))
  )
}

/** A person may hand out or take away only rights they hold themselves, and only when they manage people at all. */
export function mayGrant(granter: Rights, granted: Rights): boolean {
  return ROLE_PERMISSIONS[granter.role].includes('member.manage') && covers(granter, granted)
}

/** An owner of everything: each partner keeps at least one. */
export function isFullOwner({ role, clientIds }: Rights): boolean {
  return role === 'partner_owner' && clientIds === null
}
