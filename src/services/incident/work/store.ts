import type { WorkState } from '@/domain/incident/work'
import { ownClient } from '@/infra/db'
import { conflict, notFound } from '@/lib/errors'
import type { MutationContext } from '../../context'

export interface HeldWork extends WorkState {
  version: number
  openedAt: Date
  acknowledgedAt: Date | null
  resolvedAt: Date | null
  impactStartedAt: Date | null
}

const HOLD = `
SELECT i.id, i.number, i.client_id AS "clientId", i.status::text, i.version, i.assignee_user_id AS "assigneeUserId",
  i.assignee_name AS "assigneeName", i.snoozed_until AS "snoozedUntil", i.merged_into_id AS "mergedIntoId", i.opened_at AS "openedAt",
  i.acknowledged_at AS "acknowledgedAt", i.resolved_at AS "resolvedAt", i.impact_started_at AS "impactStartedAt"
FROM incident i
WHERE i.tenant_id = :tenant AND i.client_id = ANY(:clients) AND i.id = ANY($1::uuid[]) ORDER BY i.id FOR UPDATE`

/** Incidents inside the scope, held until commit; always locked in the same order, so that two people never wait for each other. */
export async function holdWork(ctx: MutationContext, ids: readonly string[]): Promise<HeldWork[]> {
  const rows = await ctx.sql<HeldWork>(HOLD, [ids])
  return ids.map((id) => {
    const row = rows.find((each) => each.id === id)
    if (!row) throw notFound('incident')
    return row
  })
}

/** One of them. */
export async function holdOne(ctx: MutationContext, id: string): Promise<HeldWork> {
  const [row] = await holdWork(ctx, [id])
  if (!row) throw notFound('incident')
  return row
}

export type WorkColumns = Partial<
  Record<'assigneeUserId' | 'assigneeName' | 'snoozeReason' | 'snoozedBy' | 'mergedIntoId', string | null> &
    Record<'snoozedUntil' | 'acknowledgedAt' | 'resolvedAt' | 'impactStartedAt', Date | null> & { openedAt: Date }
>

/** Writes columns while the version is still the one that was read. */
export async function applyWork(ctx: MutationContext, { id, version }: HeldWork, data: WorkColumns): Promise<void> {
  const { count } = await ctx.tx.incident.updateMany({
    where: { ...ownClient(ctx), id, version },
    data: { ...data, version: version + 1 },
  })
  if (count === 0) throw conflict('incident')
}
