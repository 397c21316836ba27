import type pg from 'pg'
import { PARTITIONED, upkeep } from './partitions'

/** Rows taken at a time from what is not partitioned by time. */
const BITE = 5_000
const HASHED = Array.from({ length: 16 }, (_, index) => index)

type Partitioned = (typeof PARTITIONED)[number]

const dayOf = (stamp: string) =>
  Date.UTC(Number(stamp.slice(0, 4)), Number(stamp.slice(4, 6)) - 1, Number(stamp.slice(6)))

/** The partitions that end at or before `before`, and before those that are made ahead again and again. */
async function ended(client: pg.PoolClient, { table, stepMs, spans }: Partitioned, now: Date, before: Date) {
  const { rows } = await client.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = $1::regclass AND c.relname ~ $2 ORDER BY 1`,
    [table, `^${table}_\\d{8}$`],
  )
  const keep = Math.min(before.getTime(), spans(now.getTime())[0]?.from.getTime() ?? 0)
  return rows.map(({ name }) => name).filter((name) => dayOf(name.slice(-8)) + stepMs <= keep)
}

/** The parent is locked for an instant; when it cannot be had within two seconds, the next round tries again. */
async function drop(client: pg.PoolClient, name: string): Promise<void> {
  await client.query('BEGIN')
  try {
    await client.query(`SET LOCAL lock_timeout = '2s'`)
    await client.query(`DROP TABLE ${name}`)
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  }
}

/** Drops whole time partitions whose rows are all from before `before`; no row is deleted one by one. Returns their names. */
export function dropPartitions(now: Date, before: Date): Promise<string[]> {
  return upkeep(async (client) => {
    const dropped: string[] = []
    for (const table of PARTITIONED) {
      for (const name of await ended(client, table, now, before)) {
        await drop(client, name)
        dropped.push(name)
      }
    }
    return dropped
  })
}

/** One bite of every leaf; the owner, who alone may, reads leaves directly. */
async function bite(client: pg.PoolClient, leaves: readonly string[], is: string, before: Date): Promise<number> {
  let gone = 0
  for (const leaf of leaves) {
    const { rowCount } = await client.query(
      `DELETE FROM ${leaf} WHERE ctid = ANY (ARRAY(SELECT ctid FROM ${leaf} WHERE ${is} LIMIT ${BITE}))`,
      [before],
    )
    gone += rowCount ?? 0
  }
  return gone
}

/**
 * Takes one bite of the keys of events seen before `keysFrom`, and of the runs outside every time partition, and of the keys of
 * runs, from before `runsFrom`. Returns how many rows went.
 */
export function purgeKeys({ keysFrom, runsFrom }: { keysFrom: Date; runsFrom: Date }): Promise<number> {
  return upkeep(async (client) => {
    const events = HASHED.map((index) => `event_key_h${index}`)
    const runs = [...HASHED.map((index) => `execution_key_h${index}`), 'execution_default']
    return (
      (await bite(client, events, 'seen < $1::timestamptz::date', keysFrom)) +
      (await bite(client, runs, 'anchor_at < $1::timestamptz', runsFrom))
    )
  })
}
