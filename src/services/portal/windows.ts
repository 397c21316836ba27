import { occurrences } from '@/domain/maintenance/occurrences'
import { MaintenancePlan } from '@/domain/maintenance/schema'
import type { AnnouncedWindow } from '@/domain/portal/notice'
import type { PortalMaintenance } from '@/domain/portal/snapshot'
import type { Sql } from '@/infra/db'

const DAY_MS = 86_400_000
const AHEAD_MS = 30 * DAY_MS
const SHOWN = 5

/** A window that was approved once, in its latest wording. Drafts and questions nobody has said yes to are nobody's news. */
export interface PortalWindow {
  id: string
  number: number
  title: string
  work: string
  revision: number
  /** `tentative`: changed, and the change is not approved yet */
  status: 'confirmed' | 'tentative' | 'cancelled'
  plan: MaintenancePlan
  /** steps it covers; null: all of them */
  processIds: string[] | null
  createdAt: Date
  changedAt: Date
}

type Row = Omit<PortalWindow, 'plan' | 'status'> & { plan: unknown; status: string; scopeKind: string }

const WINDOWS = `
SELECT m.id, m.number, m.title, r.work, m.revision, m.status, r.plan, r.scope_kind AS "scopeKind", m.created_at AS "createdAt",
  greatest(r.created_at, r.approved_at, m.cancelled_at) AS "changedAt",
  (SELECT coalesce(array_agg(DISTINCT w.process_id) FILTER (WHERE w.process_id IS NOT NULL), '{}') FROM maintenance_workflow x
    JOIN workflow w ON w.tenant_id = x.tenant_id AND w.id = x.workflow_id
    WHERE x.tenant_id = r.tenant_id AND x.maintenance_id = r.maintenance_id AND x.number = r.number) AS "processIds"
FROM maintenance m
JOIN maintenance_revision r ON r.tenant_id = m.tenant_id AND r.maintenance_id = m.id AND r.number = m.revision
WHERE m.tenant_id = :tenant AND m.client_id = ANY(:clients) AND m.client_id = $1::uuid
  AND EXISTS (SELECT FROM maintenance_revision b WHERE b.tenant_id = m.tenant_id AND b.maintenance_id = m.id AND b.approved_at IS NOT NULL)
ORDER BY m.number DESC LIMIT 200`

const statusOf = (status: string): PortalWindow['status'] =>
  status === 'approved' ? 'confirmed' : status === 'pending' || status === 'draft' ? 'tentative' : 'cancelled'

/** Announced windows of a client; those that cover hidden steps only are left out. */
export async function loadPortalWindows(
  sql: Sql,
  clientId: string,
  hiddenProcessIds: readonly string[],
): Promise<PortalWindow[]> {
  const rows = await sql<Row>(WINDOWS, [clientId])
  return rows
    .map(({ scopeKind, processIds, status, plan, ...row }) => ({
      ...row,
      status: statusOf(status),
      plan: MaintenancePlan.parse(plan),
      processIds: scopeKind === 'workflows' ? processIds : null,
    }))
    .filter(
      ({ processIds: about }) => !about || about.length === 0 || about.some((id) => !hiddenProcessIds.includes(id)),
    )
}

/** Times at which an approved window happens, from now on for a month. */
function timesOf(window: PortalWindow, now: Date) {
  if (window.status !== 'confirmed') return []
  const { id, plan } = window
  const held = { ...plan, id, scope: { kind: 'client' as const }, requestedAt: null, approvedAt: null }
  const span = { from: now, to: new Date(now.getTime() + AHEAD_MS) }
  return occurrences({ ...held, status: 'approved', validFrom: null, validUntil: null }, span)
}

/** What runs now or comes within a month, soonest first. */
export async function shownWindows(
  sql: Sql,
  { clientId, hiddenProcessIds, now }: { clientId: string; hiddenProcessIds: readonly string[]; now: Date },
): Promise<PortalMaintenance[]> {
  const windows = await loadPortalWindows(sql, clientId, hiddenProcessIds)
  return windows
    .flatMap((window) =>
      timesOf(window, now)
        .slice(0, 2)
        .map(({ from, to }) => ({ title: window.title, work: window.work, from, to })),
    )
    .sort((a, b) => a.from.getTime() - b.from.getTime())
    .slice(0, SHOWN)
}

/** The same as news for subscribers. */
export function announced(windows: readonly PortalWindow[], now: Date): AnnouncedWindow[] {
  return windows.flatMap((window) => {
    if (window.status === 'tentative') return []
    const { id, number, title, work, revision, processIds } = window
    const [next] = timesOf(window, now)
    const status = window.status === 'cancelled' ? 'cancelled' : 'planned'
    return [
      {
        ...{ id, number, title, work, status, processIds },
        sequence: revision,
        from: next?.from ?? null,
        to: next?.to ?? null,
      },
    ]
  })
}
