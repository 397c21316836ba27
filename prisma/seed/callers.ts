import type { Role } from '@/domain/access/roles'
import { mintScope } from '@/domain/access/scope'
import { newId } from '@/lib/ids'
import type { Caller } from '@/services/context'

/** The machine, for what no person may do: birth of a partner. */
export function systemCaller(tenantId: string): Caller {
  return { scope: mintScope(tenantId, null), actor: { kind: 'system', name: 'seed' }, requestId: newId() }
}

/** A person of the partner, acting as they would from the console. */
export function personCaller(tenantId: string, person: { userId: string; name: string; role: Role }): Caller {
  const actor = { kind: 'user', id: person.userId, name: person.name, role: person.role, sessionId: newId() } as const
  return { scope: mintScope(tenantId, null), actor, requestId: newId() }
}

/** Somebody who follows an invitation. */
export function visitorCaller(tenantId: string): Caller {
  return { scope: mintScope(tenantId, null), actor: { kind: 'visitor', name: 'sign-in page' }, requestId: newId() }
}
