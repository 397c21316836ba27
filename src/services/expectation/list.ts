import { z } from 'zod'
import { zSlug } from '@/domain/client/schema'
import { EXPECTATION_STATUSES, type ExpectationStatus } from '@/domain/expectation/schema'
import { notFound } from '@/lib/errors'
import { loadClients } from '@/services/board/clients'
import { loadFacts, loadRules, type Rule, type WorkflowFacts } from '@/services/health/facts'
import { query } from '../define'

const PAGE = 100

const ExpectationListInput = z.strictObject({
  client: zSlug.nullish().transform((slug) => slug ?? null),
  status: z
    .enum(EXPECTATION_STATUSES, `status: must be one of ${EXPECTATION_STATUSES.join(', ')}`)
    .nullish()
    .transform((status) => status ?? null),
  page: z.int('page: must be a whole number').min(1, 'page: begins at 1').max(1_000).default(1),
})

export interface ExpectationLine extends Rule {
  workflow: Pick<WorkflowFacts, 'id' | 'key' | 'name' | 'client' | 'zone'>
}

export interface ExpectationList {
  rows: ExpectationLine[]
  found: number
  pages: number
  statuses: Record<ExpectationStatus, number>
  clients: { slug: string; name: string }[]
  /** live workflows that nobody expects anything of */
  unwatched: number
}

const ORDER: readonly ExpectationStatus[] = ['down', 'late', 'started', 'new', 'on_time', 'paused']

function bySeverity(a: ExpectationLine, b: ExpectationLine): number {
  const due = (line: ExpectationLine) => line.dueAt?.getTime() ?? Number.MAX_SAFE_INTEGER
  return ORDER.indexOf(a.status) - ORDER.indexOf(b.status) || due(a) - due(b)
}

/** Every rule with its state, broken ones first, then by what is due next. Three statements. */
export const listExpectations = query(
  { action: 'expectation.list', can: 'workflow.read', input: ExpectationListInput },
  async (ctx, input): Promise<ExpectationList> => {
    const clients = await loadClients(ctx)
    const client = clients.find(({ slug }) => slug === input.client)
    if (input.client && !client) throw notFound('client')
    const filter = { clientId: client?.id ?? null }
    const workflows = await loadFacts(ctx, filter)
    const rules = await loadRules(ctx, filter)
    const byId = new Map(workflows.map((workflow) => [workflow.id, workflow]))
    const lines = rules.flatMap((rule) => {
      const workflow = byId.get(rule.workflowId)
      return workflow && workflow.lifecycle !== 'retired' ? [{ ...rule, workflow }] : []
    })
    const found = lines.filter(({ status }) => input.status === null || status === input.status).sort(bySeverity)
    const watched = new Set(rules.map(({ workflowId }) => workflowId))
    return {
      rows: found.slice((input.page - 1) * PAGE, input.page * PAGE),
      found: found.length,
      pages: Math.max(1, Math.ceil(found.length / PAGE)),
      statuses: Object.fromEntries(
        EXPECTATION_STATUSES.map((status) => [status, lines.filter((line) => line.status === status).length]),
      ) as Record<ExpectationStatus, number>,
      clients: clients.map(({ slug, name }) => ({ slug, name })),
      unwatched: workflows.filter(({ id, lifecycle }) => lifecycle === 'live' && !watched.has(id)).length,
    }
  },
)
