import { Client } from 'pg'

/**
 * The database of this test worker, a fresh copy of the migrated one in TEST_TEMPLATE_URL. Every test file starts with
 * its own copy, so files run side by side and cannot see each other's rows.
 */
export async function testDatabaseUrl(templateUrl: string, workerId: string): Promise<string> {
  const url = new URL(templateUrl)
  const template = url.pathname.slice(1)
  const database = `${template}_worker_${workerId}`
  await maintain(templateUrl, [
    `drop database if exists "${database}" with (force)`,
    `create database "${database}" template "${template}"`,
  ])
  url.pathname = `/${database}`
  return url.href
}

/** Runs statements in the server's maintenance database: PostgreSQL copies only a database nobody is connected to. */
async function maintain(serverUrl: string, statements: readonly string[]): Promise<void> {
  const url = new URL(serverUrl)
  url.pathname = '/postgres'
  const client = new Client({ connectionString: url.href })
  await client.connect()
  try {
    // Two copies of one template at the same time disturb each other.
    await client.query(`select pg_advisory_lock(hashtext('andon-test-template'))`)
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}
