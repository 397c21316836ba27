import { z } from 'zod'
import { zId } from '@/lib/ids'
import { audited, mutation, unchanged } from '../define'
import { holdRetry } from './store'

const Input = z.object({
  retryId: zId,
  state: z.enum(['running', 'succeeded', 'failed', 'refused', 'unknown']),
  newExternalId: z.bigint().nullable(),
  problem: z.string().nullable(),
})

const SAVE = `
UPDATE run_retry t SET state = $2::retry_state, new_external_id = coalesce($3::bigint, t.new_external_id), problem = $4,
  verified_at = CASE WHEN $2 = 'running' THEN NULL ELSE $5::timestamptz END, version = t.version + 1
WHERE t.tenant_id = :tenant AND t.client_id = ANY(:clients) AND t.id = $1::uuid`

/** What became of a second try. An outcome is said once; what is over stays over. */
export const recordRetry = mutation(
  { action: 'run.retry-outcome', can: 'system', input: Input },
  async (ctx, { retryId, state, newExternalId, problem }) => {
    const retry = await holdRetry(ctx, retryId)
    const isOver = !['requested', 'sending', 'running'].includes(retry.state)
    if (isOver || (state === retry.state && retry.newExternalId === String(newExternalId)))
      return unchanged({ state: retry.state }, 'known')
    await ctx.sql(SAVE, [retryId, state, newExternalId === null ? null : String(newExternalId), problem, ctx.now])
    if (state === 'running') return unchanged({ state }, 'its end is the record')
    return audited(
      { state },
      {
        subject: { kind: 'run', id: retry.executionId, name: retry.externalId },
        clientId: retry.clientId,
        after: { state, newRun: newExternalId === null ? null : String(newExternalId), problem },
      },
    )
  },
)
