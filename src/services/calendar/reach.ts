import type { MutationContext } from '../context'
import { markFrom } from '../ledger/day-mark'
import { markDirtyDays } from '../rollup/mark'

const FAR = '9999-12-31'

interface WatchedRow {
  workflowId: string
  expectationIds: string[]
}

/** Workflows of these sites that somebody expects something of. */
const WATCHED = `
SELECT w.id AS "workflowId", array_agg(e.id) AS "expectationIds"
FROM workflow w JOIN expectation e ON e.tenant_id = w.tenant_id AND e.workflow_id = w.id
  LEFT JOIN process p ON p.tenant_id = w.tenant_id AND p.id = w.process_id
WHERE w.tenant_id = :tenant AND w.client_id = $1::uuid AND coalesce(w.site_id, p.site_id) = ANY($2::uuid[])
GROUP BY w.id`

/**
 * A calendar of these sites is another one from a day on: their clocks are looked at again, and every day from then on is
 * settled again. Frozen months stay as they are.
 */
export async function reachClocks(
  ctx: MutationContext,
  { clientId, siteIds, fromDay }: { clientId: string; siteIds: readonly string[]; fromDay: string },
): Promise<void> {
  if (siteIds.length === 0) return
  const watched = await ctx.sql<WatchedRow>(WATCHED, [clientId, siteIds])
  await markFrom(
    ctx.sql,
    watched.flatMap(({ expectationIds }) => expectationIds),
    new Date(`${fromDay}T00:00:00Z`),
  )
  await markDirtyDays(ctx.sql, [{ clientId, subject: '*', reason: 'calendar', fromDay, toDay: FAR }])
  for (const { workflowId } of watched) await ctx.emit('workflow.evaluate', { workflowId, executionIds: [] })
}
