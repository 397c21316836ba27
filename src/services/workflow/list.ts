import { z } from 'zod'
import { zSlug } from '@/domain/client/schema'
import { WORKFLOW_LIFECYCLES, zTier } from '@/domain/workflow/schema'
import { notFound } from '@/lib/errors'
import { loadClients } from '@/services/board/clients'
import { WORKFLOWS_MAX } from '@/services/health/facts'
import { loadWorkflowRows, type WorkflowRow } from '@/services/health/rows'
import { HEALTH_STATES, type HealthState } from '@/services/health/state'
import { query } from '../define'

const PAGE = 100

const optional = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? null)

const WorkflowListInput = z.strictObject({
  client: optional(zSlug),
  state: optional(z.enum(HEALTH_STATES, `state: must be one of ${HEALTH_STATES.join(', ')}`)),
  lifecycle: optional(z.enum(WORKFLOW_LIFECYCLES, `lifecycle: must be one of ${WORKFLOW_LIFECYCLES.join(', ')}`)),
  tier: optional(zTier),
  text: optional(z.string().trim().max(100, 'text: must have at most 100 characters')),
  page: z.int('page: must be a whole number').min(1, 'page: begins at 1').max(1_000).default(1),
})
export type WorkflowListInput = z.output<typeof WorkflowListInput>

export interface WorkflowList {
  rows: WorkflowRow[]
  /** rows that match, on all pages */
  found: number
  total: number
  /** matching rows by state, the state's own filter left out */
  states: Record<HealthState, number>
  pages: number
  /** more workflows exist than a page may read */
  isCut: boolean
  clients: { slug: string; name: string }[]
}

/** Every word must be found in the name, key, client, process, owner or systems. */
function hasText(row: WorkflowRow, text: string): boolean {
  const fields = [
    row.name,
    row.key,
    row.client.name,
    row.process?.name,
    row.ownerName,
    row.fromSystem?.name,
    row.toSystem?.name,
  ]
  const hay = fields.join('\n').toLowerCase()
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => hay.includes(word))
}

/** Rows that pass every filter but the state's. Retired ones show only when asked for. */
function matching(
  rows: readonly WorkflowRow[],
  { lifecycle, tier, text }: Pick<WorkflowListInput, 'lifecycle' | 'tier' | 'text'>,
): WorkflowRow[] {
  return rows.filter(
    (row) =>
      (lifecycle ? row.lifecycle === lifecycle : row.lifecycle !== 'retired') &&
      (tier === null || row.tier === tier) &&
      (!text || hasText(row, text)),
  )
}

/** The registry. Worst first, then by client and plant order: the state is computed, so it is filtered here, not in SQL. */
export const listWorkflows = query(
  { action: 'workflow.list', can: 'workflow.read', input: WorkflowListInput },
  async (ctx, input): Promise<WorkflowList> => {
    const clients = await loadClients(ctx)
    const client = clients.find(({ slug }) => slug === input.client)
    if (input.client && !client) throw notFound('client')
    const all = await loadWorkflowRows(ctx, { clientId: client?.id ?? null })
    const matched = matching(all, input)
    const count = (state: HealthState) => matched.filter((row) => row.health.state === state).length
    const wanted = input.state ? matched.filter((row) => row.health.state === input.state) : matched
    const rank = (row: WorkflowRow) => HEALTH_STATES.indexOf(row.health.state)
    const sorted = [...wanted].sort((a, b) => rank(a) - rank(b))
    return {
      rows: sorted.slice((input.page - 1) * PAGE, input.page * PAGE),
      found: sorted.length,
      total: all.length,
      states: Object.fromEntries(HEALTH_STATES.map((state) => [state, count(state)])) as Record<HealthState, number>,
      pages: Math.max(1, Math.ceil(sorted.length / PAGE)),
      isCut: all.length >= WORKFLOWS_MAX,
      clients: clients.map(({ slug, name }) => ({ slug, name })),
    }
  },
)
