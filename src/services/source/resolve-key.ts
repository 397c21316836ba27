import { LRUCache } from 'lru-cache'
import type { KeyScope } from '@/domain/access/permissions'
import { hashSecret, parseKey } from '@/domain/source/key'
import type { SourceKind } from '@/domain/source/schema'
import { platformQuery } from '@/infra/db'
import { logger } from '@/infra/logger'
import { safeEqual } from '@/lib/crypto'
import { openSigning, type SealedSecret, type Signing } from '../signing/open'

/** Whose key it is, and for what. */
export interface ResolvedKey {
  tenantId: string
  id: string
  clientId: string
  sourceId: string
  name: string
  scopes: readonly KeyScope[]
  /** the one workflow a ping key reports for, with the name its sender uses */
  workflow: { id: string; key: string } | null
  /** null: deliveries are neither signed nor asked to be */
  signing: Signing | null
}

interface KeyRow {
  tenant_id: string
  id: string
  client_id: string
  source_id: string
  kind: SourceKind
  secret_hash: string
  name: string
  scopes: KeyScope[]
  workflow_id: string | null
  workflow_key: string | null
  expires_at: Date | null
  revoked_at: Date | null
  require_signature: boolean
  signing_secrets: SealedSecret[]
}

const BY_KEY_ID = `SELECT k.tenant_id, k.id, k.client_id, k.source_id, k.kind, k.secret_hash, k.name, k.scopes, k.expires_at, k.revoked_at,
  k.workflow_id, w.key AS workflow_key, s.require_signature, coalesce((SELECT json_agg(json_build_object('id', x.id, 'sealed', x.sealed))
    FROM signing_secret x WHERE x.tenant_id = k.tenant_id AND x.source_id = k.source_id AND x.retired_at IS NULL), '[]') AS signing_secrets
  FROM api_key k JOIN source s ON s.tenant_id = k.tenant_id AND s.id = k.source_id LEFT JOIN workflow w ON w.tenant_id = k.tenant_id AND w.id = k.workflow_id WHERE k.key_id = $1`

interface Seen {
  row: KeyRow | null
  key: ResolvedKey | null
}

/** Next bundles its own copy of this module; a revocation there must reach the doors here. */
const shared = globalThis as typeof globalThis & {
  andonKeys?: { seen: LRUCache<string, Seen>; asking: LRUCache<string, true> }
}
shared.andonKeys ??= {
  seen: new LRUCache({ max: 10_000, ttl: 30_000 }),
  asking: new LRUCache({ max: 10_000, ttl: 10_000 }),
}
/** Both answers are remembered for 30 s: the longest a revoked key lives on in another process. */
const SEEN = shared.andonKeys.seen
/** Keys just changed, perhaps in a transaction still open: not remembered for a while. */
const ASKING = shared.andonKeys.asking
const TOUCHED = new LRUCache<string, true>({ max: 10_000, ttl: 60_000 })
/** Unknown keys cost the same compare as known ones. */
const NO_HASH = hashSecret('')

async function keyOf(row: KeyRow): Promise<ResolvedKey> {
  const workflow = row.workflow_id && row.workflow_key ? { id: row.workflow_id, key: row.workflow_key } : null
  const { tenant_id, id, client_id, source_id, name, scopes } = row
  const signing = await openSigning(row)
  return { tenantId: tenant_id, id, clientId: client_id, sourceId: source_id, name, scopes, workflow, signing }
}

async function lookUp(keyId: string): Promise<Seen> {
  const seen = SEEN.get(keyId)
  if (seen) return seen
  const [row] = await platformQuery<KeyRow>(BY_KEY_ID, [keyId])
  const found = row ? { row, key: await keyOf(row) } : { row: null, key: null }
  if (!ASKING.has(keyId)) SEEN.set(keyId, found)
  return found
}

/** `last_used_at` moves at most once a minute, and nobody waits for it. */
function touch({ tenantId, id }: ResolvedKey): void {
  if (TOUCHED.has(id)) return
  TOUCHED.set(id, true)
  platformQuery('UPDATE api_key SET last_used_at = now() WHERE tenant_id = $1 AND id = $2', [tenantId, id]).catch(
    (error: Error) => logger.warn({ error: error.message }, 'last use of a key was not recorded'),
  )
}

/**
 * The key behind a presented text, or null: unknown, of another kind, wrong secret, revoked and expired are one answer.
 * Rejects only while the database is away and the key is not remembered.
 */
export async function resolveKey(presented: string, kind: SourceKind, now: number): Promise<ResolvedKey | null> {
  const parsed = parseKey(presented)
  if (parsed?.kind !== kind) return null
  const { row, key } = await lookUp(parsed.keyId)
  const isSecret = safeEqual(hashSecret(parsed.secret), row?.secret_hash ?? NO_HASH)
  if (!row || !key || !isSecret || row.kind !== kind || row.revoked_at) return null
  if (row.expires_at && row.expires_at.getTime() <= now) return null
  touch(key)
  return key
}

/** A key was revoked or replaced in this process: ask again. */
export function forgetKey(keyId: string): void {
  ASKING.set(keyId, true)
  SEEN.delete(keyId)
}
