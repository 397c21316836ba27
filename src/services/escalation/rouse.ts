import type { Sql } from '@/infra/db'

/** A call for help that slept until then, and no step that is due by itself. */
const ROUSE = `
UPDATE escalation e SET next_at = $3, state = jsonb_set(e.state, '{nextAt}', to_jsonb($3::timestamptz)), version = e.version + 1
WHERE e.tenant_id = :tenant AND e.incident_id = $1::uuid AND e.ended_at IS NULL AND e.next_at = $2`

/** Paging goes on at once where it waited for the end of a sleep that somebody has cut short. */
export async function rouseEscalation(
  { sql, now }: { sql: Sql; now: Date },
  incidentId: string,
  sleptUntil: Date,
): Promise<void> {
  if (sleptUntil > now) await sql(ROUSE, [incidentId, sleptUntil, now])
}
