import type { KeyScope } from '@/domain/access/permissions'
import { mintScope } from '@/domain/access/scope'
import { AppError } from '@/lib/errors'
import { newId } from '@/lib/ids'
import type { Caller } from '@/services/context'
import { type ResolvedKey, resolveKey } from '@/services/source/resolve-key'

/** One answer for every bad key: it does not say whether the key ever existed. */
const NO_KEY = 'Send a valid key: "Authorization: Bearer ak_…". It may be unknown, revoked or expired.'

const BEARER = /^Bearer +(\S+)$/i

/** A caller sealed into the key's client. */
export interface KeyCaller extends Caller {
  actor: Extract<Caller['actor'], { kind: 'key' }>
  key: ResolvedKey
}

/** The caller a key stands for. */
export function callerOf(key: ResolvedKey): KeyCaller {
  return {
    scope: mintScope(key.tenantId, [key.clientId]),
    actor: { kind: 'key', id: key.id, name: key.name, scopes: key.scopes, sourceId: key.sourceId },
    requestId: newId(),
    key,
  }
}

/** Reads `Authorization: Bearer ak_…`. @throws AppError UNAUTHENTICATED, UNAVAILABLE while the database is away */
export async function callerFromBearer(authorization: string | null | undefined): Promise<KeyCaller> {
  const presented = BEARER.exec(authorization ?? '')?.[1]
  const key = presented ? await withDatabase(resolveKey(presented, 'api', Date.now())) : null
  if (!key) throw new AppError('UNAUTHENTICATED', NO_KEY)
  return callerOf(key)
}

/** Keys are read from the database: while it is away, nobody can be told apart. */
export async function withDatabase<T>(lookUp: Promise<T>): Promise<T> {
  try {
    return await lookUp
  } catch (cause) {
    throw new AppError('UNAVAILABLE', 'The database is away. Try again shortly.', [], { cause })
  }
}

/** @throws AppError FORBIDDEN */
export function demandScope({ actor }: KeyCaller, scope: KeyScope): void {
  if (actor.scopes.includes(scope)) return
  throw new AppError('FORBIDDEN', `This key may not do that. It needs the scope ${scope}.`)
}
