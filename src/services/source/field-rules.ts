import { createHmac } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { applyFieldRules } from '@/domain/event/apply-field-rules'
import type { NativeEvent } from '@/domain/event/schema'
import type { FieldRule } from '@/domain/source/field-rules'
import { type Sql, withTenantSql } from '@/infra/db'
import { derivedKey, type EnvelopeContext } from '@/infra/envelope'
import type { Caller } from '../context'

/** The rules in force; version 0 = none were ever set. */
export interface FieldRuleSet {
  version: number
  rules: FieldRule[]
}

/** Takes out of an event what its source's rules name. */
export type Hide = (event: NativeEvent) => NativeEvent

const LATEST = `
SELECT r.version, r.rules FROM source_field_rules r
WHERE r.tenant_id = :tenant AND r.client_id = ANY(:clients) AND r.source_id::text = $1 ORDER BY r.version DESC LIMIT 1`

export async function loadFieldRules(sql: Sql, sourceId: string): Promise<FieldRuleSet> {
  const [row] = await sql<FieldRuleSet>(LATEST, [sourceId])
  return row ?? { version: 0, rules: [] }
}

/** The partner's own key for hashes of fields. */
export function hashKey(ctx: EnvelopeContext): Promise<Buffer> {
  return derivedKey(ctx, 'field-hash v1')
}

interface Known {
  hide: Hide | undefined
}

/** Next bundles its own copy of this module; rules set there must reach the doors here. */
const shared = globalThis as typeof globalThis & {
  andonFieldRules?: { known: LRUCache<string, Known>; asking: LRUCache<string, true> }
}
shared.andonFieldRules ??= {
  known: new LRUCache({ max: 10_000, ttl: 30_000 }),
  asking: new LRUCache({ max: 10_000, ttl: 10_000 }),
}
/** Remembered for 30 s, as keys are: the longest that other processes follow the rules of before. */
const KNOWN = shared.andonFieldRules.known
/** Rules just changed, perhaps in a transaction still open: not remembered for a while. */
const ASKING = shared.andonFieldRules.asking
const PENDING = new Map<string, Promise<Known>>()

async function load({ scope }: Caller, clientId: string, sourceId: string): Promise<Known> {
  const home = { ...scope, clientIds: [clientId] }
  return withTenantSql(home, async (sql) => {
    const { rules } = await loadFieldRules(sql, sourceId)
    if (rules.length === 0) return { hide: undefined }
    const key = rules.some(({ action }) => action === 'hash') ? await hashKey({ scope: home, sql }) : ''
    const hash = (text: string) => createHmac('sha256', key).update(text).digest('hex')
    return { hide: (event) => applyFieldRules(event, rules, hash) }
  })
}

/**
 * What to do with the events of a source; nothing is asked of the database while it is remembered. Undefined = store as sent.
 * @throws the database's error: an event whose rules are unknown is never stored
 */
export async function hideOf(caller: Caller, clientId: string, sourceId: string): Promise<Hide | undefined> {
  const name = `${caller.scope.tenantId}${clientId}${sourceId}`
  const known = KNOWN.get(name)
  if (known) return known.hide
  const pending = PENDING.get(name) ?? load(caller, clientId, sourceId).finally(() => PENDING.delete(name))
  PENDING.set(name, pending)
  const loaded = await pending
  if (!ASKING.has(sourceId)) KNOWN.set(name, loaded)
  return loaded.hide
}

/** The rules of a source changed in this process: ask again. */
export function forgetFieldRules({
  tenantId,
  clientId,
  sourceId,
}: Record<'tenantId' | 'clientId' | 'sourceId', string>) {
  ASKING.set(sourceId, true)
  KNOWN.delete(`${tenantId}${clientId}${sourceId}`)
}
