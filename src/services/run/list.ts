import { z } from 'zod'
import { notFound } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { loadFacts } from '@/services/health/facts'
import { query } from '../define'
import { runFilter } from './filter'
import { loadRuns, type Run } from './load'

const DAY_MS = 86_400_000

const RunsInput = z.strictObject({
  workflowId: zId,
  ...runFilter,
  limit: z
    .int('limit: must be a whole number')
    .min(1, 'limit: must be at least 1')
    .max(1_000, 'limit: must be at most 1000')
    .default(100),
})

/** A workflow's runs, newest first; without a span the last 30 days. */
export const listRuns = query(
  { action: 'run.list', can: 'workflow.read', input: RunsInput },
  async (ctx, { from, to, ...input }): Promise<{ zone: string; runs: Run[] }> => {
    const [workflow] = await loadFacts(ctx, { workflowId: input.workflowId })
    if (!workflow) throw notFound('workflow')
    const span = {
      from: from ?? new Date(ctx.now.getTime() - 30 * DAY_MS),
      to: to ?? new Date(ctx.now.getTime() + DAY_MS),
    }
    return { zone: workflow.zone, runs: await loadRuns(ctx, { ...input, ...span, byEnd: true, after: null }) }
  },
)
