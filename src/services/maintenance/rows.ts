import type { StoredStatus } from '@/domain/maintenance/lifecycle'
import { MaintenancePlan, type MaintenanceScope } from '@/domain/maintenance/schema'

/** A window with its latest revision, as lists and pages read it. */
export interface MaintenanceRow {
  id: string
  number: number
  title: string
  status: StoredStatus
  revision: number
  createdAt: Date
  cancelledAt: Date | null
  cancelledReason: string | null
  clientId: string
  clientName: string
  clientSlug: string
  scopeKind: MaintenanceScope['kind']
  siteId: string | null
  siteName: string | null
  workflowIds: string[]
  plan: unknown
  work: string
  authorName: string
  requestedAt: Date | null
  approvedAt: Date | null
  approvalRequestId: string | null
}

/** Latest revisions; add a WHERE for more than the walls. */
export const MAINTENANCE_ROWS = `
SELECT m.id, m.number, m.title, m.status, m.revision, m.created_at AS "createdAt", m.cancelled_at AS "cancelledAt",
  m.cancelled_reason AS "cancelledReason", m.client_id AS "clientId", c.name AS "clientName", c.slug AS "clientSlug",
  r.scope_kind AS "scopeKind", r.site_id AS "siteId", s.name AS "siteName", coalesce((SELECT array_agg(w.workflow_id::text ORDER BY w.workflow_id)
    FROM maintenance_workflow w WHERE w.tenant_id = r.tenant_id AND w.maintenance_id = r.maintenance_id AND w.number = r.number), '{}') AS "workflowIds",
  r.plan, r.work, r.author_name AS "authorName", r.requested_at AS "requestedAt", r.approved_at AS "approvedAt",
  r.approval_request_id AS "approvalRequestId"
FROM maintenance m JOIN client c ON c.tenant_id = m.tenant_id AND c.id = m.client_id
  JOIN maintenance_revision r ON r.tenant_id = m.tenant_id AND r.maintenance_id = m.id AND r.number = m.revision
  LEFT JOIN site s ON s.tenant_id = r.tenant_id AND s.id = r.site_id
WHERE m.tenant_id = :tenant AND m.client_id = ANY(:clients)`

export function scopeOfRow({ scopeKind, siteId, workflowIds }: MaintenanceRow): MaintenanceScope {
  if (scopeKind === 'site' && siteId) return { kind: 'site', siteId }
  return scopeKind === 'workflows' ? { kind: 'workflows', workflowIds } : { kind: 'client' }
}

export function planOfRow(row: MaintenanceRow): MaintenancePlan {
  return MaintenancePlan.parse(row.plan)
}
