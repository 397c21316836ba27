import type { Affected } from '@/domain/escalation/choose'
import type { IncidentStanding } from '@/domain/escalation/step'
import type { Sql } from '@/infra/db'

/** What an escalation has to know about its incident. */
export interface CalledIncident extends IncidentStanding, Affected {
  id: string
  workflowId: string
  partnerLocale: string
}

const READ = `
SELECT i.id, i.client_id AS "clientId", i.workflow_id AS "workflowId", w.process_id AS "processId", w.tier, p.locale AS "partnerLocale",
  i.status::text AS status, i.snoozed_until AS "snoozedUntil", i.merged_into_id IS NOT NULL AS "isMerged", i.parent_id IS NOT NULL AS "isGrouped"
FROM incident i
JOIN partner p ON p.tenant_id = i.tenant_id
JOIN workflow w ON w.tenant_id = i.tenant_id AND w.id = i.workflow_id
WHERE i.tenant_id = :tenant AND i.id = $1::uuid`

/** Held until commit, so that who takes it meanwhile waits, and then ends what was begun. */
export async function holdCalled(sql: Sql, incidentId: string): Promise<CalledIncident | null> {
  const [incident] = await sql<CalledIncident>(`${READ} FOR SHARE OF i`, [incidentId])
  return incident ?? null
}
