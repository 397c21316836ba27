import type { Client } from 'pg'
import type { Manifest } from './manifest'

const MIGRATIONS = `
SELECT migration_name AS name, checksum FROM _prisma_migrations
WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name`

/** Tables that hold rows of their own; a partitioned one stands for its parts. Computed columns compute themselves. */
const TABLES = `
SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
  AND c.relname <> '_prisma_migrations'
GROUP BY c.relname ORDER BY c.relname`

const PARTITIONS = `
SELECT c.relname AS name, p.relname AS parent, pg_get_expr(c.relpartbound, c.oid) AS bound
FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid JOIN pg_class p ON p.oid = i.inhparent
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relispartition
  AND pg_get_expr(c.relpartbound, c.oid) <> 'DEFAULT' ORDER BY c.relname`

const SEQUENCES = `
SELECT sequencename AS name, last_value::text AS value FROM pg_sequences
WHERE schemaname = 'public' AND last_value IS NOT NULL ORDER BY sequencename`

export type Table = Pick<Manifest['tables'][number], 'name' | 'columns'>

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

/** `"a", "b"` */
const columnList = ({ columns }: Table) => columns.map(quoted).join(', ')

/** Everything as text in one form, and an error instead of fewer rows where a wall would hide some. */
export async function openEyes(client: Client): Promise<void> {
  await client.query(`SET TimeZone = 'UTC'; SET DateStyle = 'ISO'; SET extra_float_digits = 1; SET row_security = off`)
}

async function all<Row>(client: Client, text: string): Promise<Row[]> {
  return (await client.query(text)).rows as Row[]
}

export const migrationsOf = (client: Client) => all<Manifest['migrations'][number]>(client, MIGRATIONS)
export const tablesOf = (client: Client) => all<Table>(client, TABLES)
export const partitionsOf = (client: Client) => all<Manifest['partitions'][number]>(client, PARTITIONS)
export const sequencesOf = (client: Client) => all<Manifest['sequences'][number]>(client, SEQUENCES)

/** How many rows, and the sum of a 60-bit digest of each: the same for the same rows in any order. */
export async function contentOf(client: Client, table: Table): Promise<{ rows: string; digest: string }> {
  const [found] = await all<{ rows: string; digest: string }>(
    client,
    `SELECT count(*)::text AS rows, coalesce(sum(('x' || substr(md5(t::text), 1, 15))::bit(60)::bigint), 0)::text AS digest
     FROM (SELECT ${columnList(table)} FROM ${quoted(table.name)}) t`,
  )
  if (!found) throw new Error(`${table.name} could not be counted`)
  return found
}

export const copyOut = (table: Table) => `COPY (SELECT ${columnList(table)} FROM ${quoted(table.name)}) TO STDOUT`
export const copyIn = (table: Table) => `COPY ${quoted(table.name)} (${columnList(table)}) FROM STDIN`
export const emptied = (tables: readonly Table[]) => `TRUNCATE ${tables.map(({ name }) => quoted(name)).join(', ')}`
