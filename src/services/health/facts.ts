import type { PlantCalendar } from '@/domain/calendar/schema'
import type { ExpectationKind, ExpectationStatus } from '@/domain/expectation/schema'
import { type Spec, specOf } from '@/domain/expectation/spec'
import type { IncidentKind, IncidentStatus } from '@/domain/incident/schema'
import type { SYSTEM_KINDS, WorkflowLifecycle } from '@/domain/workflow/schema'
import type { QueryContext } from '../context'
import { rankOrder } from '../correlation/heads'
import { isListed } from '../incident/listed'

/** A partner's page never reads more; what is cut off is said on the page. */
export const WORKFLOWS_MAX = 2_000

export interface SystemName {
  kind: (typeof SYSTEM_KINDS)[number]
  name: string
}

/** A workflow with the names around it and the state its events left. `zone` is its plant's. */
export interface WorkflowFacts {
  id: string
  key: string
  name: string
  lifecycle: WorkflowLifecycle
  tier: number
  ownerName: string | null
  impactNote: string | null
  version: number
  createdAt: Date
  client: { id: string; slug: string; name: string }
  site: { id: string; name: string; city: string } | null
  zone: string
  process: { id: string; name: string; position: number } | null
  fromSystem: SystemName | null
  toSystem: SystemName | null
  lastEventAt: Date | null
  lastSuccessAt: Date | null
  lastFailureAt: Date | null
  lastExecutionId: string | null
  lastStatus: 'running' | 'succeeded' | 'failed' | 'cancelled' | null
  lastStatusAt: Date | null
  runs: number
}

/** Which workflows a page is about; null = all that the caller may see. */
export interface WorkflowFilter {
  clientId?: string | null
  workflowId?: string | null
}

const FACTS = `
SELECT w.id, w.key, w.name, w.lifecycle, w.tier, w.owner_name AS "ownerName", w.impact_note AS "impactNote", w.version, w.created_at AS "createdAt",
  json_build_object('id', c.id, 'slug', c.slug, 'name', c.name) AS client,
  CASE WHEN s.id IS NOT NULL THEN json_build_object('id', s.id, 'name', s.name, 'city', s.city) END AS site,
  coalesce(s.zone, 'UTC') AS zone,
  CASE WHEN p.id IS NOT NULL THEN json_build_object('id', p.id, 'name', p.name, 'position', p.position) END AS process,
  CASE WHEN a.id IS NOT NULL THEN json_build_object('kind', a.kind, 'name', a.name) END AS "fromSystem",
  CASE WHEN b.id IS NOT NULL THEN json_build_object('kind', b.kind, 'name', b.name) END AS "toSystem",
  ws.last_event_at AS "lastEventAt", ws.last_success_at AS "lastSuccessAt", ws.last_failure_at AS "lastFailureAt",
  ws.last_execution_id AS "lastExecutionId", ws.last_status AS "lastStatus", ws.last_status_at AS "lastStatusAt", coalesce(ws.runs, 0)::float8 AS runs
FROM workflow w
JOIN client c ON c.tenant_id = w.tenant_id AND c.id = w.client_id
LEFT JOIN process p ON p.tenant_id = w.tenant_id AND p.id = w.process_id
LEFT JOIN LATERAL (
  SELECT s.* FROM site s WHERE s.tenant_id = w.tenant_id AND s.client_id = w.client_id
  ORDER BY s.id = coalesce(w.site_id, p.site_id) DESC NULLS LAST, s.created_at, s.id LIMIT 1) s ON true
LEFT JOIN system a ON a.tenant_id = w.tenant_id AND a.id = w.from_system_id
LEFT JOIN system b ON b.tenant_id = w.tenant_id AND b.id = w.to_system_id
LEFT JOIN workflow_state ws ON ws.tenant_id = w.tenant_id AND ws.workflow_id = w.id
WHERE w.tenant_id = :tenant AND w.client_id = ANY(:clients) AND c.archived_at IS NULL
  AND ($1::uuid IS NULL OR w.client_id = $1) AND ($2::uuid IS NULL OR w.id = $2)
ORDER BY c.name, c.id, s.created_at, s.id, p.position NULLS LAST, p.name, w.name, w.id
LIMIT ${WORKFLOWS_MAX}`

/** In the order of the plant: client, site, process position, name. */
export function loadFacts(
  ctx: QueryContext,
  { clientId = null, workflowId = null }: WorkflowFilter,
): Promise<WorkflowFacts[]> {
  return ctx.sql<WorkflowFacts>(FACTS, [clientId, workflowId])
}

/** A rule with the state its machine is in. */
export interface Rule {
  id: string
  workflowId: string
  kind: ExpectationKind
  cron: string | null
  intervalS: number | null
  zone: string
  graceS: number
  maxDurationS: number | null
  createdAt: Date
  spec: Spec
  /** kind trigger: whose run obliges this one */
  triggerName: string | null
  /** the calendar its slots are read by, where the rule asks for one */
  plant: PlantCalendar | null
  status: ExpectationStatus
  since: Date
  dueAt: Date | null
  startedAt: Date | null
  lastMetAt: Date | null
}

