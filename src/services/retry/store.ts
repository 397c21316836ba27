import { notFound } from '@/lib/errors'
import type { MutationContext } from '../context'

export const RETRY_STATES = ['requested', 'sending', 'running', 'succeeded', 'failed', 'refused', 'unknown'] as const
export type RetryState = (typeof RETRY_STATES)[number]

export interface StoredRetry {
  id: string
  clientId: string
  connectionId: string
  executionId: string
  externalId: string
  withCurrent: boolean
  state: RetryState
  newExternalId: string | null
  sentAt: Date | null
}

const HOLD = `
SELECT t.id, t.client_id AS "clientId", t.connection_id AS "connectionId", t.execution_id AS "executionId", t.external_id::text AS "externalId",
  t.with_current AS "withCurrent", t.state::text, t.new_external_id::text AS "newExternalId", t.sent_at AS "sentAt"
FROM run_retry t WHERE t.tenant_id = :tenant AND t.client_id = ANY(:clients) AND t.id = $1::uuid FOR UPDATE`

/** A second try, held until commit. */
export async function holdRetry(ctx: Pick<MutationContext, 'sql'>, retryId: string): Promise<StoredRetry> {
  const [row] = await ctx.sql<StoredRetry>(HOLD, [retryId])
  if (!row) throw notFound('retry')
  return row
}
