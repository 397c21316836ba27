import { openSpans } from '@/domain/calendar/expand'
import type { PlantCalendar } from '@/domain/calendar/schema'
import type { ImpactFacts } from '@/domain/impact/facts'
import type { Sql } from '@/infra/db'
import { loadWorkflowCalendars } from '../calendar/load'
import { loadClocks } from '../contract/clocks'

/** A plant that stays shut longer than this is "closed for long". */
const AHEAD_MS = 8 * 86_400_000
/** Failed runs that are asked for their orders. */
const RUNS_MAX = 200

interface Row {
  id: string
  parentId: string | null
  clientId: string
  workflowId: string
  processId: string | null
  lineId: string | null
  tier: number
  systems: string[]
  orders: string[] | null
  isBudgetSpent: boolean
}

/** What an incident touches; `systems` = where its workflow writes, and where those write who read from there. */
const TOUCHED = `
SELECT i.id, i.parent_id AS "parentId", i.client_id AS "clientId", i.workflow_id AS "workflowId", w.process_id AS "processId", w.equipment_id AS "lineId", w.tier,
  coalesce((SELECT array_agg(DISTINCT s.id::text) FROM (
    SELECT w.to_system_id AS id UNION ALL SELECT d.to_system_id FROM workflow d
    WHERE d.tenant_id = i.tenant_id AND d.client_id = i.client_id AND d.from_system_id = w.to_system_id AND d.lifecycle = 'live') s WHERE s.id IS NOT NULL), '{}') AS systems,
  (SELECT array_agg(DISTINCT o.key) FROM (
    SELECT (SELECT e.payload->'keys'->>'order' FROM event_log e WHERE e.tenant_id = x.tenant_id AND e.execution_id = x.id
      AND e.payload->'keys'->>'order' IS NOT NULL LIMIT 1) AS key
    FROM (SELECT x.tenant_id, x.id FROM execution x WHERE x.tenant_id = i.tenant_id AND x.workflow_id = i.workflow_id
      AND x.anchor_at >= i.opened_at - interval '1 hour' AND x.status = 'failed' ORDER BY x.anchor_at DESC LIMIT ${RUNS_MAX}) x) o WHERE o.key IS NOT NULL) AS orders,
  EXISTS (SELECT FROM objective o JOIN objective_state t ON t.tenant_id = o.tenant_id AND t.objective_id = o.id
    WHERE o.tenant_id = i.tenant_id AND o.client_id = i.client_id AND o.archived_at IS NULL
      AND (o.workflow_id = w.id OR o.process_id = w.process_id OR o.site_id = coalesce(w.site_id, i.site_id) OR o.scope_kind = 'client')
      AND t.eligible > 0 AND t.bad * 1000000 > t.eligible * (1000000 - o.target_ppm)) AS "isBudgetSpent"
FROM incident i JOIN workflow w ON w.tenant_id = i.tenant_id AND w.id = i.workflow_id
WHERE i.tenant_id = :tenant AND i.client_id = ANY(:clients) AND i.status <> 'resolved'
  AND (i.id = ANY($1::uuid[]) OR i.parent_id = ANY($1::uuid[]))`

/** Facts of one incident, in sets, so that those of a group are their union. */
export interface Touched extends Row {
  shift: ImpactFacts['shift']
  clock: ImpactFacts['clock']
}

function shiftAt(calendar: PlantCalendar | undefined, now: Date): ImpactFacts['shift'] {
  if (!calendar) return { kind: 'unknown' }
  if (calendar.versions.length === 0) return { kind: 'open' }
  const next = openSpans(calendar, { from: now, to: new Date(now.getTime() + AHEAD_MS) })[0]
  if (!next) return { kind: 'closed', opensAt: null }
  return next.from <= now ? { kind: 'open' } : { kind: 'closed', opensAt: next.from.toISOString() }
}

/** Incidents and their members as they stand now; unresolved ones only. At most seven statements for all of them. */
export async function loadTouched(sql: Sql, incidentIds: readonly string[], now: Date): Promise<Touched[]> {
  const rows = await sql<Row>(TOUCHED, [incidentIds])
  if (rows.length === 0) return []
  const calendars = await loadWorkflowCalendars(sql, [...new Set(rows.map(({ workflowId }) => workflowId))])
  const clocks = await loadClocks(
    sql,
    rows.map(({ id }) => id),
    now,
  )
  return rows.map((row) => {
    const promised = clocks.get(row.id)?.clocks
    const has = (state: string) => promised?.some((clock) => clock.state === state)
    const clock = has('breached') ? 'breached' : has('at_risk') ? 'at_risk' : promised ? 'ok' : 'none'
    return { ...row, shift: shiftAt(calendars.get(row.workflowId), now), clock }
  })
}
