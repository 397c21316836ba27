import { platformQuery } from '@/infra/db'

/** Rows that go per table and round: a long night's work is done in small bites. */
const BITE = 5_000

/** Which rows have served their purpose. An effect's proof stays when its outbox row goes; sessions stay a month for the record. */
const RULES = [
  {
    table: 'rollup_minute',
    key: 'tenant_id, workflow_id, minute',
    is: `NOT dirty AND minute < now() - interval '48 hours'`,
  },
  { table: 'outbox', key: 'tenant_id, id', is: `done_at < now() - interval '7 days'` },
  { table: 'session', key: 'tenant_id, id', is: `expires_at < now() - interval '30 days'` },
  { table: 'signed_delivery', key: 'tenant_id, source_id, delivery_id', is: `received_at < now() - interval '1 day'` },
  { table: 'idempotency_key', key: 'tenant_id, api_key_id, key', is: `created_at < now() - interval '1 day'` },
  {
    table: 'channel_message',
    key: 'tenant_id, id',
    is: `status <> 'waiting' AND created_at < now() - interval '90 days'`,
  },
  {
    table: 'webhook_message',
    key: 'tenant_id, id',
    is: `status <> 'waiting' AND created_at < now() - interval '90 days'`,
  },
  { table: 'login_token', key: 'token_hash', is: `expires_at < now() - interval '1 day'` },
] as const

/** Takes away what nobody needs again, at most one bite of each kind; returns how many rows went. Safe in several workers at once. */
export async function tidy(): Promise<number> {
  let gone = 0
  for (const { table, key, is } of RULES) {
    const [row] = await platformQuery<{ n: number }>(
      `WITH old AS (SELECT ${key} FROM ${table} WHERE ${is} LIMIT ${BITE} FOR UPDATE SKIP LOCKED),
            taken AS (DELETE FROM ${table} WHERE (${key}) IN (SELECT ${key} FROM old) RETURNING 1)
       SELECT count(*)::int AS n FROM taken`,
    )
    gone += row?.n ?? 0
  }
  return gone
}
