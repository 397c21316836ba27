import { z } from 'zod'
import { AppError, notFound } from '@/lib/errors'
import { newId, zId } from '@/lib/ids'
import type { MutationContext } from '../context'
import { audited, mutation } from '../define'

interface Failed {
  clientId: string
  workflowId: string
  workflowName: string
  runKey: string
  status: string
  definitionHash: string | null
  connectionId: string | null
  epoch: number | null
  isPaused: boolean | null
  currentHash: string | null
}

/** The id's time part is the run's anchor: the partition is found by the id alone. */
const LOAD = `
SELECT x.client_id AS "clientId", x.workflow_id AS "workflowId", w.name AS "workflowName", x.run_key AS "runKey", x.status::text,
  x.definition_hash AS "definitionHash", c.id AS "connectionId", c.epoch, c.is_paused AS "isPaused", f.definition_hash AS "currentHash"
FROM execution x
JOIN workflow w ON w.tenant_id = x.tenant_id AND w.id = x.workflow_id
LEFT JOIN connection c ON c.tenant_id = x.tenant_id AND c.source_id = x.source_id
LEFT JOIN connection_workflow f ON f.tenant_id = c.tenant_id AND f.connection_id = c.id AND f.workflow_id = x.workflow_id AND f.state <> 'gone'
WHERE x.tenant_id = :tenant AND x.client_id = ANY(:clients) AND x.id = $1::uuid AND x.anchor_at >= $2::timestamptz AND x.anchor_at < $3::timestamptz`

async function loadFailed(
  ctx: MutationContext,
  executionId: string,
): Promise<Failed & { connectionId: string; externalId: string }> {
  const anchor = Number.parseInt(executionId.replaceAll('-', '').slice(0, 12), 16)
  const [run] = await ctx.sql<Failed>(LOAD, [executionId, new Date(anchor), new Date(anchor + 1)])
  if (!run) throw notFound('run')
  const [externalId = '', history = '0'] = run.runKey.split('@')
  if (!run.connectionId || !/^\d{1,18}$/.test(externalId))
    throw new AppError(
      'CONFLICT',
      'This run came by itself, not through a connection: there is nobody to ask for a second try.',
    )
  if (run.isPaused)
    throw new AppError('CONFLICT', 'The connection is paused. Resume it, so that the outcome can be seen.')
  if (run.status !== 'failed') throw new AppError('CONFLICT', 'Only a failed run can be tried again.')
  if (Number(history) !== run.epoch)
    throw new AppError('CONFLICT', 'The source was put back to an older state since: it no longer knows this run.')
  return { ...run, connectionId: run.connectionId, externalId }
}

const OPEN = `
SELECT 1 AS one FROM run_retry t WHERE t.tenant_id = :tenant AND t.execution_id = $1::uuid AND t.state IN ('requested', 'sending', 'running')`

/**
 * Asks the source to run a failed run once more, with the definition of then or of today. The request leaves through the
 * outbox, at most once; what counts is not that it was taken but the outcome of the new run, which is read and recorded.
 */
export const requestRetry = mutation(
  {
    action: 'run.retry',
    can: 'incident.respond',
    input: z.strictObject({
      executionId: zId,
      withCurrent: z.boolean().describe('true: with the definition of today; false: with the one that failed'),
    }),
  },
  async (ctx, { executionId, withCurrent }) => {
    const run = await loadFailed(ctx, executionId)
    if ((await ctx.sql(OPEN, [executionId])).length > 0)
      throw new AppError('CONFLICT', 'A second try of this run is under way.')
    const retryId = newId()
    const { clientId, connectionId, workflowId, externalId, definitionHash: originalHash, currentHash } = run
    await ctx.tx.runRetry.create({
      data: {
        ...{ tenantId: ctx.scope.tenantId, id: retryId, clientId, connectionId, workflowId, executionId, withCurrent },
        ...{ externalId: BigInt(externalId), originalHash, currentHash, state: 'requested' },
        ...{ requestedBy: ctx.actor.name, requestedAt: ctx.now },
      },
    })
    await ctx.emit('run.retry-requested', { retryId })
    return audited(
      { retryId, state: 'requested' as const },
      {
        subject: { kind: 'run', id: executionId, name: `${run.workflowName} ${externalId}` },
        clientId,
        after: { withCurrent, originalHash, currentHash },
      },
    )
  },
)
