import { z } from 'zod'
import { HEALTHS } from '@/domain/connection/pace'
import { pageConnections, readConnectionRecord } from '@/services/record/connections'
import { listRetries } from '@/services/retry/list'
import { requestRetry } from '@/services/retry/request'
import { RETRY_STATES } from '@/services/retry/store'
import { pageOf } from '../page-of'
import { type RestRoute, route } from '../route'

const zInstant = z.date()

const ConnectionRecord = z
  .object({
    id: z.uuid(),
    clientId: z.uuid(),
    sourceId: z.uuid(),
    product: z.literal('n8n'),
    name: z.string(),
    isPaused: z.boolean(),
    health: z.enum(HEALTHS),
    problem: z.string().nullable(),
    lastOkAt: zInstant.nullable().describe('when the source was last read to the end'),
    nextSyncAt: zInstant,
    runsCopied: z.int().min(0),
    gaps: z.int().min(0).describe('holes found in the source’s history'),
  })
  .meta({ id: 'Connection', description: 'A product that is read from outside.' })

const Retry = z
  .object({
    id: z.uuid(),
    state: z.enum(RETRY_STATES).describe('running and later: what the source shows, not what was asked for'),
    withCurrent: z.boolean().describe('with the definition of today; false: with the one that failed'),
    requestedBy: z.string(),
    requestedAt: zInstant,
    sentAt: zInstant.nullable(),
    verifiedAt: zInstant.nullable(),
    problem: z.string().nullable(),
    newRun: z.string().nullable(),
    newExecutionId: z.uuid().nullable(),
  })
  .meta({ id: 'Retry', description: 'A second try of a failed run.' })

const RetryOffer = z
  .object({
    connection: z.object({ id: z.uuid(), name: z.string() }).nullable(),
    isPossible: z.boolean(),
    originalHash: z.string().nullable(),
    currentHash: z.string().nullable(),
    isSameDefinition: z.boolean(),
    retries: z.array(Retry),
  })
  .meta({ id: 'RetryOffer' })

const Requested = z.object({ retryId: z.uuid(), state: z.literal('requested') }).meta({ id: 'RetryRequested' })

export const connectionRoutes: readonly RestRoute[] = [
  route('GET /api/v1/connections', pageConnections, pageOf(ConnectionRecord), { summary: 'List connections' }),
  route('GET /api/v1/connections/{connectionId}', readConnectionRecord, ConnectionRecord, {
    summary: 'Read a connection',
  }),
  route('GET /api/v1/executions/{executionId}/retries', listRetries, RetryOffer, {
    summary: 'Second tries of a run, and whether another is possible',
  }),
  route('POST /api/v1/executions/{executionId}/retries', requestRetry, Requested, {
    summary: 'Try a failed run once more',
    description:
      'The request leaves at most once. Its outcome is what the source shows of the new run; read it from the list.',
    status: 201,
  }),
]
