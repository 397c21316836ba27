import { z } from 'zod'
import { standingOf, upcoming } from '@/domain/maintenance/lifecycle'
import { type PlannedOccurrence, plannedOccurrences } from '@/domain/maintenance/occurrences'
import type { MaintenancePlan } from '@/domain/maintenance/schema'
import { notFound } from '@/lib/errors'
import { zId } from '@/lib/ids'
import type { QueryContext } from '../context'
import { query } from '../define'
import { loadEffects, type OccurrenceEffect } from './effect'
import { MAINTENANCE_ROWS, type MaintenanceRow, planOfRow, scopeOfRow } from './rows'

const DAY_MS = 86_400_000
const [BACK_DAYS, AHEAD_DAYS, SHOWN] = [35, 400, 16]

export interface ShownOccurrence extends PlannedOccurrence {
  /** null: no contract, or never in force under an approved revision */
  effect: OccurrenceEffect | null
}

interface RevisionLine {
  number: number
  authorName: string
  createdAt: Date
  editReason: string | null
  requestedAt: Date | null
  approvedAt: Date | null
  supersededAt: Date | null
}

const REVISIONS = `
SELECT r.number, r.author_name AS "authorName", r.created_at AS "createdAt", r.edit_reason AS "editReason",
  r.requested_at AS "requestedAt", r.approved_at AS "approvedAt", r.superseded_at AS "supersededAt"
FROM maintenance_revision r WHERE r.tenant_id = :tenant AND r.maintenance_id = $1::uuid ORDER BY r.number DESC`

/** Live workflows a scope covers. */
export const COVERED = `
SELECT w.id, w.name, w.key, s.name AS site FROM workflow w LEFT JOIN site s ON s.tenant_id = w.tenant_id AND s.id = w.site_id
WHERE w.tenant_id = :tenant AND w.client_id = ANY(:clients) AND w.client_id = $1::uuid AND w.lifecycle <> 'retired'
  AND (CASE $2 WHEN 'client' THEN true WHEN 'site' THEN w.site_id = $3::uuid ELSE w.id = ANY($4::uuid[]) END)
ORDER BY w.name LIMIT 200`

export interface CoveredWorkflow {
  id: string
  name: string
  key: string
  site: string | null
}

function occurrencesNear(plan: MaintenancePlan, now: Date): PlannedOccurrence[] {
  const around = Math.max(now.getTime(), upcoming(plan, now, 1)[0]?.from.getTime() ?? 0)
  const span = { from: new Date(around - BACK_DAYS * DAY_MS), to: new Date(around + AHEAD_DAYS * DAY_MS) }
  const near = plannedOccurrences(plan, span)
  const next = near.findIndex(({ to }) => to > now)
  const first = Math.max(0, (next === -1 ? near.length : next) - SHOWN / 4)
  return near.slice(first, first + SHOWN)
}

async function withEffects(
  ctx: QueryContext,
  row: MaintenanceRow,
  planned: PlannedOccurrence[],
): Promise<ShownOccurrence[]> {
  const [first, last] = [planned[0], planned.at(-1)]
  if (!first || !last) return []
  const effects = await loadEffects(ctx.sql, row, { from: first.from, to: last.to })
  return planned.map((occurrence) => ({ ...occurrence, effect: effects.get(occurrence.from.getTime()) ?? null }))
}

/** A window with its plan, occurrences near now, what the contract makes of each, what it covers, and every revision. */
export const getMaintenance = query(
  {
    action: 'maintenance.get',
    can: 'client.read',
    input: z.strictObject({ maintenanceId: zId }),
  },
  async (ctx, { maintenanceId }) => {
    const [row] = await ctx.sql<MaintenanceRow>(`${MAINTENANCE_ROWS} AND m.id = $1::uuid`, [maintenanceId])
    if (!row) throw notFound('maintenance window')
    const plan = planOfRow(row)
    const scope = scopeOfRow(row)
    const { plan: _stored, scopeKind, siteId, workflowIds, ...head } = row
    return {
      ...head,
      plan,
      scope,
      status: standingOf(row.status, plan, ctx.now),
      now: ctx.now,
      occurrences: await withEffects(ctx, row, occurrencesNear(plan, ctx.now)),
      covered: await ctx.sql<CoveredWorkflow>(COVERED, [row.clientId, scopeKind, siteId, workflowIds]),
      revisions: await ctx.sql<RevisionLine>(REVISIONS, [row.id]),
    }
  },
)
export type MaintenancePage = Awaited<ReturnType<typeof getMaintenance>>
