import { z } from 'zod'
import type { ChannelKind } from '@/domain/channel/schema'
import { notFound } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { query } from '../define'

/** A channel as its owner sees it: never its address. */
export interface ChannelLine {
  id: string
  kind: ChannelKind
  name: string
  clientId: string | null
  clientName: string | null
  hint: string
  isPaused: boolean
  /** what went wrong last; null: the last message arrived */
  problem: string | null
  brokenUntil: Date | null
  lastSentAt: Date | null
  sent: number
  waiting: number
}

const LIST = `
SELECT c.id, c.kind, c.name, c.client_id AS "clientId", k.name AS "clientName", c.hint, c.is_paused AS "isPaused", c.problem,
  c.broken_until AS "brokenUntil", c.last_sent_at AS "lastSentAt", x.sent, x.waiting
FROM channel c
LEFT JOIN client k ON k.tenant_id = c.tenant_id AND k.id = c.client_id
CROSS JOIN LATERAL (
  SELECT count(*) FILTER (WHERE m.status = 'sent')::int AS sent, count(*) FILTER (WHERE m.status = 'waiting')::int AS waiting
  FROM channel_message m WHERE m.tenant_id = c.tenant_id AND m.channel_id = c.id AND m.created_at > now() - interval '7 days') x
WHERE c.tenant_id = :tenant AND c.client_id = ANY(:clients) AND c.removed_at IS NULL ORDER BY c.name`

/** Where messages can go. */
export const listChannels = query(
  { action: 'channel.list', can: 'channel.manage', input: z.strictObject({}) },
  (ctx): Promise<ChannelLine[]> => ctx.sql<ChannelLine>(LIST),
)

export interface ChannelDeliveryLine {
  id: string
  title: string
  event: string
  status: 'waiting' | 'sent' | 'refused'
  createdAt: Date
  tries: { number: number; at: Date; tookMs: number; outcome: string; detail: string }[]
}

const LOG = `
SELECT m.id, m.title, m.event, m.status, m.created_at AS "createdAt",
  coalesce((SELECT json_agg(json_build_object('number', d.number, 'at', d.at, 'tookMs', d.took_ms, 'outcome', d.outcome, 'detail', d.detail)
    ORDER BY d.number DESC) FROM channel_delivery d WHERE d.tenant_id = m.tenant_id AND d.message_id = m.id), '[]') AS tries
FROM channel_message m
WHERE m.tenant_id = :tenant AND m.client_id = ANY(:clients) AND m.channel_id = $1::uuid ORDER BY m.created_at DESC LIMIT 50`

/** The latest messages of a channel with every try. */
export const listChannelDeliveries = query(
  { action: 'channel.deliveries', can: 'channel.manage', input: z.strictObject({ channelId: zId }) },
  async (ctx, { channelId }) => {
    const [channel] = (await ctx.sql<ChannelLine>(LIST)).filter(({ id }) => id === channelId)
    if (!channel) throw notFound('channel')
    const rows = await ctx.sql<ChannelDeliveryLine>(LOG, [channelId])
    const dated = rows.map((row) => ({ ...row, tries: row.tries.map((each) => ({ ...each, at: new Date(each.at) })) }))
    return { channel, deliveries: dated }
  },
)
