import { z } from 'zod'
import { ObjectiveInput } from '@/domain/objective/schema'
import { changes } from '@/lib/changes'
import { AppError, conflict, notFound } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { audited, mutation, unchanged } from '../define'
import { changeObjective, clientOfScope, columnsOf, loadObjective, promisedIn, recount } from './store'

const input = z.strictObject({
  objectiveId: zId,
  objective: ObjectiveInput,
  /** the version the writer has seen; a newer one is a CONFLICT instead of an overwrite */
  version: z.int('version: must be the whole number you have read').min(1).optional(),
})

/** Fields that say what is measured: a contract that names the objective rests on them. */
const MEASURED = [
  'form',
  'scopeKind',
  'workflowId',
  'processId',
  'siteId',
  'zone',
  'calendar',
  'sliceS',
  'maxDurationMs',
]

/**
 * Changes an objective. What a contract promises stays as promised: its target stands in the contract's own version, and what is
 * measured cannot change under it.
 */
export const updateObjective = mutation(
  { action: 'objective.update', can: 'objective.manage', input },
  async (ctx, { objectiveId, objective, version }) => {
    const before = await loadObjective(ctx, objectiveId)
    if (version !== undefined && version !== before.version) throw conflict('objective')
    if ((await clientOfScope(ctx, objective.scope)) !== before.clientId) throw notFound(objective.scope.kind)
    const changed = changes(columnsOf(before), columnsOf(objective))
    if (!changed) return unchanged({ objectiveId, version: before.version }, 'nothing differs')
    const isMeasuredAnew = Object.keys(changed.after).some((field) => MEASURED.includes(field))
    const promise = isMeasuredAnew ? await promisedIn(ctx, before) : null
    if (promise)
      throw new AppError(
        'CONFLICT',
        `${before.name} is promised in ${promise.name}, version ${promise.number}: what it measures cannot change. Create another objective and name it in a new version.`,
      )
    await changeObjective(ctx, before, changed.after)
    if (isMeasuredAnew || changed.after.windowDays !== undefined)
      await recount(ctx, { ...objective, id: objectiveId, clientId: before.clientId })
    return audited(
      { objectiveId, version: before.version + 1 },
      {
        subject: { kind: 'objective', id: objectiveId, name: objective.name },
        clientId: before.clientId,
        before: changed.before,
        after: changed.after,
      },
    )
  },
)
