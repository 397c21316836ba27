import { z } from 'zod'
import { AppError } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { audited, mutation } from '../define'
import { changeObjective, loadObjective, promisedIn } from './store'

/** Ends an objective; what it counted stays. Refused while the latest version of a contract promises it. */
export const archiveObjective = mutation(
  { action: 'objective.archive', can: 'objective.manage', input: z.strictObject({ objectiveId: zId }) },
  async (ctx, { objectiveId }) => {
    const objective = await loadObjective(ctx, objectiveId)
    const promise = await promisedIn(ctx, objective)
    if (promise)
      throw new AppError(
        'CONFLICT',
        `${objective.name} is promised in ${promise.name}, version ${promise.number}. It stays as long as that contract binds.`,
      )
    const archivedAt = ctx.now
    await changeObjective(ctx, objective, { archivedAt })
    return audited(
      { objectiveId, archivedAt },
      {
        subject: { kind: 'objective', id: objectiveId, name: objective.name },
        clientId: objective.clientId,
        before: { archivedAt: null },
        after: { archivedAt },
      },
    )
  },
)
