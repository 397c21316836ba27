import type { Scope } from '@/domain/access/scope'
import type { Sql } from '@/infra/db'
import { openSecretValue, type SecretPlace } from '@/infra/envelope'
import { notFound } from '@/lib/errors'

/** An endpoint as the program works with it; the secrets are sealed. */
export interface StoredEndpoint {
  id: string
  clientId: string | null
  name: string
  url: string
  types: string[]
  status: 'active' | 'paused' | 'disabled'
  secret: string
  secretHint: string
  oldSecret: string | null
  oldSecretUntil: Date | null
  failures: number
  lastOkAt: Date | null
  version: number
}

const LOAD = `
SELECT e.id, e.client_id AS "clientId", e.name, e.url, e.types, e.status, e.secret, e.secret_hint AS "secretHint", e.old_secret AS "oldSecret",
  e.old_secret_until AS "oldSecretUntil", e.failures, e.last_ok_at AS "lastOkAt", e.version
FROM webhook_endpoint e
WHERE e.tenant_id = :tenant AND e.client_id = ANY(:clients) AND e.id = $1::uuid AND e.removed_at IS NULL`

/** @throws NOT_FOUND outside the scope */
export async function loadEndpoint({ sql }: { sql: Sql }, endpointId: string): Promise<StoredEndpoint> {
  const [row] = await sql<StoredEndpoint>(LOAD, [endpointId])
  if (!row) throw notFound('webhook endpoint')
  return row
}

/** The same, held until commit. */
export async function holdEndpoint({ sql }: { sql: Sql }, endpointId: string): Promise<StoredEndpoint> {
  const [row] = await sql<StoredEndpoint>(`${LOAD} FOR UPDATE`, [endpointId])
  if (!row) throw notFound('webhook endpoint')
  return row
}

export function secretPlace(endpointId: string, column: 'secret' | 'old_secret'): SecretPlace {
  return { table: 'webhook_endpoint', column, rowId: endpointId }
}

/** The secrets that sign now, newest first; for the length of one delivery. */
export async function liveSecrets(
  ctx: { scope: Scope; sql: Sql },
  { id, secret, oldSecret, oldSecretUntil }: StoredEndpoint,
  now: Date,
): Promise<string[]> {
  const newest = await openSecretValue(ctx, secretPlace(id, 'secret'), secret)
  if (!oldSecret || !oldSecretUntil || oldSecretUntil <= now) return [newest]
  return [newest, await openSecretValue(ctx, secretPlace(id, 'old_secret'), oldSecret)]
}

export function endpointSubject({ id, name }: { id: string; name: string }) {
  return { kind: 'webhook', id, name }
}

export function hintOf(secret: string): string {
  return `whsec_…${secret.slice(-4)}`
}

const DUE = `
UPDATE webhook_endpoint e SET due_at = (SELECT min(m.next_at) FROM webhook_message m
  WHERE m.tenant_id = e.tenant_id AND m.endpoint_id = e.id AND m.status = 'waiting')
WHERE e.tenant_id = :tenant AND e.id = $1::uuid`

/** Sets the endpoint's timer to its earliest message. Hold the endpoint's row before, in a statement of its own. */
export async function setTimer(sql: Sql, endpointId: string): Promise<void> {
  await sql(DUE, [endpointId])
}
