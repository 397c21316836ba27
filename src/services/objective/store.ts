import { addDays, localDay } from '@/domain/calendar/day'
import type { ObjectiveInput } from '@/domain/objective/schema'
import { ownClient } from '@/infra/db'
import { AppError, conflict, notFound } from '@/lib/errors'
import { loadActiveClient } from '../client/store'
import type { MutationContext } from '../context'
import { loadProcess } from '../process/store'
import { markDirtyDays } from '../rollup/mark'
import { loadSite } from '../site/store'
import { loadWorkflow } from '../workflow/store'
import { loadObjectives, type StoredObjective } from './load'

/** Days whose tallies a new rule counts again: two months, or the whole rolling window twice. */
const COUNTED_BACK_DAYS = 62

/** The row of an objective without its identity. */
export function columnsOf({ scope, window, ...rest }: ObjectiveInput) {
  return {
    ...rest,
    scopeKind: scope.kind,
    workflowId: scope.kind === 'workflow' ? scope.id : null,
    processId: scope.kind === 'process' ? scope.id : null,
    siteId: scope.kind === 'site' ? scope.id : null,
    windowDays: window.kind === 'rolling' ? window.days : null,
  }
}

/** The client that a scope belongs to; NOT_FOUND for a row outside the caller's scope. */
export async function clientOfScope(ctx: MutationContext, { kind, id }: ObjectiveInput['scope']): Promise<string> {
  if (kind === 'workflow') return (await loadWorkflow(ctx, id)).clientId
  if (kind === 'process') return (await loadProcess(ctx, id)).clientId
  if (kind === 'site') return (await loadSite(ctx, id)).clientId
  return (await loadActiveClient(ctx, id)).id
}

/** An objective inside the scope that is not archived. */
export async function loadObjective(ctx: MutationContext, id: string): Promise<StoredObjective> {
  const [objective] = await loadObjectives(ctx.sql, { ids: [id], withArchived: true })
  if (!objective) throw notFound('objective')
  if (objective.archivedAt)
    throw new AppError('CONFLICT', `${objective.name} is archived and does not change any more.`)
  return objective
}

const PROMISED = `
SELECT c.name, v.number, v.effective_from::text AS "effectiveFrom" FROM contract c
JOIN contract_version v ON v.tenant_id = c.tenant_id AND v.contract_id = c.id
WHERE c.tenant_id = :tenant AND c.client_id = ANY(:clients) AND c.client_id = $1::uuid AND c.archived_at IS NULL
  AND v.terms->'objectives' @> jsonb_build_array(jsonb_build_object('objectiveId', $2::text))
ORDER BY v.number DESC LIMIT 1`

/** The latest version of the client's contract that names an objective, or null. */
export async function promisedIn(
  ctx: MutationContext,
  { clientId, id }: Pick<StoredObjective, 'clientId' | 'id'>,
): Promise<{ name: string; number: number } | null> {
  const [found] = await ctx.sql<{ name: string; number: number }>(PROMISED, [clientId, id])
  return found ?? null
}

/** Changes the row while it is at the version that was read. */
export async function changeObjective(
  ctx: MutationContext,
  { id, version }: Pick<StoredObjective, 'id' | 'version'>,
  data: Partial<ReturnType<typeof columnsOf>> & { archivedAt?: Date },
): Promise<void> {
  const where = { AND: [ownClient(ctx), { id, version }] }
  const { count } = await ctx.tx.objective.updateMany({ where, data: { ...data, version: version + 1 } })
  if (count === 0) throw conflict('objective')
}

/** What it measures has changed: the days it may be judged on are counted again. */
export async function recount(
  ctx: MutationContext,
  { id, clientId, zone, window }: Pick<StoredObjective, 'id' | 'clientId' | 'zone' | 'window'>,
): Promise<void> {
  const toDay = localDay(zone, ctx.now)
  const back = window.kind === 'rolling' ? Math.max(COUNTED_BACK_DAYS, 2 * window.days) : COUNTED_BACK_DAYS
  const subject = `objective:${id}` as const
  await markDirtyDays(ctx.sql, [{ clientId, subject, reason: 'objective', fromDay: addDays(toDay, -back), toDay }])
}
