import { randomUUID } from 'node:crypto'
import { PrismaPg } from '@prisma/adapter-pg'
import { ColumnTypeEnum, DriverAdapterError, type SqlDriverAdapter } from '@prisma/driver-adapter-utils'
import { DatabaseError, Pool, type QueryResult } from 'pg'

/** Object ids of the catalog's one-byte type "char" and of text. */
const CHAR = 18
const TEXT = 25

interface Driver {
  query(...args: unknown[]): Promise<QueryResult>
}

/** Prisma's adapter made fit for reviewed SQL; each departure is proven by migrate.int.test.ts. */
export function migrationAdapter(pool: Pool, databaseUrl: string): PrismaPg {
  const factory = new PrismaPg(pool)
  const connect = factory.connect.bind(factory)
  factory.connect = async () => repaired(await connect())
  // Its own shadow database is the real one as soon as a connection string is given.
  factory.connectToShadowDb = async () => {
    const name = `andon_shadow_${randomUUID().slice(0, 8)}`
    await pool.query(`create database "${name}"`)
    const shadow = new Pool({ connectionString: Object.assign(new URL(databaseUrl), { pathname: `/${name}` }).href })
    const adapter = repaired(await new PrismaPg(shadow).connect())
    adapter.dispose = async () => {
      await shadow.end()
      await pool.query(`drop database "${name}"`)
    }
    return adapter
  }
  return factory
}

function repaired<A extends SqlDriverAdapter & { underlyingDriver(): unknown }>(adapter: A): A {
  const driver = adapter.underlyingDriver() as Driver
  // It cuts scripts at every semicolon, also inside function bodies and DO blocks. PostgreSQL takes a script whole,
  // and then applies all of it or nothing.
  adapter.executeScript = async (script) => {
    await driver.query(script).catch((error: unknown) => {
      throw error instanceof DatabaseError ? explained(error, script) : error
    })
  }
  // It does not know "char", of which the engine reads plenty when it describes a database. One query at a time.
  const send = driver.query.bind(driver)
  const queryRaw = adapter.queryRaw.bind(adapter)
  let isChar: boolean[] = []
  driver.query = async (...args) => {
    const result = await send(...args)
    isChar = (result.fields ?? []).map((field) => field.dataTypeID === CHAR)
    for (const field of result.fields ?? []) if (field.dataTypeID === CHAR) field.dataTypeID = TEXT
    return result
  }
  adapter.queryRaw = async (query) => {
    const result = await queryRaw(query)
    const columnTypes = result.columnTypes.map((type, i) => (isChar[i] ? ColumnTypeEnum.Character : type))
    return { ...result, columnTypes }
  }
  return adapter
}

function explained(error: DatabaseError, script: string): DriverAdapterError {
  const line = error.position ? ` (line ${script.slice(0, Number(error.position)).split('\n').length})` : ''
  return new DriverAdapterError({
    kind: 'postgres',
    code: error.code ?? 'XX000',
    severity: error.severity ?? 'ERROR',
    message: `${error.message}${line}`,
    detail: error.detail,
    hint: error.hint,
    column: error.column,
  })
}
