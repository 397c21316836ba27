import type { Actor } from '@/domain/access/actor'
import type { Role } from '@/domain/access/roles'
import { mintScope } from '@/domain/access/scope'
import { platformQuery } from '@/infra/db'
import { newId } from '@/lib/ids'
import { createClient } from '@/services/client/create'
import type { Caller } from '@/services/context'
import { createPartner } from '@/services/partner/create'

type User = Extract<Actor, { kind: 'user' }>
/** A signed-in person: the actor is known to be one. */
export type UserCaller = Caller & { actor: User }

export interface CastPartner {
  tenantId: string
  host: string
  /** its first owner */
  ada: UserCaller
}

/** The machine, sealed into a partner. */
export function machine(tenantId: string = newId()): Caller {
  return { scope: mintScope(tenantId, null), actor: { kind: 'system', name: 'test' }, requestId: newId() }
}

/** Somebody on the partner's sign-in page. */
export function visitorAt({ tenantId }: { tenantId: string }): Caller {
  return { scope: mintScope(tenantId, null), actor: { kind: 'visitor', name: 'sign-in page' }, requestId: newId() }
}

/** A session row, as sign-in leaves it, and the caller a transport would mint from it. */
async function signedIn(
  tenantId: string,
  user: Omit<User, 'kind' | 'sessionId'>,
  clientIds: string[] | null,
): Promise<UserCaller> {
  const sessionId = newId()
  await platformQuery(
    `INSERT INTO session (id, tenant_id, user_id, created_at, last_seen_at, expires_at, method)
     VALUES ($1, $2, $3, now(), now(), now() + interval '12 hours', 'link')`,
    [sessionId, tenantId, user.id],
  )
  return { scope: mintScope(tenantId, clientIds), actor: { kind: 'user', ...user, sessionId }, requestId: newId() }
}

/** A partner of its own with Ada as owner. */
export async function castPartner(ownerName = 'Ada'): Promise<CastPartner> {
  const slug = `p${newId().replaceAll('-', '').slice(-20)}`
  const owner = { email: `${ownerName.toLowerCase()}@${slug}.example`, name: ownerName }
  const caller = machine()
  const { tenantId, host, userId } = await createPartner(
    caller,
    createPartner.input.parse({ slug, name: `Partner ${slug}`, brandName: slug, brandColor: '#0e545e', owner }),
  )
  return { tenantId, host, ada: await signedIn(tenantId, { id: userId, name: ownerName, role: 'partner_owner' }, null) }
}

/** A member with a session. `clientIds` null = every client. */
export async function castMember(
  { tenantId }: { tenantId: string },
  { name, role, clientIds = null }: { name: string; role: Role; clientIds?: string[] | null },
): Promise<UserCaller> {
  const id = newId()
  const email = `${name.toLowerCase()}-${id.slice(-6)}@cast.example`
  await platformQuery('INSERT INTO user_account (id, email, name, created_at) VALUES ($1, $2, $3, now())', [
    id,
    email,
    name,
  ])
  await platformQuery(
    `INSERT INTO membership (tenant_id, user_id, role, client_ids, all_clients, created_at, email, name)
     VALUES ($1, $2, $3, $4, $5, now(), $6, $7)`,
    [tenantId, id, role, clientIds ?? [], clientIds === null, email, name],
  )
  return signedIn(tenantId, { id, name, role }, clientIds)
}

/** A manufacturer of the partner. */
export async function castClient({ ada }: { ada: Caller }, slug = `c${newId().slice(-12)}`): Promise<string> {
  return (await createClient(ada, { slug, name: `Client ${slug}` })).clientId
}
