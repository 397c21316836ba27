import { Client } from 'pg'

interface Statement {
  text: string
  values: unknown[]
}

interface Explained {
  rows: { 'QUERY PLAN': { Plan: { 'Shared Hit Blocks': number; 'Shared Read Blocks': number } }[] }[]
}

/** What node-postgres' `query` was called with: a text, or a configuration. */
function statementOf(first: unknown, second: unknown): Statement | null {
  const given = Array.isArray(second) ? second : []
  if (typeof first === 'string') return { text: first, values: given }
  if (typeof first !== 'object' || first === null || !('text' in first) || typeof first.text !== 'string') return null
  return { text: first.text, values: 'values' in first && Array.isArray(first.values) ? first.values : given }
}

/** What is explained is run: a statement that writes would write twice. */
const isRead = ({ text }: Statement) =>
  /^\s*(SELECT|WITH)\b/i.test(text) && !/set_config|\b(INSERT INTO|DELETE FROM|UPDATE \w+ (\w+ )?SET)\b/.test(text)

export interface Buffers {
  /** pages of 8 kB, from cache or disk */
  buffers: number
  statements: number
}

/**
 * The pages that the statements of `work` touch: each is explained in its own sealed transaction just before it is sent. Free of
 * noise, so it can be compared. Planning is left out: it is warm in a server.
 */
export async function buffersOf(work: () => Promise<unknown>): Promise<Buffers> {
  const original = Client.prototype.query
  const sum = { buffers: 0, statements: 0 }
  Client.prototype.query = function (this: Client, ...args: unknown[]) {
    const send = () => Reflect.apply(original, this, args)
    const statement = statementOf(args[0], args[1])
    if (!statement || !isRead(statement)) return send()
    const text = `EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) ${statement.text}`
    const explained = Reflect.apply(original, this, [text, statement.values]) as unknown as Promise<Explained>
    return explained.then(({ rows }) => {
      const plan = rows[0]?.['QUERY PLAN'][0]?.Plan
      sum.buffers += (plan?.['Shared Hit Blocks'] ?? 0) + (plan?.['Shared Read Blocks'] ?? 0)
      sum.statements++
      return send()
    })
  } as typeof original
  try {
    await work()
  } finally {
    Client.prototype.query = original
  }
  return sum
}
