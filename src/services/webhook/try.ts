import { z } from 'zod'
import { TEST_TYPE } from '@/domain/webhook/schema'
import { AppError, notFound } from '@/lib/errors'
import { newId, zId } from '@/lib/ids'
import type { Caller } from '../context'
import { audited, demand, mutation, unchanged, type Verb } from '../define'
import { sealed } from '../effect/sealed'
import { postSigned } from './post'
import { settleTry } from './settle'
import { endpointSubject, holdEndpoint, liveSecrets, loadEndpoint } from './store'

const input = z.strictObject({ endpointId: zId })
const spec = { action: 'webhook.test', can: 'channel.manage', plan: 'always', input } as const

/** What the receiver answered to a test. */
export interface WebhookAnswer {
  messageId: string
  isDelivered: boolean
  /** null: no answer */
  status: number | null
  detail: string
  tookMs: number
}

/** `next_at` stays empty: the worker never takes it up. */
const WRITE = `
INSERT INTO webhook_message (tenant_id, id, endpoint_id, client_id, key, type, body, status, chain_at, created_at)
VALUES (:tenant, $1::uuid, $2::uuid, $3::uuid, $4, $5, $6, 'waiting', $7, $7)`

async function send(caller: Caller, { endpointId }: z.output<typeof input>): Promise<WebhookAnswer> {
  demand(caller, spec)
  const id = newId()
  const { endpoint, secrets, body, now } = await sealed(caller.scope, async (sql, now) => {
    const endpoint = await loadEndpoint({ sql }, endpointId)
    const data = { id, endpoint: endpoint.name, by: caller.actor.name }
    const body = JSON.stringify({ type: TEST_TYPE, timestamp: now.toISOString(), data })
    await sql(WRITE, [id, endpointId, endpoint.clientId, `test/${id}`, TEST_TYPE, body, now])
    return { endpoint, body, now, secrets: await liveSecrets({ scope: caller.scope, sql }, endpoint, now) }
  })
  const posted = await postSigned(endpoint.url, secrets, { id, body })
  const message = { id, clientId: endpoint.clientId, body, attempts: 0, tries: 0, chainAt: now }
  const next = await settleTry(caller, endpointId, { message, posted, isOnly: true })
  const { status, detail, tookMs } = posted
  return { messageId: id, isDelivered: next.kind === 'delivered', status, detail, tookMs }
}

/** Sends a test event at once, whatever the endpoint's state, and tells what came back. It is tried once. */
export const testWebhook: Verb<typeof input, WebhookAnswer> = Object.assign(send, {
  ...spec,
  kind: 'mutation' as const,
})

const HOLD = `
SELECT m.status, m.type FROM webhook_message m
WHERE m.tenant_id = :tenant AND m.client_id = ANY(:clients) AND m.id = $1::uuid AND m.endpoint_id = $2::uuid FOR UPDATE`
const AGAIN = `
UPDATE webhook_message m SET status = 'waiting', tries = 0, chain_at = $2, next_at = $2 WHERE m.tenant_id = :tenant AND m.id = $1::uuid`
const WAKE = `UPDATE webhook_endpoint e SET due_at = least(e.due_at, $2) WHERE e.tenant_id = :tenant AND e.id = $1::uuid`

/** Sends a message again from the start of the schedule, under the same webhook-id: a receiver that has it knows it. */
export const replayWebhook = mutation(
  {
    action: 'webhook.replay',
    can: 'channel.manage',
    plan: 'always',
    input: z.strictObject({ endpointId: zId, messageId: zId }),
  },
  async (ctx, { endpointId, messageId }) => {
    const endpoint = await holdEndpoint(ctx, endpointId)
    const [message] = await ctx.sql<{ status: string; type: string }>(HOLD, [messageId, endpointId])
    if (!message) throw notFound('message')
    if (endpoint.status === 'disabled')
      throw new AppError('CONFLICT', 'This endpoint is disabled. Put it back to work first.')
    if (message.status === 'waiting') return unchanged({ messageId }, 'it is on its way already')
    await ctx.sql(AGAIN, [messageId, ctx.now])
    await ctx.sql(WAKE, [endpointId, ctx.now])
    const after = { messageId, type: message.type }
    return audited({ messageId }, { subject: endpointSubject(endpoint), clientId: endpoint.clientId, after })
  },
)
