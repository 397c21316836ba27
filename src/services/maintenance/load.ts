import { activeOccurrence, type Occurrence, occurrences } from '@/domain/maintenance/occurrences'
import { MaintenancePlan, type MaintenanceScope, type MaintenanceWindow } from '@/domain/maintenance/schema'
import { isCovered } from '@/domain/maintenance/scope'
import type { Sql } from '@/infra/db'
import type { Span } from '@/lib/span'

interface WindowRow {
  id: string
  number: number
  title: string
  revision: number
  status: MaintenanceWindow['status']
  scopeKind: MaintenanceScope['kind']
  siteId: string | null
  workflowIds: string[] | null
  plan: unknown
  requestedAt: Date | null
  approvedAt: Date | null
  supersededAt: Date | null
  validFrom: Date | null
  isLatest: boolean
}

/** Revisions of client `$1`; `validFrom`: where the revision before it ended. */
const WINDOWS = `
SELECT m.id, m.number, m.title, r.number AS revision, m.status, r.scope_kind AS "scopeKind", r.site_id AS "siteId", r.plan,
  (SELECT array_agg(w.workflow_id) FROM maintenance_workflow w
   WHERE w.tenant_id = r.tenant_id AND w.maintenance_id = r.maintenance_id AND w.number = r.number) AS "workflowIds",
  r.requested_at AS "requestedAt", r.approved_at AS "approvedAt", r.superseded_at AS "supersededAt", b.superseded_at AS "validFrom",
  r.number = m.revision AS "isLatest"
FROM maintenance m JOIN maintenance_revision r ON r.tenant_id = m.tenant_id AND r.maintenance_id = m.id
  LEFT JOIN maintenance_revision b ON b.tenant_id = r.tenant_id AND b.maintenance_id = r.maintenance_id AND b.number = r.number - 1
WHERE m.tenant_id = :tenant AND m.client_id = ANY(:clients) AND m.client_id = $1::uuid AND r.requested_at IS NOT NULL
ORDER BY m.number, r.number`

/** A window with the words people know it by. */
export interface LoadedWindow extends MaintenanceWindow {
  number: number
  title: string
  revision: number
}

function scopeOf({ scopeKind, siteId, workflowIds }: WindowRow): MaintenanceScope {
  if (scopeKind === 'site' && siteId) return { kind: 'site', siteId }
  if (scopeKind === 'workflows') return { kind: 'workflows', workflowIds: workflowIds ?? [] }
  return { kind: 'client' }
}

function windowOf(row: WindowRow): LoadedWindow {
  const { id, number, title, revision, requestedAt, approvedAt, validFrom, supersededAt } = row
  // A revision that gave way keeps what it was: approved, or never decided.
  const status = row.isLatest ? row.status : approvedAt ? 'approved' : 'cancelled'
  return {
    ...MaintenancePlan.parse(row.plan),
    ...{ id, number, title, revision, scope: scopeOf(row), requestedAt, approvedAt, status, validFrom },
    validUntil: supersededAt,
  }
}

/** Every revision of the client's windows that was ever asked for and has an occurrence touching the span; drafts do not count. */
export async function loadWindows(sql: Sql, clientId: string, span: Span): Promise<LoadedWindow[]> {
  const rows = await sql<WindowRow>(WINDOWS, [clientId])
  return rows.map(windowOf).filter((window) => occurrences(window, span).length > 0)
}

/** An occurrence that holds now: approved before it began. */
export interface ActiveWindow {
  window: LoadedWindow
  occurrence: Occurrence
}

const DAY_MS = 86_400_000

/** The approved window that covers a workflow at an instant, or null: its new incidents are held until `occurrence.to`. */
export async function activeWindow(sql: Sql, workflowId: string, at: Date): Promise<ActiveWindow | null> {
  const [workflow] = await sql<{ id: string; siteId: string | null; clientId: string }>(
    `SELECT w.id, w.site_id AS "siteId", w.client_id AS "clientId" FROM workflow w
     WHERE w.tenant_id = :tenant AND w.client_id = ANY(:clients) AND w.id = $1::uuid
       AND EXISTS (SELECT FROM maintenance m WHERE m.tenant_id = w.tenant_id AND m.client_id = w.client_id)`,
    [workflowId],
  )
  if (!workflow) return null
  const span = { from: at, to: new Date(at.getTime() + DAY_MS) }
  const covering = (await loadWindows(sql, workflow.clientId, span)).filter(({ scope }) => isCovered(scope, workflow))
  return activeOccurrence(covering, at)
}
