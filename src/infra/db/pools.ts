import pg from 'pg'
import { env } from '@/env'
import { logger } from '../logger'

/** Roles of the walls migration; `andon_owner` only makes and drops partitions. */
export type DbRole = 'andon_app' | 'andon_ingest' | 'andon_platform' | 'andon_owner'

const SIZE: Record<DbRole, number> = { andon_app: 10, andon_ingest: 3, andon_platform: 4, andon_owner: 1 }

/** Next bundles its own copy of this module; the pools must still be one set per process. */
const shared = globalThis as typeof globalThis & { andonPools?: Map<DbRole, pg.Pool> }
shared.andonPools ??= new Map()
const pools = shared.andonPools

/**
 * One pool per role over the one DATABASE_URL: the role is taken in the startup packet, so RESET ROLE stays inside it.
 * So is the time zone: Prisma's adapter writes and reads instants without one, and means UTC.
 */
export function pool(role: DbRole): pg.Pool {
  const existing = pools.get(role)
  if (existing) return existing
  const created = new pg.Pool({
    connectionString: env.DATABASE_URL,
    max: SIZE[role],
    application_name: role,
    options: `-c role=${role} -c TimeZone=UTC -c statement_timeout=15000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=15000`,
  })
  // Without a listener a PostgreSQL restart would kill the process.
  created.on('error', (error) => logger.warn({ role, error: error.message }, 'database connection lost'))
  // The same while a connection is lent out: the query in hand fails, the process goes on.
  created.on('connect', (client) => client.on('error', () => undefined))
  pools.set(role, created)
  return created
}

/** Ends every pool; the process is stopping. */
export async function closePools(): Promise<void> {
  await Promise.all([...pools.values()].map((each) => each.end()))
  pools.clear()
}

/** A named cross-tenant look-up (host, session, key, timers, relay): the only reader above tenants. */
export async function platformQuery<Row extends pg.QueryResultRow>(
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  return (await pool('andon_platform').query<Row>(text, values)).rows
}
