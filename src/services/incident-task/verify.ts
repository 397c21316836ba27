import { z } from 'zod'
import { mayVerify } from '@/domain/incident/task'
import { zId } from '@/lib/ids'
import { requesterOf } from '../approval/store'
import { audited, mutation } from '../define'
import { applyTask, holdTask, subjectOf } from './store'

/** A second person says that it works; the database refuses the one who did it. */
export const verifyIncidentTask = mutation(
  { action: 'incident-task.verify', can: 'incident.respond', input: z.strictObject({ taskId: zId }) },
  async (ctx, { taskId }) => {
    const task = await holdTask(ctx, taskId)
    const { id: verifiedById, name: verifiedByName } = await requesterOf(ctx)
    const refused = mayVerify(task, verifiedById)
    if (refused) throw refused
    await applyTask(ctx, task, { verifiedAt: ctx.now, verifiedById, verifiedByName })
    return audited(
      { taskId, number: task.number },
      {
        subject: subjectOf(task),
        clientId: task.clientId,
        before: { verified: null },
        after: { verified: verifiedByName },
      },
    )
  },
)
