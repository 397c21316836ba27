import { z } from 'zod'
import { notFound } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { query } from '../define'
import type { RetryState } from './store'

/** A second try as people see it. */
export interface RetryLine {
  id: string
  state: RetryState
  withCurrent: boolean
  requestedBy: string
  requestedAt: Date
  sentAt: Date | null
  verifiedAt: Date | null
  problem: string | null
  newRun: string | null
  newExecutionId: string | null
}

export interface RetryOffer {
  /** null: the run came through no connection, or did not fail */
  connection: { id: string; name: string } | null
  isPossible: boolean
  originalHash: string | null
  currentHash: string | null
  isSameDefinition: boolean
  retries: RetryLine[]
}

const RUN = `
SELECT x.status::text, x.definition_hash AS "originalHash", x.run_key AS "runKey", c.id AS "connectionId", c.name AS "connectionName", c.is_paused AS "isPaused",
  f.definition_hash AS "currentHash"
FROM execution x
LEFT JOIN connection c ON c.tenant_id = x.tenant_id AND c.source_id = x.source_id
LEFT JOIN connection_workflow f ON f.tenant_id = c.tenant_id AND f.connection_id = c.id AND f.workflow_id = x.workflow_id AND f.state <> 'gone'
WHERE x.tenant_id = :tenant AND x.client_id = ANY(:clients) AND x.id = $1::uuid AND x.anchor_at >= $2::timestamptz AND x.anchor_at < $3::timestamptz`

const RETRIES = `
SELECT t.id, t.state::text, t.with_current AS "withCurrent", t.requested_by AS "requestedBy", t.requested_at AS "requestedAt", t.sent_at AS "sentAt",
  t.verified_at AS "verifiedAt", t.problem, t.new_external_id::text AS "newRun",
  (SELECT x.id FROM execution x JOIN connection c ON c.tenant_id = x.tenant_id AND c.source_id = x.source_id AND c.id = t.connection_id
   WHERE x.tenant_id = t.tenant_id AND x.workflow_id = t.workflow_id AND x.anchor_at >= t.requested_at - interval '5 minutes'
     AND x.run_key = t.new_external_id::text || CASE WHEN c.epoch = 0 THEN '' ELSE '@' || c.epoch END LIMIT 1) AS "newExecutionId"
FROM run_retry t
WHERE t.tenant_id = :tenant AND t.client_id = ANY(:clients) AND t.execution_id = $1::uuid ORDER BY t.requested_at DESC LIMIT 20`

interface Row {
  status: string
  runKey: string
  originalHash: string | null
  currentHash: string | null
  connectionId: string | null
  connectionName: string | null
  isPaused: boolean | null
}

/** Can this run be tried again, with what, and what came of earlier tries. */
export const listRetries = query(
  { action: 'run.retries', can: 'workflow.read', input: z.strictObject({ executionId: zId }) },
  async (ctx, { executionId }): Promise<RetryOffer> => {
    const anchor = Number.parseInt(executionId.replaceAll('-', '').slice(0, 12), 16)
    const [run] = await ctx.sql<Row>(RUN, [executionId, new Date(anchor), new Date(anchor + 1)])
    if (!run) throw notFound('run')
    const retries = await ctx.sql<RetryLine>(RETRIES, [executionId])
    const isOurs = run.connectionId !== null && /^\d+(@\d+)?$/.test(run.runKey)
    const isOpen = retries.some(({ state }) => state === 'requested' || state === 'sending' || state === 'running')
    return {
      connection:
        isOurs && run.connectionId && run.connectionName ? { id: run.connectionId, name: run.connectionName } : null,
      isPossible: isOurs && run.status === 'failed' && !run.isPaused && !isOpen,
      originalHash: run?.originalHash ?? null,
      currentHash: run?.currentHash ?? null,
      isSameDefinition: run.originalHash !== null && run.originalHash === run.currentHash,
      retries,
    }
  },
)
