import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { env } from '@/env'
import { schemaSql } from '~/scripts/services/migrate'
import { factDifference, schemaFacts } from './schema-facts'

const migrated = new pg.Client({ connectionString: env.DATABASE_URL })
const expectedUrl = new URL(env.DATABASE_URL)
expectedUrl.pathname += '_schema'
const database = expectedUrl.pathname.slice(1)
let wanted: Set<string>

beforeAll(async () => {
  await migrated.connect()
  await migrated.query(`DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`)
  await migrated.query(`CREATE DATABASE "${database}"`)
  const sql = await schemaSql(expectedUrl.href)
  const schema = new pg.Client({ connectionString: expectedUrl.href })
  await schema.connect()
  await schema.query(sql)
  wanted = await schemaFacts(schema)
  await schema.end()
})

afterAll(async () => {
  await migrated.query(`DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`)
  await migrated.end()
})

const DRIFTS: readonly [drift: string, found: RegExp][] = [
  ['ALTER TABLE client ADD COLUMN note text', /only in prisma\/migrations: client\.note text/],
  ['ALTER TABLE client DROP COLUMN archived_at', /only in prisma\/schema: client\.archived_at/],
  ['ALTER TABLE site ALTER COLUMN city DROP NOT NULL', /only in prisma\/schema: site\.city text not null/],
  ['ALTER TABLE workflow ALTER COLUMN tier TYPE bigint', /only in prisma\/schema: workflow\.tier integer/],
  [
    'ALTER TABLE workflow ALTER COLUMN tier SET DEFAULT 1',
    /only in prisma\/schema: workflow\.tier integer not null default 3/,
  ],
  [`ALTER TYPE audience RENAME VALUE 'client' TO 'plant'`, /only in prisma\/migrations: audience internal,plant/],
  ['DROP INDEX client_tenant_id_slug_key', /only in prisma\/schema: .*client_tenant_id_slug_key/],
  [
    'ALTER TABLE counter DROP CONSTRAINT counter_pkey, ADD PRIMARY KEY (name, tenant_id)',
    /only in prisma\/schema: counter counter_pkey PRIMARY KEY \(tenant_id, name\)/,
  ],
  [
    'ALTER TABLE site DROP CONSTRAINT site_tenant_id_client_id_fkey',
    /only in prisma\/schema: site site_tenant_id_client_id_fkey/,
  ],
  ['CREATE TABLE forgotten (id uuid)', /only in prisma\/migrations: forgotten\.id/],
]

describe('schema equality', () => {
  it('the migrated database is what prisma/schema says', async () => {
    expect(wanted.size).toBeGreaterThan(200)
    expect(factDifference(wanted, await schemaFacts(migrated))).toEqual([])
  })

  it.each(DRIFTS)('notices %s', async (drift, found) => {
    await migrated.query('BEGIN')
    try {
      await migrated.query(drift)
      expect(factDifference(wanted, await schemaFacts(migrated)).join('\n')).toMatch(found)
    } finally {
      await migrated.query('ROLLBACK')
    }
  })
})
