import { z } from 'zod'
import { notFound } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { query } from '../define'

/** An endpoint as its owner sees it: of the secrets, the tail. */
export interface WebhookLine {
  id: string
  name: string
  url: string
  types: string[]
  status: 'active' | 'paused' | 'disabled'
  /** gone: the receiver asked for no more. exhausted: ten tries failed. */
  disabledReason: 'gone' | 'exhausted' | null
  clientId: string | null
  clientName: string | null
  secretHint: string
  /** two secrets sign until then */
  oldSecretUntil: Date | null
  problem: string | null
  lastOkAt: Date | null
  waiting: number
  delivered: number
  failed: number
}

const COLUMNS = `
SELECT e.id, e.name, e.url, e.types, e.status, e.disabled_reason AS "disabledReason", e.client_id AS "clientId", k.name AS "clientName",
  e.secret_hint AS "secretHint", CASE WHEN e.old_secret_until > now() THEN e.old_secret_until END AS "oldSecretUntil", e.problem,
  e.last_ok_at AS "lastOkAt", x.waiting, x.delivered, x.failed
FROM webhook_endpoint e
LEFT JOIN client k ON k.tenant_id = e.tenant_id AND k.id = e.client_id
CROSS JOIN LATERAL (
  SELECT count(*) FILTER (WHERE m.status = 'waiting')::int AS waiting, count(*) FILTER (WHERE m.status = 'delivered')::int AS delivered,
    count(*) FILTER (WHERE m.status = 'failed')::int AS failed
  FROM webhook_message m WHERE m.tenant_id = e.tenant_id AND m.endpoint_id = e.id AND m.created_at > now() - interval '7 days') x
WHERE e.tenant_id = :tenant AND e.client_id = ANY(:clients) AND e.removed_at IS NULL`

/** Endpoints that are told what happens, with their last seven days. */
export const listWebhooks = query(
  { action: 'webhook.list', can: 'channel.manage', input: z.strictObject({}) },
  async (ctx) => ({
    data: await ctx.sql<WebhookLine>(`${COLUMNS} ORDER BY e.name, e.id`),
    nextCursor: null as string | null,
  }),
)

export interface WebhookDelivery {
  id: string
  type: string
  status: 'waiting' | 'delivered' | 'failed'
  createdAt: Date
  nextAt: Date | null
  body: string
  tries: { number: number; at: Date; tookMs: number; status: number | null; detail: string }[]
}

const LOG = `
SELECT m.id, m.type, m.status, m.created_at AS "createdAt", m.next_at AS "nextAt", m.body,
  coalesce((SELECT json_agg(json_build_object('number', a.number, 'at', a.at, 'tookMs', a.took_ms, 'status', a.status, 'detail', a.detail)
    ORDER BY a.number DESC) FROM webhook_attempt a WHERE a.tenant_id = m.tenant_id AND a.message_id = m.id), '[]') AS tries
FROM webhook_message m
WHERE m.tenant_id = :tenant AND m.client_id = ANY(:clients) AND m.endpoint_id = $1::uuid AND ($2::text IS NULL OR m.status = $2)
ORDER BY m.created_at DESC, m.id DESC LIMIT 50`

const LogInput = z.strictObject({ endpointId: zId, status: z.enum(['waiting', 'delivered', 'failed']).optional() })

/** The latest fifty messages of an endpoint with every try. */
export const listWebhookDeliveries = query(
  { action: 'webhook.deliveries', can: 'channel.manage', input: LogInput },
  async (ctx, { endpointId, status }) => {
    const [endpoint] = await ctx.sql<WebhookLine>(`${COLUMNS} AND e.id = $1::uuid`, [endpointId])
    if (!endpoint) throw notFound('webhook endpoint')
    const rows = await ctx.sql<WebhookDelivery>(LOG, [endpointId, status ?? null])
    const data = rows.map((row) => ({ ...row, tries: row.tries.map((each) => ({ ...each, at: new Date(each.at) })) }))
    return { endpoint, data, nextCursor: null as string | null }
  },
)
