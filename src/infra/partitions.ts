import type pg from 'pg'
import { pool } from './db'
import { logger } from './logger'

const DAY_MS = 86_400_000
const WEEK_MS = 7 * DAY_MS
/** A Monday; weeks are counted from here. */
const FIRST_MONDAY = Date.UTC(2024, 0, 1)
/** Runs are reported late and history is loaded: weeks behind are made as well. */
const WEEKS_BACK = 14
const AHEAD = 4

interface Span {
  name: string
  from: Date
  to: Date
}

interface PartitionedTable {
  table: 'event_log' | 'execution'
  column: 'received_at' | 'anchor_at'
  stepMs: number
  spans(now: number): Span[]
}

const stamp = (at: Date) => at.toISOString().slice(0, 10).replaceAll('-', '')

function spansOf(table: string, first: number, stepMs: number, count: number): Span[] {
  return Array.from({ length: count }, (_, index) => {
    const from = new Date(first + index * stepMs)
    return { name: `${table}_${stamp(from)}`, from, to: new Date(from.getTime() + stepMs) }
  })
}

const floorTo = (now: number, origin: number, stepMs: number) => origin + Math.floor((now - origin) / stepMs) * stepMs

/** Events by the day of receipt (UTC), runs by the week of their anchor. */
export const PARTITIONED: readonly PartitionedTable[] = [
  {
    table: 'event_log',
    column: 'received_at',
    stepMs: DAY_MS,
    spans: (now) => spansOf('event_log', floorTo(now, 0, DAY_MS) - DAY_MS, DAY_MS, 2 + AHEAD),
  },
  {
    table: 'execution',
    column: 'anchor_at',
    stepMs: WEEK_MS,
    spans: (now) =>
      spansOf('execution', floorTo(now, FIRST_MONDAY, WEEK_MS) - WEEKS_BACK * WEEK_MS, WEEK_MS, WEEKS_BACK + 1 + AHEAD),
  },
]

/**
 * Makes one partition, and moves into it what the DEFAULT partition caught of its span. Built beside its parent and attached:
 * that does not stop writers of the other partitions.
 */
async function create(
  client: pg.PoolClient,
  { table, column }: PartitionedTable,
  { name, from, to }: Span,
): Promise<void> {
  const bounds = [from, to].map((at) => `'${at.toISOString()}'`)
  const within = `${column} >= ${bounds[0]} AND ${column} < ${bounds[1]}`
  await client.query('BEGIN')
  try {
    await client.query(`SET LOCAL lock_timeout = '2s'`)
    await client.query(`CREATE TABLE ${name} (LIKE ${table} INCLUDING ALL)`)
    await client.query(`LOCK TABLE ${table}_default IN ACCESS EXCLUSIVE MODE`)
    const moved = await client.query(
      `WITH stray AS (DELETE FROM ${table}_default WHERE ${within} RETURNING *) INSERT INTO ${name} SELECT * FROM stray`,
    )
    await client.query(`ALTER TABLE ${table} ATTACH PARTITION ${name} FOR VALUES FROM (${bounds[0]}) TO (${bounds[1]})`)
    await client.query('COMMIT')
    if (moved.rowCount) logger.warn({ partition: name, rows: moved.rowCount }, 'rows waited in the default partition')
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  }
}

async function missing(client: pg.PoolClient, spans: readonly Span[]): Promise<Span[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT name FROM unnest($1::text[]) AS q (name) WHERE to_regclass('public.' || name) IS NULL`,
    [spans.map(({ name }) => name)],
  )
  return spans.filter(({ name }) => rows.some((row) => row.name === name))
}

/** Runs partition upkeep as the owner, one process at a time. */
export async function upkeep<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool('andon_owner').connect()
  try {
    await client.query(`SELECT pg_advisory_lock(hashtext('andon-partitions'))`)
    return await work(client)
  } finally {
    await client.query(`SELECT pg_advisory_unlock_all()`).then(
      () => client.release(),
      (error: Error) => client.release(error),
    )
  }
}

/** Makes the time partitions around `now` that are missing; several processes may call it at once. Returns their names. */
export function ensurePartitions(now: Date): Promise<string[]> {
  return upkeep(async (client) => {
    const made: string[] = []
    for (const table of PARTITIONED) {
      for (const span of await missing(client, table.spans(now.getTime()))) {
        await create(client, table, span)
        made.push(span.name)
      }
    }
    return made
  })
}
