import pg from 'pg'
import { env } from '@/env'

/** Columns that time or a look alone moves. */
const RESTLESS: Readonly<Record<string, readonly string[]>> = { session: ['last_seen_at'], api_key: ['last_used_at'] }

/** Reads every row behind all walls; for comparisons before and after. */
export class Witness {
  private constructor(private readonly db: pg.Client) {}

  static async open(): Promise<Witness> {
    const db = new pg.Client({ connectionString: env.DATABASE_URL })
    await db.connect()
    return new Witness(db)
  }

  close(): Promise<void> {
    return this.db.end()
  }

  /** Ends a key now, as if it had been so before anybody used it. */
  async change(column: 'revoked_at' | 'expires_at', apiKeyId: string): Promise<void> {
    await this.db.query(`UPDATE api_key SET ${column} = now() WHERE id = $1`, [apiKeyId])
  }

  /** Tables with a column, partitions apart. */
  private async tablesWith(column: string): Promise<string[]> {
    const { rows } = await this.db.query<{ name: string }>(
      `SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = $1
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY 1`,
      [column],
    )
    return rows.map(({ name }) => name)
  }

  private async digest(table: string, where: string, value: string): Promise<string> {
    const moving = (RESTLESS[table] ?? []).map((column) => ` - '${column}'`).join('')
    const { rows } = await this.db.query<{ digest: string }>(
      `SELECT count(*) || ' ' || coalesce(md5(string_agg(line, E'\\n' ORDER BY line)), '') AS digest
       FROM (SELECT (to_jsonb(t)${moving})::text AS line FROM ${table} t WHERE ${where}) lines`,
      [value],
    )
    return rows[0]?.digest ?? ''
  }

  /** Table → digest of a partner's rows, its people included. */
  async partner(tenantId: string): Promise<Record<string, string>> {
    const digests: Record<string, string> = {}
    for (const table of await this.tablesWith('tenant_id'))
      digests[table] = await this.digest(table, 't.tenant_id = $1', tenantId)
    const people = 't.id IN (SELECT user_id FROM membership WHERE tenant_id = $1)'
    return { ...digests, user_account: await this.digest('user_account', people, tenantId) }
  }

  /** Table → digest of a client's rows. */
  async client(clientId: string): Promise<Record<string, string>> {
    const digests: Record<string, string> = { client: await this.digest('client', 't.id = $1', clientId) }
    for (const table of await this.tablesWith('client_id'))
      digests[table] = await this.digest(table, 't.client_id = $1', clientId)
    return digests
  }
}
