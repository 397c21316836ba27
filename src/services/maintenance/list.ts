import { z } from 'zod'
import { zSlug } from '@/domain/client/schema'
import { standingOf, upcoming } from '@/domain/maintenance/lifecycle'
import { MAINTENANCE_STATUSES, type MaintenanceStatus } from '@/domain/maintenance/schema'
import { notFound } from '@/lib/errors'
import type { Span } from '@/lib/span'
import { loadClients } from '@/services/board/clients'
import { query } from '../define'
import { MAINTENANCE_ROWS, type MaintenanceRow, planOfRow } from './rows'

const MAX_ROWS = 500

const ListInput = z.strictObject({
  client: zSlug.nullish().transform((slug) => slug ?? null),
  status: z
    .enum(MAINTENANCE_STATUSES, `status: must be one of ${MAINTENANCE_STATUSES.join(', ')}`)
    .nullish()
    .transform((status) => status ?? null),
})

export interface MaintenanceLine {
  id: string
  number: number
  title: string
  status: MaintenanceStatus
  client: { slug: string; name: string }
  scope: { kind: 'client' | 'site' | 'workflows'; siteName: string | null; workflows: number }
  zone: string
  isRecurring: boolean
  durationS: number
  /** the occurrence that runs now, or the next */
  next: Span | null
  isRunning: boolean
  requestedBy: string
  approvedAt: Date | null
}

const ORDER: readonly MaintenanceStatus[] = ['pending', 'approved', 'draft', 'rejected', 'ended', 'cancelled']

function lineOf(row: MaintenanceRow, now: Date): MaintenanceLine {
  const plan = planOfRow(row)
  const next = row.status === 'cancelled' ? null : (upcoming(plan, now, 1)[0] ?? null)
  return {
    ...{ id: row.id, number: row.number, title: row.title, status: standingOf(row.status, plan, now) },
    client: { slug: row.clientSlug, name: row.clientName },
    scope: { kind: row.scopeKind, siteName: row.siteName, workflows: row.workflowIds.length },
    ...{ zone: plan.zone, isRecurring: plan.rrule !== null, durationS: plan.durationS },
    next: next && { from: next.from, to: next.to },
    isRunning: next !== null && row.approvedAt !== null && next.from <= now,
    ...{ requestedBy: row.authorName, approvedAt: row.approvedAt },
  }
}

function byUrgency(a: MaintenanceLine, b: MaintenanceLine): number {
  const start = ({ next }: MaintenanceLine) => next?.from.getTime() ?? Number.MAX_SAFE_INTEGER
  return ORDER.indexOf(a.status) - ORDER.indexOf(b.status) || start(a) - start(b) || b.number - a.number
}

/** Maintenance windows: what waits for a decision first, then by what comes next. */
export const listMaintenance = query(
  { action: 'maintenance.list', can: 'client.read', input: ListInput },
  async (ctx, input) => {
    const clients = await loadClients(ctx)
    const client = clients.find(({ slug }) => slug === input.client)
    if (input.client && !client) throw notFound('client')
    const text = `${MAINTENANCE_ROWS} AND ($1::uuid IS NULL OR m.client_id = $1) ORDER BY m.number DESC LIMIT ${MAX_ROWS}`
    const rows = await ctx.sql<MaintenanceRow>(text, [client?.id ?? null])
    const lines = rows.map((row) => lineOf(row, ctx.now))
    return {
      rows: lines.filter(({ status }) => input.status === null || status === input.status).sort(byUrgency),
      statuses: Object.fromEntries(
        MAINTENANCE_STATUSES.map((status) => [status, lines.filter((line) => line.status === status).length]),
      ) as Record<MaintenanceStatus, number>,
      clients: clients.map(({ slug, name }) => ({ slug, name })),
    }
  },
)
export type MaintenanceList = Awaited<ReturnType<typeof listMaintenance>>
