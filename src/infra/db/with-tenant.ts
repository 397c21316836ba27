import type pg from 'pg'
import type { Scope } from '@/domain/access/scope'
import type { Prisma } from '../prisma/client'
import { pool } from './pools'
import { prisma } from './prisma'
import { clientSetting, wallSql } from './walls'

/** Hand-written SQL inside the tenant's transaction; see `wallSql` for `:tenant` and `:clients`. */
export type Sql = <Row>(text: string, values?: readonly unknown[]) => Promise<Row[]>

/** What a transaction offers: typed tables, SQL, and the database's clock (one instant for the whole transaction). */
export interface TenantTx {
  tx: Prisma.TransactionClient
  sql: Sql
  now: Date
}

const OPEN = `SELECT set_config('app.tenant_id', $1, true), set_config('app.client_ids', $2, true), clock_timestamp() AS now`

/** One transaction sealed into a scope: the walls are set before anything else runs. */
export function withTenant<T>(scope: Scope, work: (tenant: TenantTx) => Promise<T>): Promise<T> {
  return prisma().$transaction(
    async (tx) => {
      const [opened] = await tx.$queryRawUnsafe<{ now: Date }[]>(OPEN, scope.tenantId, clientSetting(scope))
      if (!opened) throw new Error('the tenant could not be set')
      const sql: Sql = (text, values = []) => {
        const walled = wallSql(scope, text, values)
        return tx.$queryRawUnsafe(walled.text, ...walled.values)
      }
      return work({ tx, sql, now: opened.now })
    },
    { maxWait: 10_000, timeout: 20_000 },
  )
}

/** Sends one statement; `wallSql` has filled its walls. */
type Send = (client: pg.PoolClient, walled: { text: string; values: unknown[] }) => Promise<pg.QueryResult>

const plainly: Send = (client, { text, values }) => client.query(text, values)

/** One transaction on plain `pg` with the same seal; `send` decides how its statements travel. */
export async function sealedTransaction<T>(
  scope: Scope,
  { begin, send = plainly }: { begin: 'BEGIN' | 'BEGIN READ ONLY'; send?: Send },
  work: (sql: Sql, now: Date) => Promise<T>,
): Promise<T> {
  const client = await pool('andon_app').connect()
  const sql: Sql = async <Row>(text: string, values: readonly unknown[] = []) =>
    (await send(client, wallSql(scope, text, values))).rows as Row[]
  try {
    await client.query(begin)
    const opened = await send(client, { text: OPEN, values: [scope.tenantId, clientSetting(scope)] })
    const [row] = opened.rows as { now: Date }[]
    if (!row) throw new Error('the tenant could not be set')
    const result = await work(sql, row.now)
    await client.query('COMMIT')
    client.release()
    return result
  } catch (error) {
    await client.query('ROLLBACK').then(
      () => client.release(),
      (broken: Error) => client.release(broken),
    )
    throw error
  }
}

/** The same seal for reads on plain `pg`: 4× the rate of Prisma where a page is drawn from SQL. */
export function withTenantSql<T>(scope: Scope, work: (sql: Sql, now: Date) => Promise<T>): Promise<T> {
  return sealedTransaction(scope, { begin: 'BEGIN READ ONLY' }, work)
}
