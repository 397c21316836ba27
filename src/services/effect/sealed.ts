import type { Scope } from '@/domain/access/scope'
import { type Sql, sealedTransaction } from '@/infra/db'
import { sha256 } from '@/lib/crypto'

/** The statements of this path are few and large: each connection plans them once. */
const names = new Map<string, string>()

function nameOf(text: string): string {
  const known = names.get(text)
  if (known) return known
  const name = `s-${sha256(text).slice(0, 16)}`
  names.set(text, name)
  return name
}

/**
 * One writing transaction on plain `pg`, sealed like `withTenant`: for work that follows every event or every tick, where
 * the typed client would cost more than the work. READ COMMITTED: each statement sees what was committed before it.
 */
export function sealed<T>(scope: Scope, work: (sql: Sql, now: Date) => Promise<T>): Promise<T> {
  return sealedTransaction(
    scope,
    { begin: 'BEGIN', send: (client, walled) => client.query({ name: nameOf(walled.text), ...walled }) },
    work,
  )
}

/**
 * The same without kept plans: for work whose tables grow from nothing to everything while it runs (a first count of all history),
 * where the plan of the first round would be the wrong one for the last.
 */
export function unplanned<T>(scope: Scope, work: (sql: Sql, now: Date) => Promise<T>): Promise<T> {
  return sealedTransaction(scope, { begin: 'BEGIN' }, work)
}
