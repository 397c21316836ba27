import { z } from 'zod'
import type { PlantCalendar } from '@/domain/calendar/schema'
import type { ExpectationKind, ExpectationStatus } from '@/domain/expectation/schema'
import { type Spec, specOf } from '@/domain/expectation/spec'
import type { WorkflowLifecycle } from '@/domain/workflow/schema'
import { notFound } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { loadWorkflowCalendars } from '../calendar/load'
import { query } from '../define'

export interface WorkflowFields {
  id: string
  clientId: string
  clientName: string
  clientSlug: string
  key: string
  name: string
  lifecycle: WorkflowLifecycle
  tier: number
  siteId: string | null
  processId: string | null
  fromSystemId: string | null
  toSystemId: string | null
  ownerName: string | null
  impactNote: string | null
  version: number
}

export interface SiteChoice {
  id: string
  name: string
  zone: string
}

export interface ProcessChoice {
  id: string
  name: string
  siteId: string
}

export interface SystemChoice {
  id: string
  name: string
}

export interface RuleFields {
  id: string
  kind: ExpectationKind
  cron: string | null
  intervalS: number | null
  zone: string
  graceS: number
  maxDurationS: number | null
  status: ExpectationStatus
  spec: Spec
  triggerWorkflowId: string | null
  triggerName: string | null
  createdAt: Date
  dueAt: Date | null
}

/** A workflow whose run may oblige this one. */
export interface TriggerChoice {
  id: string
  name: string
}

const WORKFLOW = `
SELECT w.id, w.client_id AS "clientId", c.name AS "clientName", c.slug AS "clientSlug", w.key, w.name, w.lifecycle, w.tier,
  w.site_id AS "siteId", w.process_id AS "processId", w.from_system_id AS "fromSystemId", w.to_system_id AS "toSystemId",
  w.owner_name AS "ownerName", w.impact_note AS "impactNote", w.version
FROM workflow w JOIN client c ON c.tenant_id = w.tenant_id AND c.id = w.client_id
WHERE w.tenant_id = :tenant AND w.client_id = ANY(:clients) AND w.id = $1`

const SITES = `
SELECT s.id, s.name, s.zone FROM site s
WHERE s.tenant_id = :tenant AND s.client_id = ANY(:clients) AND s.client_id = $1 ORDER BY s.name`

const PROCESSES = `
SELECT p.id, p.name, p.site_id AS "siteId" FROM process p
WHERE p.tenant_id = :tenant AND p.client_id = ANY(:clients) AND p.client_id = $1 ORDER BY p.position, p.name`

const SYSTEMS = `
SELECT y.id, y.name FROM system y
WHERE y.tenant_id = :tenant AND y.client_id = ANY(:clients) AND y.client_id = $1 ORDER BY y.name`

const RULES = `
SELECT e.id, e.kind, e.cron, e.interval_s AS "intervalS", e.zone, e.grace_s AS "graceS", e.max_duration_s AS "maxDurationS",
  s.status, e.spec, e.trigger_workflow_id AS "triggerWorkflowId", t.name AS "triggerName", e.created_at AS "createdAt", s.due_at AS "dueAt"
FROM expectation e LEFT JOIN workflow t ON t.tenant_id = e.tenant_id AND t.id = e.trigger_workflow_id JOIN expectation_state s ON s.tenant_id = e.tenant_id AND s.expectation_id = e.id
WHERE e.tenant_id = :tenant AND e.client_id = ANY(:clients) AND e.workflow_id = $1 ORDER BY e.id`

const TRIGGERS = `
SELECT w.id, w.name FROM workflow w
WHERE w.tenant_id = :tenant AND w.client_id = ANY(:clients) AND w.client_id = $1 AND w.id <> $2 AND w.lifecycle = 'live' ORDER BY w.name LIMIT 2000`

/** What the edit form starts from: the workflow, what it may point at, its rules. */
export const readWorkflowForm = query(
  { action: 'workflow.form', can: 'workflow.manage', input: z.strictObject({ workflowId: zId }) },
  async (ctx, { workflowId }) => {
    const [workflow] = await ctx.sql<WorkflowFields>(WORKFLOW, [workflowId])
    if (!workflow) throw notFound('workflow')
    const { clientId } = workflow
    return {
      workflow,
      sites: await ctx.sql<SiteChoice>(SITES, [clientId]),
      processes: await ctx.sql<ProcessChoice>(PROCESSES, [clientId]),
      systems: await ctx.sql<SystemChoice>(SYSTEMS, [clientId]),
      rules: (await ctx.sql<Omit<RuleFields, 'spec'> & { spec: unknown }>(RULES, [workflowId])).map(
        (row): RuleFields => ({ ...row, spec: specOf(row.spec) }),
      ),
      triggers: await ctx.sql<TriggerChoice>(TRIGGERS, [clientId, workflowId]),
      plant: ((await loadWorkflowCalendars(ctx.sql, [workflowId])).get(workflowId) ?? null) as PlantCalendar | null,
    }
  },
)
export type WorkflowForm = Awaited<ReturnType<typeof readWorkflowForm>>
