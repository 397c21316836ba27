import type { WebhookType } from '@/domain/webhook/schema'
import type { Sql } from '@/infra/db'
import { newId } from '@/lib/ids'
import type { Caller } from '../context'
import { sealed } from '../effect/sealed'
import { readFacts, subjectId, type WebhookFacts, type WebhookSubject } from './facts'

const LISTENERS = `
SELECT e.id, e.client_id AS "clientId" FROM webhook_endpoint e
WHERE e.tenant_id = :tenant AND e.removed_at IS NULL AND e.status <> 'disabled' AND $1 = ANY (e.types)`

interface Listener {
  id: string
  clientId: string | null
}

const WRITE = `
INSERT INTO webhook_message (tenant_id, id, endpoint_id, client_id, key, type, body, status, chain_at, next_at, created_at)
VALUES (:tenant, $1::uuid, $2::uuid, $3::uuid, $4, $5, $6, 'waiting', $7, $7, $7) ON CONFLICT (tenant_id, endpoint_id, key) DO NOTHING RETURNING id`
const WAKE = `UPDATE webhook_endpoint e SET due_at = least(e.due_at, $2) WHERE e.tenant_id = :tenant AND e.id = $1::uuid`

/** Standard Webhooks asks for small bodies; longer words of a caller's own facts give way to the ids. */
const BODY_MAX = 19_000

function bodyOf(type: string, at: Date, { data }: WebhookFacts): string {
  const body = JSON.stringify({ type, timestamp: at.toISOString(), data })
  if (Buffer.byteLength(body) <= BODY_MAX) return body
  const short = { id: data.id ?? null, client: data.client ?? null, url: data.url ?? null, isShortened: true }
  return JSON.stringify({ type, timestamp: at.toISOString(), data: short })
}

/** Lays one message into an endpoint's queue and wakes its timer; once per key. */
async function enqueue(
  sql: Sql,
  now: Date,
  { listener, key, type, body }: { listener: Listener; key: string; type: string; body: string },
): Promise<string | null> {
  const [row] = await sql<{ id: string }>(WRITE, [newId(), listener.id, listener.clientId, key, type, body, now])
  if (row) await sql(WAKE, [listener.id, now])
  return row?.id ?? null
}

/**
 * Tells every endpoint that listens for `type` what happened, once per outbox row. An endpoint of one client hears of that
 * client only. Order is not promised.
 */
export async function fanOut(
  caller: Caller,
  type: WebhookType,
  { outboxId, ...subject }: WebhookSubject & { outboxId: string },
): Promise<void> {
  await sealed(caller.scope, async (sql, now) => {
    const listeners = await sql<Listener>(LISTENERS, [type])
    if (listeners.length === 0) return
    const facts = await readFacts(sql, subject)
    if (!facts) return
    const body = bodyOf(type, now, facts)
    const key = `${type}/${subjectId(subject)}/${outboxId}`
    const concerned = listeners.filter(({ clientId }) => clientId === null || clientId === facts.clientId)
    // In one order everywhere: two effects never wait for each other's endpoints.
    concerned.sort((a, b) => (a.id < b.id ? -1 : 1))
    for (const listener of concerned) await enqueue(sql, now, { listener, key, type, body })
  })
}
