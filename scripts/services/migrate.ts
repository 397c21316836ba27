import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import * as wasm from '@prisma/schema-engine-wasm/schema_engine_bg'
import { Client, Pool } from 'pg'
import { migrationAdapter } from './migration-adapter'

/** One writer at a time, also between machines. Not Prisma's own key, which its CLI takes in a session of its own. */
const LOCK = 4_411_026

const SCHEMA_DIR = 'prisma/schema'
const MIGRATIONS_DIR = 'prisma/migrations'
const NO_FILTERS = { externalTables: [], externalEnums: [] }

/**
 * Applies what is missing from `dir` (default prisma/migrations) and returns the names. The record is Prisma's own
 * table, so that `prisma migrate deploy` may continue where this left off.
 * @throws Error when a migration fails, was edited after it was applied, or failed earlier.
 */
export async function migrate(databaseUrl: string, dir = MIGRATIONS_DIR): Promise<string[]> {
  const lock = new Client({ connectionString: databaseUrl })
  await lock.connect()
  try {
    await lock.query('select pg_advisory_lock($1)', [LOCK])
    return await withEngine(databaseUrl, async (engine) => {
      const migrationsList = readMigrations(dir)
      await refuseBrokenHistory(engine, migrationsList)
      const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: NO_FILTERS })
      return appliedMigrationNames
    })
  } finally {
    await lock.end()
  }
}

/**
 * SQL from what the migrations build to what prisma/schema says. Builds them in a database beside `databaseUrl`'s,
 * which it drops again. Foreign keys, row-level security, roles, checks and further indexes are written by hand: the
 * draft knows nothing of them, so read it before you keep a line. Empty: both agree.
 */
export async function draftMigration(databaseUrl: string): Promise<string> {
  return withEngine(databaseUrl, async (engine) => {
    const { stdout } = await engine.diff({
      from: { tag: 'migrations', ...readMigrations(MIGRATIONS_DIR) },
      to: { tag: 'schemaDatamodel', files: schemaFiles() },
      script: true,
      exitCode: null,
      filters: NO_FILTERS,
    })
    return (stdout ?? '')
      .split(/^(?=-- )/m)
      .filter((step) => !/^-- Drop(ForeignKey|Index)\b/.test(step))
      .join('')
      .replace(/^-- This is an empty migration\.\s*$/, '')
      .trim()
  })
}

/** SQL that builds prisma/schema from nothing: what a migrated database is compared with. Changes nothing. */
export function schemaSql(databaseUrl: string): Promise<string> {
  return withEngine(databaseUrl, async (engine) => {
    const to = { tag: 'schemaDatamodel' as const, files: schemaFiles() }
    const { stdout } = await engine.diff({
      from: { tag: 'empty' },
      to,
      script: true,
      exitCode: null,
      filters: NO_FILTERS,
    })
    return stdout ?? ''
  })
}

async function refuseBrokenHistory(engine: wasm.SchemaEngine, migrationsList: wasm.MigrationList): Promise<void> {
  const { editedMigrationNames, failedMigrationNames } = await engine.diagnoseMigrationHistory({
    migrationsList,
    optInToShadowDatabase: false,
    filters: NO_FILTERS,
  })
  if (editedMigrationNames.length > 0) {
    throw new Error(`Edited after it was applied: ${editedMigrationNames.join(', ')}. Write a new migration instead`)
  }
  if (failedMigrationNames.length > 0) {
    throw new Error(`Failed earlier and needs a decision (prisma migrate resolve): ${failedMigrationNames.join(', ')}`)
  }
}

async function withEngine<T>(databaseUrl: string, use: (engine: wasm.SchemaEngine) => Promise<T>): Promise<T> {
  await loadWasm()
  const pool = new Pool({ connectionString: databaseUrl })
  try {
    const datamodels = schemaFiles().map(({ path, content }): [string, string] => [path, content])
    const adapter = bindMigrationAwareSqlAdapterFactory(migrationAdapter(pool, databaseUrl))
    return await use(await wasm.SchemaEngine.new({ datamodels }, () => {}, adapter))
  } catch (error) {
    throw new Error(withoutEngineTrace(error), { cause: error })
  } finally {
    await pool.end()
  }
}

/** The engine appends its own call stack to its messages. */
function withoutEngineTrace(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return text.replace(/\n\s+0: [\s\S]*$/, '').replace('external connector error\n', '')
}

let loading: Promise<void> | undefined

function loadWasm(): Promise<void> {
  loading ??= (async () => {
    const file = createRequire(import.meta.url)
      .resolve('@prisma/schema-engine-wasm')
      .replace(/\.js$/, '_bg.wasm')
    const { instance } = await WebAssembly.instantiate(readFileSync(file), { './schema_engine_bg.js': wasm })
    wasm.__wbg_set_wasm(instance.exports)
    ;(instance.exports.__wbindgen_start as () => void)()
  })()
  return loading
}

function schemaFiles(): wasm.SchemaContainer[] {
  return readdirSync(SCHEMA_DIR)
    .filter((name) => name.endsWith('.prisma'))
    .map((name) => ({ path: name, content: readFileSync(join(SCHEMA_DIR, name), 'utf8') }))
}

function readMigrations(dir: string): wasm.MigrationList {
  const lockfile = join(dir, 'migration_lock.toml')
  const names = readdirSync(dir, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return {
    baseDir: resolve(dir),
    lockfile: { path: 'migration_lock.toml', content: existsSync(lockfile) ? readFileSync(lockfile, 'utf8') : null },
    shadowDbInitScript: '',
    migrationDirectories: names
      .map(({ name }) => name)
      .sort()
      .map((path) => ({
        path,
        migrationFile: {
          path: 'migration.sql',
          content: { tag: 'ok', value: readFileSync(join(dir, path, 'migration.sql'), 'utf8') },
        },
      })),
  }
}
