import type { KeyScope, Permission } from './permissions'
import { ROLE_PERMISSIONS, SCOPE_PERMISSIONS } from './permissions'
import type { Role } from './roles'

/** Who acts. Recorded with every audit entry. */
export type Actor =
  | { kind: 'user'; id: string; name: string; role: Role; sessionId: string }
  | { kind: 'key'; id: string; name: string; scopes: readonly KeyScope[]; sourceId: string }
  | { kind: 'system'; name: string }
  | { kind: 'visitor'; name: keyof typeof VISITOR_PERMISSION }

/** Nobody signed in: each public page may do exactly one thing. */
const VISITOR_PERMISSION = { 'portal visitor': 'portal.read', 'sign-in page': 'sign-in' } as const satisfies Record<
  string,
  Permission
>

/** The permission is held by the actor's role or key scopes. */
export function can(actor: Actor, permission: Permission): boolean {
  switch (actor.kind) {
    case 'user':
      return ROLE_PERMISSIONS[actor.role].includes(permission)
    case 'key':
      return actor.scopes.some((scope) => SCOPE_PERMISSIONS[scope].includes(permission))
    case 'system':
      return true
    case 'visitor':
      return VISITOR_PERMISSION[actor.name] === permission
  }
}
