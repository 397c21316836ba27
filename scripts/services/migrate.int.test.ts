import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { draftMigration, migrate } from './migrate'

const given = process.env.DATABASE_URL ?? ''

describe('migrate', () => {
  let dir: string
  let url: string
  let client: Client

  beforeEach(async () => {
    dir = mkdtempSync(join(tmpdir(), 'andon-migrations-'))
    await inDatabase(given, 'drop database if exists migrate_test with (force)', 'create database migrate_test')
    url = Object.assign(new URL(given), { pathname: '/migrate_test' }).href
    client = new Client({ connectionString: url })
    await client.connect()
  })

  afterEach(async () => {
    await client.end()
    rmSync(dir, { recursive: true })
  })

  const write = (name: string, sql: string) => {
    mkdirSync(join(dir, name), { recursive: true })
    writeFileSync(join(dir, name, 'migration.sql'), sql)
  }

  it('keeps semicolons inside bodies, and applies once when two starts race', async () => {
    write('20260101_one', `create table a (); do $$ begin if true then create table b (); end if; end $$;`)
    const applied = await Promise.all([migrate(url, dir), migrate(url, dir)])
    expect(applied.flat()).toEqual(['20260101_one'])
    await client.query('select from a, b')
  })

  it('applies all of a migration or nothing, names the fault and its line, and stays put until someone decides', async () => {
    write('20260101_one', 'create table a ();\ncreate table b (x nonsense);')
    await expect(migrate(url, dir)).rejects.toThrow('type "nonsense" does not exist (line 2)')
    await expect(client.query('select from a')).rejects.toThrow('does not exist')
    await expect(migrate(url, dir)).rejects.toThrow('Failed earlier')
  })

  it('refuses a migration that was edited after it was applied', async () => {
    write('20260101_one', 'create table a ();')
    await migrate(url, dir)
    write('20260101_one', 'create table a (); create table b ();')
    await expect(migrate(url, dir)).rejects.toThrow('Edited after it was applied: 20260101_one')
  })
})

it('the migrations build exactly what prisma/schema says, in a database that is gone afterwards', async () => {
  expect(await draftMigration(given)).toBe('')
  const databases = await inDatabase(given, `select datname from pg_database where datname like 'andon\\_shadow%'`)
  expect(databases).toEqual([])
})

async function inDatabase(databaseUrl: string, ...statements: string[]): Promise<unknown[]> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  const rows: unknown[] = []
  for (const statement of statements) rows.push(...(await client.query(statement)).rows)
  await client.end()
  return rows
}
