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
