import { AppError } from '@/lib/errors'
import type { ChannelOutcome } from '../channel/port'
import { sendThroughChannel } from '../channel/send'
import type { Caller } from '../context'
import { sealed } from '../effect/sealed'
import { type ChannelNews, channelMessage } from '../notify/incident/channel'

const AT_ONCE = 50
const LEASE_S = 60
const RETRY_MS = 30_000

interface Claimed extends ChannelNews {
  id: string
  channelId: string
}

const CLAIM = `
UPDATE notification n SET not_before = $1::timestamptz + interval '${LEASE_S} seconds', attempts = n.attempts + 1
FROM incident i
WHERE n.tenant_id = :tenant AND i.tenant_id = n.tenant_id AND i.id = n.incident_id AND n.id IN (
  SELECT q.id FROM notification q WHERE q.tenant_id = :tenant AND q.status = 'queued' AND q.channel_id IS NOT NULL AND q.not_before <= $1
  ORDER BY q.not_before, q.id LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED)
RETURNING n.id, n.key, n.event, n.channel_id AS "channelId", n.incident_id AS "incidentId", i.acknowledged_by AS by`

const SETTLE = `
UPDATE notification n SET status = $2, settled_at = $3, problem = $4 WHERE n.tenant_id = :tenant AND n.id = $1::uuid AND n.status = 'queued'`
const LATER = `
UPDATE notification n SET not_before = $2, problem = $3 WHERE n.tenant_id = :tenant AND n.id = $1::uuid AND n.status = 'queued'`

async function send(caller: Caller, claimed: Claimed): Promise<ChannelOutcome> {
  try {
    return await sendThroughChannel(caller, claimed.channelId, await channelMessage(caller, claimed))
  } catch (error) {
    if (error instanceof AppError && error.code === 'NOT_FOUND') return { outcome: 'refused', detail: error.message }
    throw error
  }
}

async function tell(caller: Caller, claimed: Claimed): Promise<void> {
  const { outcome, detail, retryAfterMs } = await send(caller, claimed)
  await sealed(caller.scope, (sql, now) =>
    outcome === 'retry'
      ? sql(LATER, [claimed.id, new Date(now.getTime() + (retryAfterMs ?? RETRY_MS)), detail])
      : sql(SETTLE, [claimed.id, outcome === 'sent' ? 'sent' : 'failed', now, outcome === 'sent' ? null : detail]),
  )
}

/** Says through channels what is due; each holds its own pace, and repeats are told by their key. */
export async function tellChannels(caller: Caller): Promise<void> {
  const claimed = await sealed(caller.scope, (sql, now) => sql<Claimed>(CLAIM, [now]))
  await Promise.all(claimed.map((each) => tell(caller, each)))
}
