import { withTenant } from '@/infra/db'
import { connectorOf, type Read } from '../connection/port'
import { linkOf, loadConnection } from '../connection/store'
import type { Caller } from '../context'
import { recordRetry } from './record'
import { holdRetry, type StoredRetry } from './store'

const SEND = `UPDATE run_retry t SET state = 'sending', sent_at = now(), version = t.version + 1 WHERE t.tenant_id = :tenant AND t.id = $1::uuid`
/** The source is looked at right after, to see what came of it. */
const LOOK = `UPDATE connection c SET next_sync_at = now() WHERE c.tenant_id = :tenant AND c.id = $1::uuid`

/** Marked before it leaves: whoever finds the mark later must not send it again, and waits for what the source shows. */
async function claim(caller: Caller, retryId: string) {
  return withTenant(caller.scope, async ({ sql }) => {
    const retry = await holdRetry({ sql }, retryId)
    if (retry.state !== 'requested') return null
    await sql(SEND, [retryId])
    await sql(LOOK, [retry.connectionId])
    const connection = await loadConnection({ sql }, retry.connectionId)
    return { retry, product: connection.product, link: await linkOf({ scope: caller.scope, sql }, connection) }
  })
}

/** What the source's answer says about the request; a lost answer says nothing, and the next reading looks for the run. */
async function noteAnswer(caller: Caller, retry: StoredRetry, read: Read<{ newId: bigint | null }>): Promise<void> {
  if (read.ok) {
    await recordRetry(caller, { retryId: retry.id, state: 'running', newExternalId: read.value.newId, problem: null })
    return
  }
  const { kind, detail } = read.problem
  if (kind === 'unreachable' || kind === 'unreadable') return
  const why = kind === 'absent' ? 'the source no longer has this run, or cannot try runs again' : detail
  await recordRetry(caller, { retryId: retry.id, state: 'refused', newExternalId: null, problem: why })
}

/** Sends a second try to the source: once, however often the effect is delivered. */
export async function performRetry(caller: Caller, retryId: string): Promise<void> {
  const claimed = await claim(caller, retryId)
  if (!claimed) return
  const { retry, product, link } = claimed
  await noteAnswer(
    caller,
    retry,
    await connectorOf(product).retryRun(link, BigInt(retry.externalId), retry.withCurrent),
  )
}
