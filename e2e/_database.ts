import pg from 'pg'
import { DATABASE } from './_env'

const db = new pg.Pool({ connectionString: DATABASE, max: 2 })

/** What the journey left behind, read beside every wall. */
export async function rows<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
  return (await db.query<Row>(text, values)).rows
}

export async function closeDatabase(): Promise<void> {
  await db.end()
}
