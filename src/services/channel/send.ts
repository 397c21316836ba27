import { breakMs } from '@/domain/channel/pace'
import { logger } from '@/infra/logger'
import type { Caller } from '../context'
import { sealed } from '../effect/sealed'
import { type Claim, claimMessage } from './claim'
import type { ChannelMessage, ChannelOutcome } from './port'

async function attempt(caller: Caller, claim: Claim, message: ChannelMessage): Promise<ChannelOutcome> {
  const { channel, adapter, address } = claim
  return adapter.send({ caller, clientId: channel.clientId, address }, message).catch((error: unknown) => {
    logger.error({ err: error, channelId: channel.id }, 'a channel adapter failed')
    return { outcome: 'retry', detail: 'An error of our own; it is tried again.' } as const
  })
}

const LOG = `
INSERT INTO channel_delivery (tenant_id, message_id, number, client_id, at, took_ms, outcome, detail)
VALUES (:tenant, $1::uuid, $2, $3::uuid, $4, $5, $6, $7) ON CONFLICT DO NOTHING`
const CLOSE = `
UPDATE channel_message m SET status = $2, detail = $3, provider_id = coalesce($4, m.provider_id), claimed_until = NULL,
  sent_at = CASE WHEN $2 = 'sent' THEN $5::timestamptz END
WHERE m.tenant_id = :tenant AND m.id = $1::uuid AND m.status = 'waiting'`
const STAND = `
UPDATE channel c SET failures = $2, broken_until = $3, problem = $4, last_sent_at = coalesce($5::timestamptz, c.last_sent_at)
WHERE c.tenant_id = :tenant AND c.id = $1::uuid`

async function record(caller: Caller, claim: Claim, result: ChannelOutcome, tookMs: number): Promise<void> {
  const { channel, messageId, number } = claim
  const { outcome, detail, providerId = null, retryAfterMs } = result
  await sealed(caller.scope, async (sql, now) => {
    const isSent = outcome === 'sent'
    const failures = isSent ? 0 : channel.failures + 1
    const quietMs = isSent ? null : (retryAfterMs ?? (outcome === 'retry' ? breakMs(failures) : null))
    const brokenUntil = quietMs === null ? null : new Date(now.getTime() + quietMs)
    // The channel first, as whoever claims a message does: two of them never wait for each other.
    await sql(STAND, [channel.id, failures, brokenUntil, isSent ? null : detail, isSent ? now : null])
    const facts = [messageId, number, channel.clientId, now, tookMs, outcome, detail]
    await sql(LOG, facts)
    await sql(CLOSE, [messageId, outcome === 'retry' ? 'waiting' : outcome, detail, providerId, now])
  })
}

/**
 * Says `message` through a channel, once per `message.key`; each try stands in the delivery log. Holds no transaction while it
 * waits for the provider. A process that dies between the provider's yes and our record of it says it once more after a minute
 * (PagerDuty and mail tell the repeat by its key). Throws only when the channel is not there (NOT_FOUND) or the database is away.
 */
export async function sendThroughChannel(
  caller: Caller,
  channelId: string,
  message: ChannelMessage,
): Promise<ChannelOutcome> {
  const claimed = await sealed(caller.scope, (sql, now) => claimMessage({ caller, sql, now }, channelId, message))
  if ('outcome' in claimed) return claimed
  const startedAt = performance.now()
  const result = await attempt(caller, claimed, message)
  await record(caller, claimed, result, Math.round(performance.now() - startedAt))
  return result
}
