import { z } from 'zod'
import { createWebhook } from '@/services/webhook/create'
import { listWebhookDeliveries, listWebhooks } from '@/services/webhook/list'
import { endOldWebhookSecret, rotateWebhookSecret } from '@/services/webhook/rotate'
import { replayWebhook, testWebhook } from '@/services/webhook/try'
import { removeWebhook, updateWebhook } from '@/services/webhook/update'
import { pageOf } from '../page-of'
import { type RestRoute, route } from '../route'

const Endpoint = z
  .object({
    id: z.uuid(),
    name: z.string(),
    url: z.string(),
    types: z.array(z.string()),
    status: z.enum(['active', 'paused', 'disabled']),
    disabledReason: z.enum(['gone', 'exhausted']).nullable(),
    clientId: z.uuid().nullable().describe('null: every client of the partner'),
    secretHint: z.string(),
    oldSecretUntil: z.date().nullable().describe('two secrets sign until then'),
    problem: z.string().nullable(),
    lastOkAt: z.date().nullable(),
    clientName: z.string().nullable(),
    waiting: z.int().describe('of the last seven days, like delivered and failed'),
    delivered: z.int(),
    failed: z.int(),
  })
  .meta({ id: 'WebhookEndpoint', description: 'An address that is told what happens, by Standard Webhooks 1.0.' })

const Delivery = z
  .object({
    id: z.uuid().describe('the webhook-id of every try'),
    type: z.string(),
    status: z.enum(['waiting', 'delivered', 'failed']),
    createdAt: z.date(),
    nextAt: z.date().nullable(),
    body: z.string(),
    tries: z.array(
      z.object({ number: z.int(), at: z.date(), tookMs: z.int(), status: z.int().nullable(), detail: z.string() }),
    ),
  })
  .meta({ id: 'WebhookDelivery', description: 'One message and every try to deliver it.' })

const Touched = z.object({ endpointId: z.uuid() })
const Made = z
  .object({ endpointId: z.uuid(), secret: z.string().describe('whsec_…, shown here and never again') })
  .meta({ id: 'NewWebhookEndpoint' })

export const webhookRoutes: readonly RestRoute[] = [
  route('GET /api/v1/webhooks', listWebhooks, pageOf(Endpoint), { summary: 'List webhook endpoints' }),
  route('POST /api/v1/webhooks', createWebhook, Made, {
    summary: 'Add a webhook endpoint',
    description: 'A key sees one client: name it as clientId. The answer shows the signing secret once.',
    status: 201,
  }),
  route('PATCH /api/v1/webhooks/{endpointId}', updateWebhook, Touched, {
    summary: 'Change, pause or put a webhook endpoint back to work',
  }),
  route('DELETE /api/v1/webhooks/{endpointId}', removeWebhook, Touched, { summary: 'Remove a webhook endpoint' }),
  route('POST /api/v1/webhooks/{endpointId}/secrets', rotateWebhookSecret, Made.extend({ oldSecretUntil: z.date() }), {
    summary: 'Make a new signing secret; the old one signs along for a day',
    status: 201,
  }),
  route('DELETE /api/v1/webhooks/{endpointId}/old-secret', endOldWebhookSecret, Touched, {
    summary: 'End the old signing secret now',
  }),
  route(
    'POST /api/v1/webhooks/{endpointId}/tests',
    testWebhook,
    z.object({
      messageId: z.uuid(),
      isDelivered: z.boolean(),
      status: z.int().nullable(),
      detail: z.string(),
      tookMs: z.int(),
    }),
    { summary: 'Send a test event now and see the answer' },
  ),
  route(
    'GET /api/v1/webhooks/{endpointId}/deliveries',
    listWebhookDeliveries,
    pageOf(Delivery).extend({ endpoint: Endpoint }),
    {
      summary: 'List the latest deliveries with every try',
    },
  ),
  route(
    'POST /api/v1/webhooks/{endpointId}/deliveries/{messageId}/replay',
    replayWebhook,
    z.object({ messageId: z.uuid() }),
    {
      summary: 'Send a message again under its webhook-id',
    },
  ),
]
