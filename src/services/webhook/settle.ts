import { afterTry, type Next } from '@/domain/webhook/chain'
import type { Caller } from '../context'
import { sealed } from '../effect/sealed'
import type { Posted } from './post'
import { disableWebhook } from './update'

/** A message as it is tried. */
export interface DueMessage {
  id: string
  clientId: string | null
  body: string
  attempts: number
  tries: number
  chainAt: Date
}

const LOCK = `SELECT e.last_ok_at AS "lastOkAt" FROM webhook_endpoint e WHERE e.tenant_id = :tenant AND e.id = $1::uuid FOR UPDATE`
const LOG = `
INSERT INTO webhook_attempt (tenant_id, message_id, number, client_id, at, took_ms, status, detail)
VALUES (:tenant, $1::uuid, $2, $3::uuid, $4, $5, $6, $7) ON CONFLICT DO NOTHING`
const MOVE = `
UPDATE webhook_message m SET attempts = $2, tries = $3, status = $4, next_at = $5,
  delivered_at = CASE WHEN $4 = 'delivered' THEN $6::timestamptz ELSE m.delivered_at END
WHERE m.tenant_id = :tenant AND m.id = $1::uuid AND m.attempts = $2 - 1 AND m.status = 'waiting'`
const STAND_OK = `
UPDATE webhook_endpoint e SET failures = 0, last_ok_at = $2, problem = NULL, quiet_until = NULL WHERE e.tenant_id = :tenant AND e.id = $1::uuid`
const STAND_BAD = `
UPDATE webhook_endpoint e SET failures = e.failures + 1, problem = $2,
  quiet_until = greatest(e.quiet_until, $3::timestamptz) WHERE e.tenant_id = :tenant AND e.id = $1::uuid`

const said = ({ status, detail }: Posted) => [status, detail].filter((part) => part !== null && part !== '').join(' ')

/** Whether the end of a message ends its endpoint: it took nothing else while this one was tried. */
async function endsEndpoint(caller: Caller, endpointId: string, message: DueMessage, next: Next): Promise<boolean> {
  if (next.kind !== 'end') return false
  if (next.reason === 'gone') return true
  const [row] = await sealed(caller.scope, (sql) => sql<{ lastOkAt: Date | null }>(LOCK, [endpointId]))
  return !row?.lastOkAt || row.lastOkAt < message.chainAt
}

/**
 * Records a try and what follows from it. A try that somebody else recorded meanwhile changes nothing. `isOnly`: no other try
 * follows, whatever comes of this one (the test button).
 */
export async function settleTry(
  caller: Caller,
  endpointId: string,
  { message, posted, isOnly = false }: { message: DueMessage; posted: Posted; isOnly?: boolean },
): Promise<Next> {
  const number = message.attempts + 1
  const tries = message.tries + 1
  const next = afterTry(tries, posted, new Date(), Math.random())
  // Before the record: a process that dies in between tries once more, and finds the endpoint closed.
  if (!isOnly && next.kind === 'end' && (await endsEndpoint(caller, endpointId, message, next)))
    await disableWebhook(caller, { endpointId, reason: next.reason })
  const retryAt = next.kind === 'retry' && !isOnly ? next.at : null
  const status = next.kind === 'delivered' ? 'delivered' : retryAt ? 'waiting' : 'failed'
  await sealed(caller.scope, async (sql, now) => {
    await sql(LOCK, [endpointId])
    await sql(LOG, [message.id, number, message.clientId, now, posted.tookMs, posted.status, posted.detail])
    await sql(MOVE, [message.id, number, tries, status, retryAt, now])
    if (next.kind === 'delivered') await sql(STAND_OK, [endpointId, now])
    else {
      const quietMs = next.kind === 'retry' ? next.quietMs : null
      await sql(STAND_BAD, [
        endpointId,
        said(posted).slice(0, 300),
        quietMs === null ? null : new Date(now.getTime() + quietMs),
      ])
    }
  })
  return next
}
