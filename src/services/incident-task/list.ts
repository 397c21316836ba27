import { z } from 'zod'
import { can } from '@/domain/access/actor'
import { zSlug } from '@/domain/client/schema'
import { TASK_KINDS, type TaskFacts, type TaskKind, type TaskState, taskState } from '@/domain/incident/task'
import { notFound } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { loadClients } from '../board/clients'
import type { QueryContext } from '../context'
import { query } from '../define'
import { readsInternal } from '../incident/store'

const MAX = 500
const WHICH = ['open', 'mine', 'overdue', 'unverified', 'all'] as const

export interface IncidentTaskItem extends TaskFacts {
  id: string
  kind: TaskKind
  state: TaskState
  title: string
  incidentId: string
  number: number
  client: { slug: string; name: string }
  /** the plant's; UTC while none is named */
  zone: string
  ownerUserId: string
  ownerName: string
  createdBy: string
  doneByName: string | null
  outcome: string | null
  verifiedByName: string | null
  /** the reader did it, so another person verifies */
  isOwnWork: boolean
}

const ROWS = `
SELECT t.id, t.kind, t.title, t.incident_id AS "incidentId", i.number, json_build_object('slug', c.slug, 'name', c.name) AS client,
  coalesce(s.zone, 'UTC') AS zone, t.owner_user_id AS "ownerUserId", t.owner_name AS "ownerName", t.due_at AS "dueAt", t.created_by AS "createdBy",
  t.done_at AS "doneAt", t.done_by_id AS "doneById", t.done_by_name AS "doneByName", t.outcome, t.verified_at AS "verifiedAt",
  t.verified_by_name AS "verifiedByName"
FROM incident_task t
JOIN incident i ON i.tenant_id = t.tenant_id AND i.id = t.incident_id
JOIN client c ON c.tenant_id = t.tenant_id AND c.id = t.client_id
LEFT JOIN LATERAL (SELECT s.zone FROM site s WHERE s.tenant_id = t.tenant_id AND s.client_id = t.client_id
  ORDER BY s.id = i.site_id DESC NULLS LAST, s.created_at LIMIT 1) s ON true
WHERE t.tenant_id = :tenant AND t.client_id = ANY(:clients) AND ($1::uuid IS NULL OR t.client_id = $1)
  AND ($2::uuid IS NULL OR t.incident_id = $2)
ORDER BY (t.done_at IS NULL OR (t.verified_at IS NULL AND t.kind <> 'follow_up')) DESC, t.due_at, t.id LIMIT ${MAX}`

const input = z.strictObject({
  client: zSlug.nullish().transform((slug) => slug ?? null),
  incidentId: zId.nullish().transform((id) => id ?? null),
  kind: z.enum(TASK_KINDS, `kind: must be one of ${TASK_KINDS.join(', ')}`).nullish(),
  which: z.enum(WHICH, `which: must be one of ${WHICH.join(', ')}`).default('open'),
})

function isWanted(task: IncidentTaskItem, which: (typeof WHICH)[number], ctx: QueryContext): boolean {
  const isOpen = task.state !== 'closed'
  if (which === 'all') return true
  if (which === 'mine') return isOpen && ctx.actor.kind === 'user' && task.ownerUserId === ctx.actor.id
  return which === 'open' ? isOpen : task.state === which
}

type Row = Omit<IncidentTaskItem, 'state' | 'isOwnWork'>

/** Tasks after incidents, what is due first. The team's words: people of the client, and keys, read none of them. */
export const listIncidentTasks = query(
  { action: 'incident-task.list', can: 'incident.read', input },
  async (ctx, { client: slug, incidentId, kind, which }) => {
    const clients = await loadClients(ctx)
    const client = clients.find((each) => each.slug === slug)
    if (slug && !client) throw notFound('client')
    const found = readsInternal(ctx.actor) ? await ctx.sql<Row>(ROWS, [client?.id ?? null, incidentId]) : []
    const me = ctx.actor.kind === 'user' ? ctx.actor.id : null
    const all = found.map((row): IncidentTaskItem => {
      return { ...row, state: taskState(row, ctx.now), isOwnWork: row.doneById !== null && row.doneById === me }
    })
    return {
      tasks: all.filter((task) => (!kind || task.kind === kind) && isWanted(task, which, ctx)),
      open: all.filter(({ state }) => state !== 'closed').length,
      overdue: all.filter(({ state }) => state === 'overdue').length,
      clients: clients.map((each) => ({ slug: each.slug, name: each.name })),
      mayRespond: can(ctx.actor, 'incident.respond') && readsInternal(ctx.actor),
    }
  },
)
