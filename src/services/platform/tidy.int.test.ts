import { beforeAll, describe, expect, it } from 'vitest'
import { platformQuery, pool } from '@/infra/db'
import { newId } from '@/lib/ids'
import { tidy } from './tidy'

const tenant = newId()
const user = newId()

async function asOwner(statements: readonly [string, unknown[]][]): Promise<void> {
  const connection = await pool('andon_owner').connect()
  await connection.query('SET ROLE NONE')
  for (const [text, values] of statements) await connection.query(text, values)
  connection.release(true)
}

beforeAll(async () => {
  const outbox = `INSERT INTO outbox (tenant_id, id, topic, payload, created_at, not_before, done_at) VALUES ($1, gen_random_uuid(), $2, '{}', now(), now(), `
  await asOwner([
    [`INSERT INTO partner VALUES ($1, 'tidy', 'Tidy', 'en', 'Tidy', '#0e545e', NULL, now())`, [tenant]],
    [`INSERT INTO user_account (id, email, name, created_at) VALUES ($1, 'tidy@example.test', 'Tidy', now())`, [user]],
    [`${outbox} now() - interval '8 days')`, [tenant, 'old']],
    [`${outbox} now() - interval '6 days')`, [tenant, 'young']],
    [`${outbox} NULL)`, [tenant, 'open']],
    [
      `INSERT INTO login_token VALUES ('old', $1, $2, now(), now() - interval '2 days', NULL), ('young', $1, $2, now(), now(), NULL)`,
      [tenant, user],
    ],
  ])
})

describe('tidy', () => {
  it('takes what has served its purpose, and nothing that is open or young', async () => {
    expect(await tidy()).toBe(2)
    expect(await platformQuery('SELECT topic FROM outbox WHERE tenant_id = $1 ORDER BY topic', [tenant])).toEqual([
      { topic: 'open' },
      { topic: 'young' },
    ])
    expect(await platformQuery('SELECT token_hash FROM login_token WHERE tenant_id = $1', [tenant])).toEqual([
      { token_hash: 'young' },
    ])
    expect(await tidy()).toBe(0)
  })
})

describe('tidy of messages', () => {
  const endpoint = newId()
  const message = (id: string, status: string, days: number): [string, unknown[]][] => [
    [
      `INSERT INTO webhook_message (tenant_id, id, endpoint_id, key, type, body, status, chain_at, created_at)
       VALUES ($1, $2::uuid, $3, $2::uuid::text, 'incident.opened', '{}', $4, now(), now() - make_interval(days => $5))`,
      [tenant, id, endpoint, status, days],
    ],
    [
      `INSERT INTO webhook_attempt (tenant_id, message_id, number, at, took_ms, status, detail) VALUES ($1, $2, 1, now(), 5, 200, 'OK')`,
      [tenant, id],
    ],
  ]

  it('takes messages of long ago with their attempts, never one that still waits', async () => {
    const [old, young, waiting] = [newId(), newId(), newId()]
    await asOwner([
      [
        `INSERT INTO webhook_endpoint (tenant_id, id, name, url, types, status, secret, secret_hint, created_at)
         VALUES ($1, $2::uuid, 'ERP', 'https://erp.example', '{incident.opened}', 'active', 'v1.' || $2::uuid || '.a.b.c', '…1', now())`,
        [tenant, endpoint],
      ],
      ...message(old, 'delivered', 91),
      ...message(young, 'failed', 89),
      ...message(waiting, 'waiting', 200),
    ])
    expect(await tidy()).toBe(1)
    const left = async (table: string, column: string) => {
      const connection = await pool('andon_owner').connect()
      await connection.query('SET ROLE NONE')
      const { rows } = await connection.query(`SELECT ${column} AS id FROM ${table} WHERE tenant_id = $1`, [tenant])
      connection.release(true)
      return rows.map(({ id }) => id).sort()
    }
    expect(await left('webhook_message', 'id')).toEqual([young, waiting].sort())
    expect(await left('webhook_attempt', 'message_id')).toEqual([young, waiting].sort())
  })
})
