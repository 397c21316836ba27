import type { Caller } from '../context'
import { sealed } from '../effect/sealed'
import { postSigned } from './post'
import { type DueMessage, settleTry } from './settle'
import { holdEndpoint, liveSecrets, loadEndpoint, setTimer } from './store'

/** Messages of one endpoint that one turn takes, and how many at a time while the endpoint answers well. */
const PER_TURN = 40
const AT_ONCE = 4
/** A turn begins nothing new after this long; it ends well within its claim. */
const TURN_MS = 30_000

const DUE = `
SELECT m.id, m.client_id AS "clientId", m.body, m.attempts, m.tries, m.chain_at AS "chainAt" FROM webhook_message m
WHERE m.tenant_id = :tenant AND m.endpoint_id = $1::uuid AND m.status = 'waiting' AND m.next_at <= $2
ORDER BY m.next_at, m.id LIMIT ${PER_TURN}`

async function load(caller: Caller, endpointId: string) {
  return sealed(caller.scope, async (sql, now) => {
    const endpoint = await loadEndpoint({ sql }, endpointId)
    const isOpen = endpoint.status === 'active'
    const messages = isOpen ? await sql<DueMessage>(DUE, [endpointId, now]) : []
    return { endpoint, messages, secrets: await liveSecrets({ scope: caller.scope, sql }, endpoint, now) }
  })
}

/**
 * One turn of an endpoint that this process has claimed: what is due goes out, a few at a time, one at a time when it failed
 * lately. The first failure ends the turn: the rest waits for the next one instead of piling up on a receiver in trouble.
 */
export async function serveEndpoint(caller: Caller, endpointId: string): Promise<void> {
  const { endpoint, messages, secrets } = await load(caller, endpointId)
  const until = Date.now() + TURN_MS
  const waiting = [...messages]
  let hasFailed = false
  const lane = async () => {
    for (let message = waiting.shift(); message && !hasFailed && Date.now() < until; message = waiting.shift()) {
      const posted = await postSigned(endpoint.url, secrets, message)
      const next = await settleTry(caller, endpointId, { message, posted })
      hasFailed ||= next.kind !== 'delivered'
    }
  }
  try {
    await Promise.all(Array.from({ length: endpoint.failures > 0 ? 1 : AT_ONCE }, lane))
  } finally {
    await release(caller, endpointId)
  }
}

const FREE = `UPDATE webhook_endpoint e SET claimed_until = NULL WHERE e.tenant_id = :tenant AND e.id = $1::uuid`

async function release(caller: Caller, endpointId: string): Promise<void> {
  await sealed(caller.scope, async (sql) => {
    // Held first: the minimum is then taken over everything that was committed before.
    const { status } = await holdEndpoint({ sql }, endpointId)
    await sql(FREE, [endpointId])
    if (status !== 'disabled') await setTimer(sql, endpointId)
  })
}
