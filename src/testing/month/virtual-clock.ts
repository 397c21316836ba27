import { Client } from 'pg'

const RealDate = Date

/** A functions' schema that stands before pg_catalog: SQL that says now() then asks the one row instead of the machine. */
const IN_DATABASE = `
CREATE SCHEMA virtual;
CREATE TABLE virtual.clock (at timestamptz NOT NULL);
INSERT INTO virtual.clock VALUES (pg_catalog.clock_timestamp());
CREATE FUNCTION virtual.now() RETURNS timestamptz STABLE LANGUAGE sql AS 'SELECT at FROM virtual.clock';
CREATE FUNCTION virtual.clock_timestamp() RETURNS timestamptz STABLE LANGUAGE sql AS 'SELECT at FROM virtual.clock';
CREATE FUNCTION virtual.statement_timestamp() RETURNS timestamptz STABLE LANGUAGE sql AS 'SELECT at FROM virtual.clock';
CREATE FUNCTION virtual.transaction_timestamp() RETURNS timestamptz STABLE LANGUAGE sql AS 'SELECT at FROM virtual.clock';
GRANT USAGE ON SCHEMA virtual TO PUBLIC;
GRANT SELECT ON virtual.clock TO PUBLIC;`

/** Defaults were bound to the machine's clock when their tables were made. */
const CLOCK_DEFAULTS = `
SELECT a.attrelid::regclass::text AS "table", quote_ident(a.attname) AS "column", pg_get_expr(d.adbin, d.adrelid) AS expression
FROM pg_attrdef d JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
JOIN pg_class c ON c.oid = d.adrelid JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
WHERE pg_get_expr(d.adbin, d.adrelid) ~ '(now|clock_timestamp)\\(\\)'`

/** Guards that name their search path themselves. */
const OWN_PATHS = `
SELECT p.oid::regprocedure::text AS name FROM pg_proc p
WHERE p.pronamespace = 'public'::regnamespace AND 'search_path=pg_catalog, pg_temp' = ANY (p.proconfig)`

export interface VirtualClock {
  /** epoch milliseconds */
  now(): number
  /** Both clocks, the process's and the database's. Never backwards. */
  moveTo(at: Date): Promise<void>
  stop(): Promise<void>
}

/** Makes a throw-away database ask the virtual clock. Connections that are open already keep the machine's. */
async function prepare(client: Client): Promise<void> {
  await client.query(IN_DATABASE)
  const { rows } = await client.query<{ table: string; column: string; expression: string }>(CLOCK_DEFAULTS)
  for (const { table, column, expression } of rows) {
    const asked = expression.replace(/(?:pg_catalog\.)?\b(now|clock_timestamp)\(\)/g, 'virtual.$1()')
    await client.query(`ALTER TABLE ${table} ALTER COLUMN ${column} SET DEFAULT ${asked}`)
  }
  const { rows: guards } = await client.query<{ name: string }>(OWN_PATHS)
  for (const { name } of guards)
    await client.query(`ALTER FUNCTION ${name} SET search_path = virtual, pg_catalog, pg_temp`)
  const { rows: names } = await client.query<{ name: string }>('SELECT quote_ident(current_database()) AS name')
  await client.query(`ALTER DATABASE ${names[0]?.name} SET search_path = public, virtual, pg_catalog`)
}

/** `new Date()` and `Date.now()` of this process ask the clock; everything else about dates is as it was. */
function virtualDate(now: () => number): DateConstructor {
  return new Proxy(RealDate, {
    construct: (target, args) => (args.length === 0 ? new target(now()) : Reflect.construct(target, args)),
    apply: () => new RealDate(now()).toString(),
    get: (target, name, receiver) => (name === 'now' ? now : Reflect.get(target, name, receiver)),
  })
}

/** One virtual time for this process and a throw-away database that nobody is connected to yet. */
export async function startVirtualClock(databaseUrl: string, from: Date): Promise<VirtualClock> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  await prepare(client)
  let at = from.getTime()
  const tell = () => client.query('UPDATE virtual.clock SET at = $1', [new RealDate(at)])
  await tell()
  const now = () => at
  globalThis.Date = virtualDate(now)
  return {
    now,
    async moveTo(next) {
      if (next.getTime() <= at) return
      at = next.getTime()
      await tell()
    },
    async stop() {
      globalThis.Date = RealDate
      await client.end()
    },
  }
}
