import type { Scope } from '@/domain/access/scope'
import { pool, type Sql } from '@/infra/db'
import { clientSetting, wallSql } from '@/infra/db/walls'
import { sha256 } from '@/lib/crypto'

const OPEN = {
  name: 'sealed-open',
  text: `SELECT set_config('app.tenant_id', $1, true), set_config('app.client_ids', $2, true), clock_timestamp() AS now`,
}

/** The statements of this path are few and large: each connection plans them once. */
const names = new Map<string, string>()

function nameOf(text: string): string {
  const known = names.get(text)
  if (known) return known
  const name = `s-${sha256(text).slice(0, 16)}`
  names.set(text, name)
  return name
}

/** The query that was under way has been rejected already. */
const lost = () => undefined

/**
 * One writing transaction on plain `pg`, sealed like `withTenant`: for work that follows every event or every tick, where
 * the typed client would cost more than the work. READ COMMITTED: each statement sees what was committed before it.
 */
export async function sealed<T>(scope: Scope, work: (sql: Sql, now: Date) => Promise<T>): Promise<T> {
  const client = await pool('andon_app').connect()
  // While it is ours the pool does not listen: a lost connection must fail this work, not end the process.
  client.on('error', lost)
  const release = (broken?: Error) => {
    client.removeListener('error', lost)
    client.release(broken)
  }
  const sql: Sql = async <Row>(text: string, values: readonly unknown[] = []) => {
    const walled = wallSql(scope, text, values)
    return (await client.query({ name: nameOf(walled.text), ...walled })).rows as Row[]
  }
  try {
    await client.query('BEGIN')
    const opened = await client.query<{ now: Date }>({ ...OPEN, values: [scope.tenantId, clientSetting(scope)] })
    const [row] = opened.rows
    if (!row) throw new Error('the tenant could not be set')
    const result = await work(sql, row.now)
    await client.query('COMMIT')
    release()
    return result
  } catch (error) {
    await client.query('ROLLBACK').then(
      () => release(),
      (broken: Error) => release(broken),
    )
    throw error
  }
}
