import { withTenantSql } from '@/infra/db'
import type { Caller } from '@/services/context'

export interface AuditRow {
  action: string
  actorName: string
  subjectId: string
  subjectName: string
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
}

/** The partner's audit trail, oldest first. */
export function auditRows({ scope }: Caller): Promise<AuditRow[]> {
  return withTenantSql(scope, (sql) =>
    sql<AuditRow>(
      `SELECT action, actor_name AS "actorName", subject_id AS "subjectId", subject_name AS "subjectName", before, after
         FROM audit_entry WHERE tenant_id = :tenant ORDER BY seq`,
    ),
  )
}

/** The last entry of an action. */
export async function lastAudit(caller: Caller, action: string): Promise<AuditRow | undefined> {
  return (await auditRows(caller)).findLast((row) => row.action === action)
}
