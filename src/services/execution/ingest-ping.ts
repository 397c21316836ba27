import { implicitRunKey, type OpenRun, PAIR_MS, type Ping, parsePing, pingEvent } from '@/domain/event/ping'
import { withTenantSql } from '@/infra/db'
import { AppError } from '@/lib/errors'
import { newId } from '@/lib/ids'
import type { Caller } from '../context'
import type { ResolvedKey } from '../source/resolve-key'
import { ingestNative } from './ingest'
import { unavailable } from './ingest-commit'

export interface PingInput {
  key: ResolvedKey
  workflow: { id: string; key: string }
  /** what follows the key in the path */
  suffix: string
  rid: string | null
  body: Uint8Array
}

/** The run this ping URL opened last and that is still running. */
const OPEN_RUN = `
SELECT x.run_key AS "runKey", coalesce(x.started_at, x.anchor_at) AS "startedAt" FROM execution x
WHERE x.tenant_id = :tenant AND x.client_id = ANY(:clients) AND x.workflow_id = $1 AND x.source_id = $2 AND x.status = 'running' AND x.anchor_at >= $3
ORDER BY x.anchor_at DESC LIMIT 1`

async function openRun(caller: Caller, { key, workflow }: PingInput, receivedAt: number): Promise<OpenRun | null> {
  const since = new Date(receivedAt - PAIR_MS)
  const find = withTenantSql(caller.scope, (sql) =>
    sql<{ runKey: string; startedAt: Date }>(OPEN_RUN, [workflow.id, key.sourceId, since]),
  )
  const [open] = await find.catch((error) => Promise.reject(unavailable(error)))
  return open ? { runKey: open.runKey, startedAt: open.startedAt.getTime() } : null
}

/** Only a finish or a log without `rid` has to look for its run. */
function mustLook({ rid, signal }: Ping): boolean {
  return rid === null && signal !== 'started'
}

/**
 * One ping as one event, through the same door as all others. Resolves after the commit. Without `rid` the run is the last one
 * this URL opened and did not finish (`implicitRunKey`); two finishes at the same instant may then both claim it, and the
 * later one decides: a sender whose runs overlap gives a `rid`.
 */
export async function ingestPing(caller: Caller, input: PingInput): Promise<void> {
  const parsed = parsePing(input.suffix, input.rid, input.body)
  if (!parsed.ok) throw new AppError('INVALID', parsed.reason)
  const { ping } = parsed
  const receivedAt = Date.now()
  const id = newId()
  const open = mustLook(ping) ? await openRun(caller, input, receivedAt) : null
  const runKey = implicitRunKey(ping, id, open, receivedAt)
  const event = pingEvent(ping, { id, workflow: input.workflow.key, runKey, receivedAt: new Date(receivedAt) })
  const { clientId, sourceId } = input.key
  const { rejected } = await ingestNative(caller, { clientId, sourceId, events: [event] })
  if (rejected[0]) throw new AppError('INVALID', rejected[0].reason)
}
