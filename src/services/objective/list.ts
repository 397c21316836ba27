import { z } from 'zod'
import { can } from '@/domain/access/actor'
import { zSlug } from '@/domain/client/schema'
import { VERDICTS, type Verdict } from '@/domain/objective/attain'
import { OBJECTIVE_FORMS } from '@/domain/objective/schema'
import { notFound } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { loadClients } from '@/services/board/clients'
import { query } from '../define'
import { loadObjectives, type StoredObjective } from './load'
import { type ObjectiveStanding, standingsOf } from './standing'

const PAGE = 100

const ObjectiveListInput = z.strictObject({
  client: zSlug.nullish().transform((slug) => slug ?? null),
  verdict: z
    .enum(VERDICTS, `verdict: must be one of ${VERDICTS.join(', ')}`)
    .nullish()
    .transform((verdict) => verdict ?? null),
  form: z
    .enum(OBJECTIVE_FORMS, `form: must be one of ${OBJECTIVE_FORMS.join(', ')}`)
    .nullish()
    .transform((form) => form ?? null),
  /** only those that this workflow counts for */
  workflowId: zId.nullish().transform((id) => id ?? null),
  page: z.int('page: must be a whole number').min(1, 'page: begins at 1').max(1_000).default(1),
})

export interface ObjectiveLine {
  objective: StoredObjective
  standing: ObjectiveStanding
  scopeName: string
  client: { slug: string; name: string }
}

export interface ObjectiveList {
  rows: ObjectiveLine[]
  found: number
  pages: number
  verdicts: Record<Verdict, number>
  clients: { slug: string; name: string }[]
  mayManage: boolean
}

const ORDER: readonly Verdict[] = ['missed', 'misconfigured', 'met_unproven', 'met', 'no_data']

function byNeed(a: ObjectiveLine, b: ObjectiveLine): number {
  const [x, y] = [a.standing.attainment, b.standing.attainment]
  return (
    ORDER.indexOf(x.verdict) - ORDER.indexOf(y.verdict) ||
    x.remaining - y.remaining ||
    a.objective.name.localeCompare(b.objective.name)
  )
}

const OF_WORKFLOW = `
SELECT o.id FROM objective o JOIN workflow w ON w.tenant_id = o.tenant_id AND w.client_id = o.client_id AND w.id = $1::uuid
LEFT JOIN process p ON p.tenant_id = w.tenant_id AND p.id = w.process_id
WHERE o.tenant_id = :tenant AND o.client_id = ANY(:clients) AND CASE o.scope_kind WHEN 'workflow' THEN o.workflow_id = w.id
  WHEN 'process' THEN o.process_id = w.process_id WHEN 'site' THEN o.site_id = coalesce(w.site_id, p.site_id) ELSE true END`

/** Objectives with what each has reached in its window, missed ones first. At most five statements. */
export const listObjectives = query(
  { action: 'objective.list', can: 'workflow.read', input: ObjectiveListInput },
  async (ctx, input): Promise<ObjectiveList> => {
    const clients = await loadClients(ctx)
    const client = clients.find(({ slug }) => slug === input.client)
    if (input.client && !client) throw notFound('client')
    const ids = input.workflowId
      ? (await ctx.sql<{ id: string }>(OF_WORKFLOW, [input.workflowId])).map(({ id }) => id)
      : null
    const objectives = await loadObjectives(ctx.sql, { clientId: client?.id ?? null, ids })
    const standings = await standingsOf(ctx.sql, objectives, ctx.now)
    const names = new Map(clients.map(({ id, slug, name }) => [id, { slug, name }]))
    const lines = objectives.flatMap((objective) => {
      const known = standings.get(objective.id)
      const owner = names.get(objective.clientId)
      if (!known || !owner) return []
      const { scopeName, ...standing } = known
      return [{ objective, standing, scopeName, client: owner }]
    })
    const isWanted = ({ objective, standing }: ObjectiveLine) =>
      (input.verdict === null || standing.attainment.verdict === input.verdict) &&
      (input.form === null || objective.form === input.form)
    const found = lines.filter(isWanted).sort(byNeed)
    return {
      rows: found.slice((input.page - 1) * PAGE, input.page * PAGE),
      found: found.length,
      pages: Math.max(1, Math.ceil(found.length / PAGE)),
      verdicts: Object.fromEntries(
        VERDICTS.map((verdict) => [verdict, lines.filter((l) => l.standing.attainment.verdict === verdict).length]),
      ) as Record<Verdict, number>,
      clients: clients.map(({ slug, name }) => ({ slug, name })),
      mayManage: can(ctx.actor, 'objective.manage'),
    }
  },
)
