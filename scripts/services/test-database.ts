import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { migrate } from './migrate'

export interface TestDatabase {
  /** The migrated database that test workers copy; nobody may stay connected to it. */
  templateUrl: string
  /** Makes a copy of it. */
  copy(name: string): Promise<string>
  /** Drops it and every copy. */
  stop(): Promise<void>
}

/** A migrated database of its own on the given server, which may hold other things. */
export async function createTestDatabase(serverUrl: string): Promise<TestDatabase> {
  const template = `andon_test_${randomBytes(4).toString('hex')}`
  const urlOf = (database: string) => Object.assign(new URL(serverUrl), { pathname: `/${database}` }).href
  const admin = async (sql: string, values: unknown[] = []): Promise<string[]> => {
    const client = new Client({ connectionString: urlOf('postgres') })
    await client.connect()
    const { rows } = await client.query<{ name: string }>(sql, values).finally(() => client.end())
    return rows.map(({ name }) => name)
  }
  await admin(`create database "${template}"`)
  await migrate(urlOf(template))
  return {
    templateUrl: urlOf(template),
    copy: async (name) => {
      await admin(`create database "${template}_${name}" template "${template}"`)
      return urlOf(`${template}_${name}`)
    },
    stop: async () => {
      const names = await admin('select datname as name from pg_database where starts_with(datname, $1)', [template])
      for (const name of names) await admin(`drop database "${name}" with (force)`)
    },
  }
}
