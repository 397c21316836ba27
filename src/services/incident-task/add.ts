import { TaskInput } from '@/domain/incident/task'
import { AppError } from '@/lib/errors'
import { newId } from '@/lib/ids'
import { audited, mutation } from '../define'
import { demandResponder } from '../incident/work/responders'
import { holdOne } from '../incident/work/store'
import { subjectOf } from './store'

/** What follows from an incident: a kind, words, who, by when. Also after its end, when the lesson is drawn. */
export const addIncidentTask = mutation(
  { action: 'incident-task.add', can: 'incident.respond', input: TaskInput },
  async (ctx, { incidentId, kind, title, userId, dueAt }) => {
    const { clientId, number } = await holdOne(ctx, incidentId)
    if (dueAt <= ctx.now)
      throw new AppError('INVALID', 'dueAt: must be in the future', [
        { pointer: '/dueAt', detail: 'must be in the future' },
      ])
    const { name } = await demandResponder(ctx.sql, userId, { clientId, now: ctx.now })
    const id = newId()
    const { tenantId } = ctx.scope
    const owner = { ownerUserId: userId, ownerName: name }
    const born = { createdBy: ctx.actor.name, createdAt: ctx.now }
    await ctx.tx.incidentTask.create({
      data: { tenantId, id, clientId, incidentId, kind, title, dueAt, ...owner, ...born },
    })
    return audited(
      { taskId: id, incidentId, number, kind },
      {
        subject: subjectOf({ id, title, number }),
        clientId,
        after: { kind, title, owner: name, dueAt: dueAt.toISOString() },
      },
    )
  },
)
