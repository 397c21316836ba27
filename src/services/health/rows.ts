import type { QueryContext } from '../context'
import {
  type IncidentLine,
  loadFacts,
  loadOpenIncidents,
  loadRules,
  type Rule,
  type WorkflowFacts,
  type WorkflowFilter,
} from './facts'
import { type Health, healthOf } from './state'
import { loadSuccess, type Success } from './success'

/** A workflow as every list shows it. */
export interface WorkflowRow extends WorkflowFacts {
  health: Health
  success: Success
  rules: Rule[]
  incidents: IncidentLine[]
  /** the earliest moment one of its rules waits for; in the past = overdue */
  nextDueAt: Date | null
}

/** Rules and incidents grouped by workflow. */
export function groupByWorkflow<T extends { workflowId: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) groups.set(row.workflowId, [...(groups.get(row.workflowId) ?? []), row])
  return groups
}

/** The earliest slot that is being waited for; paused rules wait for nothing. */
function nextDue(rules: readonly Pick<Rule, 'dueAt' | 'status'>[]): Date | null {
  const dates = rules.flatMap(({ dueAt, status }) => (dueAt && status !== 'paused' ? [dueAt] : []))
  return dates.reduce<Date | null>((first, date) => (first && first <= date ? first : date), null)
}

export interface RowParts {
  rules: Rule[]
  incidents: IncidentLine[]
  success: Success
}

/** Facts and what hangs on them, as one row. */
export function rowOf(workflow: WorkflowFacts, { rules, incidents, success }: RowParts): WorkflowRow {
  const health = healthOf({ ...workflow, expectations: rules, incidents })
  return { ...workflow, rules, incidents, health, success, nextDueAt: nextDue(rules) }
}

/** Four statements, whatever the number of workflows. */
export async function loadWorkflowRows(ctx: QueryContext, filter: WorkflowFilter): Promise<WorkflowRow[]> {
  const facts = await loadFacts(ctx, filter)
  const rules = groupByWorkflow(await loadRules(ctx, filter))
  const incidents = groupByWorkflow(await loadOpenIncidents(ctx, filter))
  const success = await loadSuccess(ctx, facts)
  return facts.flatMap((workflow) => {
    const counts = success.get(workflow.id)
    if (!counts) return []
    return [
      rowOf(workflow, {
        rules: rules.get(workflow.id) ?? [],
        incidents: incidents.get(workflow.id) ?? [],
        success: counts,
      }),
    ]
  })
}
