import { mayFinish, TaskDoneInput } from '@/domain/incident/task'
import { requesterOf } from '../approval/store'
import { audited, mutation } from '../define'
import { applyTask, holdTask, subjectOf } from './store'

/** Done, with what was done. A corrective or preventive one waits for a second person from here. */
export const finishIncidentTask = mutation(
  { action: 'incident-task.finish', can: 'incident.respond', input: TaskDoneInput },
  async (ctx, { taskId, outcome }) => {
    const task = await holdTask(ctx, taskId)
    const refused = mayFinish(task)
    if (refused) throw refused
    const { id: doneById, name: doneByName } = await requesterOf(ctx)
    await applyTask(ctx, task, { doneAt: ctx.now, doneById, doneByName, outcome })
    return audited(
      { taskId, number: task.number, needsVerifying: task.kind !== 'follow_up' },
      {
        subject: subjectOf(task),
        clientId: task.clientId,
        before: { done: null },
        after: { done: doneByName, outcome },
      },
    )
  },
)
