import type { TaskFacts, TaskKind } from '@/domain/incident/task'
import { ownClient } from '@/infra/db'
import { conflict, notFound } from '@/lib/errors'
import type { MutationContext } from '../context'

export interface HeldTask extends TaskFacts {
  id: string
  kind: TaskKind
  clientId: string
  incidentId: string
  number: number
  title: string
  ownerName: string
  version: number
}

const HOLD = `
SELECT t.id, t.kind, t.client_id AS "clientId", t.incident_id AS "incidentId", i.number, t.title, t.owner_name AS "ownerName", t.version,
  t.due_at AS "dueAt", t.done_at AS "doneAt", t.done_by_id AS "doneById", t.verified_at AS "verifiedAt"
FROM incident_task t JOIN incident i ON i.tenant_id = t.tenant_id AND i.id = t.incident_id
WHERE t.tenant_id = :tenant AND t.client_id = ANY(:clients) AND t.id = $1::uuid FOR UPDATE OF t`

/** A task inside the scope, held until commit. */
export async function holdTask(ctx: MutationContext, taskId: string): Promise<HeldTask> {
  const [task] = await ctx.sql<HeldTask>(HOLD, [taskId])
  if (!task) throw notFound('task')
  return task
}

type TaskColumns = Partial<
  Record<
    'ownerUserId' | 'ownerName' | 'doneById' | 'doneByName' | 'outcome' | 'verifiedById' | 'verifiedByName',
    string
  > &
    Record<'dueAt' | 'doneAt' | 'verifiedAt', Date>
>

/** Writes columns while the version is still the one that was read. */
export async function applyTask(ctx: MutationContext, { id, version }: HeldTask, data: TaskColumns): Promise<void> {
  const where = { ...ownClient(ctx), id, version }
  const { count } = await ctx.tx.incidentTask.updateMany({ where, data: { ...data, version: version + 1 } })
  if (count === 0) throw conflict('task')
}

export function subjectOf({ id, title, number }: { id: string; title: string; number: number }) {
  return { kind: 'incident_task', id, name: `INC-${number}: ${title.slice(0, 120)}` }
}
