import type { SourceWorkflow } from '@/domain/connection/source'
import type { Connector, Read, SourceLink } from '@/services/connection/port'
import { ask } from './api'
import { definitionOf } from './definition'
import { factsOf } from './facts'
import { listRuns } from './runs'
import { type Workflow, WorkflowPage } from './schema'

const PAGE = 100
/** More than this in one n8n is a loop in its paging. */
const MAX_PAGES = 200

async function everyWorkflow(link: SourceLink): Promise<Read<Map<string, Workflow>>> {
  const found = new Map<string, Workflow>()
  let cursor: string | null = null
  for (let page = 0; page < MAX_PAGES; page++) {
    const query: URLSearchParams = new URLSearchParams({ limit: String(PAGE), excludePinnedData: 'true' })
    if (cursor) query.set('cursor', cursor)
    const read: Read<{ data: Workflow[]; nextCursor?: string | null }> = await ask(
      link,
      `/workflows?${query}`,
      WorkflowPage,
    )
    if (!read.ok) return read
    for (const workflow of read.value.data) found.set(workflow.id, workflow)
    cursor = read.value.nextCursor ?? null
    if (!cursor) return { ok: true, value: found }
  }
  return { ok: false, problem: { kind: 'unreadable', detail: 'the list of workflows does not end', retryAfterS: null } }
}

/** Archived ones are gone for everybody who works with n8n. */
function workflowOf(workflow: Workflow, all: ReadonlyMap<string, Workflow>): SourceWorkflow {
  return {
    ref: workflow.id,
    name: workflow.name,
    isActive: workflow.active,
    definition: definitionOf(workflow),
    versionRef: workflow.activeVersion?.versionId ?? workflow.activeVersionId ?? workflow.versionId ?? null,
    updatedAt: workflow.activeVersion?.updatedAt ?? workflow.updatedAt,
    facts: factsOf(workflow, all),
  }
}

export const listWorkflows: Connector['listWorkflows'] = async (link) => {
  const read = await everyWorkflow(link)
  if (!read.ok) return read
  const kept = [...read.value.values()].filter(({ isArchived }) => !isArchived)
  return { ok: true, value: kept.map((workflow) => workflowOf(workflow, read.value)) }
}

export const probe: Connector['probe'] = async (link) => {
  const workflows = await listWorkflows(link)
  if (!workflows.ok) return workflows
  const runs = await listRuns(link, { cursor: null })
  // a key may be limited to workflows
  if (!runs.ok && runs.problem.kind !== 'refused') return runs
  const newestRun = runs.ok ? (runs.value.runs[0]?.startedAt ?? null) : null
  return { ok: true, value: { workflows: workflows.value, canReadRuns: runs.ok, newestRun } }
}
