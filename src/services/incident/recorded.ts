import { clockTimes, type IncidentTimes, type TimeField } from '@/domain/incident/times'

/** What was recorded before the first correction of each moment; joins the incident as `i`. */
export const RECORDED = `
  (SELECT json_object_agg(r.field, r.before_at) FROM (
     SELECT DISTINCT ON (e.field) e.field, e.before_at FROM incident_edit e
     WHERE e.tenant_id = i.tenant_id AND e.incident_id = i.id ORDER BY e.field, e.at, e.id) r) AS recorded`

export interface RecordedTimes {
  recorded: Partial<Record<TimeField, string | null>> | null
}

/** The moments that a contract counts from: as recorded, and as corrected only where that is stricter. */
export function strictTimes(
  row: RecordedTimes & Omit<IncidentTimes, 'impactStartedAt'>,
): Omit<IncidentTimes, 'impactStartedAt'> {
  const recorded = Object.entries(row.recorded ?? {}).map(([field, at]) => [field, at ? new Date(at) : null])
  return clockTimes(row, Object.fromEntries(recorded))
}
