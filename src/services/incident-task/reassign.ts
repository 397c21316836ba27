import { z } from 'zod'
import { mayFinish } from '@/domain/incident/task'
import { zId } from '@/lib/ids'
import { audited, mutation } from '../define'
import { demandResponder } from '../incident/work/responders'
import { applyTask, holdTask, subjectOf } from './store'

const input = z.strictObject({
  taskId: zId,
  userId: zId,
  dueAt: z.coerce.date('dueAt: must be an instant'),
})

/** Gives an open task to another person or another day; the trail keeps both. */
export const reassignIncidentTask = mutation(
  { action: 'incident-task.reassign', can: 'incident.respond', input },
  async (ctx, { taskId, userId, dueAt }) => {
    const task = await holdTask(ctx, taskId)
    const refused = mayFinish(task)
    if (refused) throw refused
    const { clientId } = task
    const { name } = await demandResponder(ctx.sql, userId, { clientId, now: ctx.now })
    await applyTask(ctx, task, { ownerUserId: userId, ownerName: name, dueAt })
    return audited(
      { taskId, number: task.number },
      {
        subject: subjectOf(task),
        clientId,
        before: { owner: task.ownerName, dueAt: task.dueAt.toISOString() },
        after: { owner: name, dueAt: dueAt.toISOString() },
      },
    )
  },
)
