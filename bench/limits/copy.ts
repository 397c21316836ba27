import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import pg from 'pg'

const ROWS = 100_000

/**
 * Limit L1: rows per second that PostgreSQL itself copies from a file on its own disk into a table like `event_log`
 * (time-partitioned, two indexes), one commit. The rows are those that the product stored before.
 */
export class CopyLimit {
  private readonly file = `/tmp/andon-l1-${randomBytes(6).toString('hex')}`

  private constructor(
    private readonly db: pg.Client,
    private readonly rows: number,
  ) {}

  static async prepare(databaseUrl: string): Promise<CopyLimit> {
    const db = new pg.Client({ connectionString: databaseUrl })
    await db.connect()
    const { rows } = await db.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM (SELECT FROM event_log LIMIT ${ROWS}) e`,
    )
    const limit = new CopyLimit(db, rows[0]?.n ?? 0)
    if (limit.rows < ROWS / 10) throw new Error(`Only ${limit.rows} events to copy: load some first`)
    await db.query(`COPY (SELECT * FROM event_log LIMIT ${ROWS}) TO '${limit.file}'`)
    await db.query(`CREATE TABLE bench_copy (LIKE event_log INCLUDING ALL) PARTITION BY RANGE (received_at)`)
    await db.query(`CREATE TABLE bench_copy_all PARTITION OF bench_copy DEFAULT`)
    return limit
  }

  /** Rows per second of one COPY into the emptied table. */
  async measure(): Promise<number> {
    await this.db.query('TRUNCATE bench_copy')
    await this.db.query('CHECKPOINT')
    const startedAt = performance.now()
    await this.db.query(`COPY bench_copy FROM '${this.file}'`)
    return this.rows / ((performance.now() - startedAt) / 1000)
  }

  async stop(): Promise<void> {
    await this.db.query('DROP TABLE bench_copy')
    await this.db.end()
    await rm(this.file, { force: true })
  }
}