const RULES = `
SELECT e.id, e.workflow_id AS "workflowId", e.kind, e.cron, e.interval_s AS "intervalS", e.zone, e.grace_s AS "graceS",
  e.max_duration_s AS "maxDurationS", e.created_at AS "createdAt", e.spec, t.name AS "triggerName", coalesce(es.status::text, 'new') AS status,
  coalesce(es.since, e.created_at) AS since, es.due_at AS "dueAt", es.started_at AS "startedAt", es.last_met_at AS "lastMetAt"
FROM expectation e
LEFT JOIN expectation_state es ON es.tenant_id = e.tenant_id AND es.expectation_id = e.id
LEFT JOIN workflow t ON t.tenant_id = e.tenant_id AND t.id = e.trigger_workflow_id
WHERE e.tenant_id = :tenant AND e.client_id = ANY(:clients)
  AND ($1::uuid IS NULL OR e.client_id = $1) AND ($2::uuid IS NULL OR e.workflow_id = $2)
ORDER BY e.workflow_id, e.created_at, e.id
LIMIT ${WORKFLOWS_MAX * 2}`

type RuleRow = Omit<Rule, 'spec' | 'plant'> & { spec: unknown }

export async function loadRules(
  ctx: QueryContext,
  { clientId = null, workflowId = null }: WorkflowFilter,
): Promise<Rule[]> {
  const rows = await ctx.sql<RuleRow>(RULES, [clientId, workflowId])
  return rows.map((row) => ({ ...row, spec: specOf(row.spec), plant: null }))
}

/** An incident as lists show it. */
export interface IncidentLine {
  id: string
  number: number
  workflowId: string
  workflowName: string
  clientId: string
  clientSlug: string
  clientName: string
  zone: string
  kind: IncidentKind
  status: IncidentStatus
  title: string
  impact: number
  impactNote: string | null
  occurrences: number
  openedAt: Date
  acknowledgedAt: Date | null
  acknowledgedBy: string | null
  resolvedAt: Date | null
  /** 0..1000: the order of lists */
  rank: number
  /** stands in lists for itself or its group; a member's trouble still shows on its workflow */
  isListed: boolean
  assigneeName: string | null
  snoozedUntil: Date | null
}

const INCIDENTS = `
SELECT i.id, i.number, i.workflow_id AS "workflowId", w.name AS "workflowName", i.client_id AS "clientId", c.slug AS "clientSlug",
  c.name AS "clientName", i.kind, i.status, i.title, i.impact, i.impact_note AS "impactNote", i.occurrences, i.opened_at AS "openedAt",
  i.acknowledged_at AS "acknowledgedAt", i.acknowledged_by AS "acknowledgedBy",
  i.resolved_at AS "resolvedAt", coalesce(s.zone, 'UTC') AS zone, ${rankOrder('i')} AS rank, ${isListed('i')} AS "isListed",
  i.assignee_name AS "assigneeName", i.snoozed_until AS "snoozedUntil"
FROM incident i
JOIN workflow w ON w.tenant_id = i.tenant_id AND w.id = i.workflow_id
JOIN client c ON c.tenant_id = i.tenant_id AND c.id = i.client_id
LEFT JOIN LATERAL (
  SELECT s.zone FROM site s WHERE s.tenant_id = i.tenant_id AND s.client_id = i.client_id
  ORDER BY s.id = coalesce(i.site_id, w.site_id) DESC NULLS LAST, s.created_at, s.id LIMIT 1) s ON true
WHERE i.tenant_id = :tenant AND i.client_id = ANY(:clients) AND c.archived_at IS NULL`

const OPEN_INCIDENTS = `${INCIDENTS} AND i.status <> 'resolved' AND ($1::uuid IS NULL OR i.client_id = $1)
ORDER BY rank DESC, i.opened_at, i.number
LIMIT 500`

/** By what they cost the plant, then the oldest first. */
export function loadOpenIncidents(ctx: QueryContext, { clientId = null }: WorkflowFilter): Promise<IncidentLine[]> {
  return ctx.sql<IncidentLine>(OPEN_INCIDENTS, [clientId])
}

const INCIDENT_HISTORY = `${INCIDENTS} AND i.workflow_id = $1
ORDER BY i.status = 'resolved', i.opened_at DESC, i.number DESC
LIMIT 20`

/** A workflow's incidents: the unresolved ones, then the latest. */
export function loadIncidentHistory(ctx: QueryContext, workflowId: string): Promise<IncidentLine[]> {
  return ctx.sql<IncidentLine>(INCIDENT_HISTORY, [workflowId])
}
