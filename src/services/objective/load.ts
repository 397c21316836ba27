import type { Objective, ObjectiveCalendar, ObjectiveForm, ScopeKind } from '@/domain/objective/schema'
import type { Sql } from '@/infra/db'

/** An objective with what its row also keeps. */
export interface StoredObjective extends Objective {
  createdAt: Date
  archivedAt: Date | null
  version: number
}

interface Row {
  id: string
  clientId: string
  name: string
  form: ObjectiveForm
  scopeKind: ScopeKind
  scopeId: string
  targetPpm: number
  windowDays: number | null
  zone: string
  calendar: ObjectiveCalendar
  sliceS: number
  maxDurationMs: number | null
  createdAt: Date
  archivedAt: Date | null
  version: number
}

/** Columns of objective `o`, as `objectiveOf` reads them. */
const OBJECTIVE_COLUMNS = `o.id, o.client_id AS "clientId", o.name, o.form::text, o.scope_kind::text AS "scopeKind",
  coalesce(o.workflow_id, o.process_id, o.site_id, o.client_id) AS "scopeId", o.target_ppm AS "targetPpm", o.window_days AS "windowDays",
  o.zone, o.calendar::text, o.slice_s AS "sliceS", o.max_duration_ms AS "maxDurationMs", o.created_at AS "createdAt",
  o.archived_at AS "archivedAt", o.version`

function objectiveOf({ scopeKind, scopeId, windowDays, ...row }: Row): StoredObjective {
  return {
    ...row,
    scope: { kind: scopeKind, id: scopeId },
    window: windowDays === null ? { kind: 'calendar_month' } : { kind: 'rolling', days: windowDays },
  }
}

export interface ObjectiveFilter {
  clientId?: string | null
  ids?: readonly string[] | null
  /** archived ones too; default false */
  withArchived?: boolean
}

const SELECT = `
SELECT ${OBJECTIVE_COLUMNS} FROM objective o
WHERE o.tenant_id = :tenant AND o.client_id = ANY(:clients) AND ($1::uuid IS NULL OR o.client_id = $1)
  AND ($2::uuid[] IS NULL OR o.id = ANY($2)) AND ($3 OR o.archived_at IS NULL)
ORDER BY o.name, o.id LIMIT 5000`

/** Objectives inside the scope, by name. */
export async function loadObjectives(
  sql: Sql,
  { clientId = null, ids = null, withArchived = false }: ObjectiveFilter = {},
): Promise<StoredObjective[]> {
  return (await sql<Row>(SELECT, [clientId, ids, withArchived])).map(objectiveOf)
}

const SCOPES = `
SELECT o.id AS "objectiveId", w.id AS "workflowId"
FROM objective o
JOIN workflow w ON w.tenant_id = o.tenant_id AND w.client_id = o.client_id AND CASE o.scope_kind
  WHEN 'workflow' THEN w.id = o.workflow_id WHEN 'process' THEN w.process_id = o.process_id ELSE true END
LEFT JOIN process p ON p.tenant_id = w.tenant_id AND p.id = w.process_id
WHERE o.tenant_id = :tenant AND o.client_id = ANY(:clients) AND o.id = ANY($1::uuid[])
  AND (o.scope_kind <> 'site' OR coalesce(w.site_id, p.site_id) = o.site_id)
ORDER BY o.id, w.id`

/** The workflows each objective is about, retired ones included: what they ran still counts. Empty = it measures nothing. */
export async function loadScopes(sql: Sql, objectiveIds: readonly string[]): Promise<Map<string, string[]>> {
  const scopes = new Map<string, string[]>(objectiveIds.map((id) => [id, []]))
  const rows = await sql<{ objectiveId: string; workflowId: string }>(SCOPES, [objectiveIds])
  for (const { objectiveId, workflowId } of rows) scopes.get(objectiveId)?.push(workflowId)
  return scopes
}
