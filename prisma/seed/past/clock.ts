import { Client } from 'pg'
import { env } from '@/env'

/** SQL that says now() asks the one row first; while it is empty, the machine. */
const OPEN = `
DROP SCHEMA IF EXISTS past CASCADE;
CREATE SCHEMA past;
CREATE TABLE past.clock (at timestamptz);
INSERT INTO past.clock VALUES (NULL);
CREATE FUNCTION past.now() RETURNS timestamptz STABLE LANGUAGE sql AS 'SELECT coalesce(at, pg_catalog.now()) FROM past.clock';
CREATE FUNCTION past.clock_timestamp() RETURNS timestamptz VOLATILE LANGUAGE sql AS 'SELECT coalesce(at, pg_catalog.clock_timestamp()) FROM past.clock';
GRANT USAGE ON SCHEMA past TO PUBLIC;
GRANT SELECT ON past.clock TO PUBLIC;`

/** Guards that name their search path themselves. */
const GUARDS = `
SELECT p.oid::regprocedure::text AS name FROM pg_proc p
WHERE p.pronamespace = 'public'::regnamespace AND 'search_path=pg_catalog, pg_temp' = ANY (p.proconfig)`

export interface Past {
  /** What `work` does happened at that moment. */
  at<T>(moment: Date, work: () => Promise<T>): Promise<T>
  /** The database asks the machine's clock again, and nothing of this is left in it. */
  close(): Promise<void>
}

/**
 * The demo's partner has promised things for months: its objects are made by the same verbs, on a clock that shows the day on
 * which that happened. Must be opened before anything else connects, because a connection keeps the path it began with.
 */
export async function openPast(): Promise<Past> {
  const client = new Client({ connectionString: env.DATABASE_URL })
  await client.connect()
  const { rows: names } = await client.query<{ name: string }>('SELECT quote_ident(current_database()) AS name')
  const { rows: guards } = await client.query<{ name: string }>(GUARDS)
  const setGuards = async (path: string) => {
    for (const { name } of guards) await client.query(`ALTER FUNCTION ${name} SET search_path = ${path}`)
  }
  await client.query(OPEN)
  await setGuards('past, pg_catalog, pg_temp')
  await client.query(`ALTER DATABASE ${names[0]?.name} SET search_path = public, past, pg_catalog`)
  return {
    async at(moment, work) {
      await client.query('UPDATE past.clock SET at = $1', [moment])
      try {
        return await work()
      } finally {
        await client.query('UPDATE past.clock SET at = NULL')
      }
    },
    async close() {
      await client.query(`ALTER DATABASE ${names[0]?.name} RESET search_path`)
      await setGuards('pg_catalog, pg_temp')
      await client.query('DROP SCHEMA past CASCADE')
      await client.end()
    },
  }
}
