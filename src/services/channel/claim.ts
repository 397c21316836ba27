import { takeTurn } from '@/domain/channel/pace'
import type { Sql } from '@/infra/db'
import { newId } from '@/lib/ids'
import type { Caller } from '../context'
import { type ChannelAdapter, type ChannelMessage, type ChannelOutcome, channelAdapter } from './port'
import { addressOf, holdChannel, type StoredChannel } from './store'

/** A process that dies while it sends gives the message back after this long. */
const CLAIM_MS = 60_000

/** The right to try one message once. */
export interface Claim {
  channel: StoredChannel
  adapter: ChannelAdapter
  address: string
  messageId: string
  number: number
}

interface Held {
  id: string
  status: 'waiting' | 'sent' | 'refused'
  attempts: number
  claimedUntil: Date | null
  detail: string | null
  providerId: string | null
}

const WRITE = `
INSERT INTO channel_message (tenant_id, id, channel_id, client_id, key, event, title, status, created_at)
VALUES (:tenant, $1::uuid, $2::uuid, $3::uuid, $4, $5, $6, 'waiting', $7) ON CONFLICT (tenant_id, channel_id, key) DO NOTHING`
const HOLD = `
SELECT m.id, m.status, m.attempts, m.claimed_until AS "claimedUntil", m.detail, m.provider_id AS "providerId"
FROM channel_message m WHERE m.tenant_id = :tenant AND m.channel_id = $1::uuid AND m.key = $2 FOR UPDATE`
const TAKE = `UPDATE channel_message m SET attempts = $2, claimed_until = $3 WHERE m.tenant_id = :tenant AND m.id = $1::uuid`
const PACE = `UPDATE channel c SET pace_at = $2 WHERE c.tenant_id = :tenant AND c.id = $1::uuid`

const later = (detail: string, retryAfterMs: number): ChannelOutcome => ({ outcome: 'retry', detail, retryAfterMs })

function settledBefore({ status, detail, providerId }: Held): ChannelOutcome | null {
  if (status === 'waiting') return null
  return { outcome: status, detail: detail ?? '', ...(providerId && { providerId }) }
}

/** Why this channel cannot be asked now; a test gets past a pause and a break, because it is how people find out. */
function hindrance({ isPaused, brokenUntil, name }: StoredChannel, isTest: boolean, now: Date): ChannelOutcome | null {
  if (isTest) return null
  if (isPaused) return { outcome: 'refused', detail: `${name} is paused.` }
  const waitMs = (brokenUntil?.getTime() ?? 0) - now.getTime()
  return waitMs > 0
    ? later('The provider failed several times or asked for quiet; it is left alone for a while.', waitMs)
    : null
}

/** Takes the message for one try, or says what is known of it already, or when to come again. The channel's row is held throughout. */
export async function claimMessage(
  { caller, sql, now }: { caller: Caller; sql: Sql; now: Date },
  channelId: string,
  message: ChannelMessage,
): Promise<Claim | ChannelOutcome> {
  const channel = await holdChannel({ sql }, channelId)
  const adapter = channelAdapter(channel.kind)
  if (!adapter) return { outcome: 'refused', detail: `This installation was built without ${channel.kind}.` }
  const { key, event, title } = message
  const stopped = hindrance(channel, event === 'test', now)
  if (stopped?.outcome === 'refused') return stopped
  await sql(WRITE, [newId(), channelId, channel.clientId, key, event, title.slice(0, 500), now])
  const [held] = await sql<Held>(HOLD, [channelId, key])
  if (!held) throw new Error('the message was written and is not there')
  const known = settledBefore(held)
  if (known) return known
  if (held.claimedUntil && held.claimedUntil > now)
    return later('It is being sent.', held.claimedUntil.getTime() - now.getTime())
  if (stopped) return stopped
  const turn = takeTurn(adapter.pace, channel.paceAt?.getTime() ?? null, now.getTime())
  if ('waitMs' in turn) return later('The provider takes no more messages at this moment.', turn.waitMs)
  await sql(PACE, [channelId, new Date(turn.paceAt)])
  const number = held.attempts + 1
  await sql(TAKE, [held.id, number, new Date(now.getTime() + CLAIM_MS)])
  const address = await addressOf({ scope: caller.scope, sql }, channel)
  return { channel, adapter, address, messageId: held.id, number }
}
