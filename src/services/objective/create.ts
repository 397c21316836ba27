import { z } from 'zod'
import { ObjectiveInput } from '@/domain/objective/schema'
import { newId } from '@/lib/ids'
import { audited, mutation } from '../define'
import { clientOfScope, columnsOf, recount } from './store'

/** A promise that can be counted, over a workflow, a process, a plant or a whole client. */
export const createObjective = mutation(
  { action: 'objective.create', can: 'objective.manage', input: z.strictObject({ objective: ObjectiveInput }) },
  async (ctx, { objective }) => {
    const clientId = await clientOfScope(ctx, objective.scope)
    const { tenantId } = ctx.scope
    const id = newId()
    const columns = columnsOf(objective)
    await ctx.tx.objective.create({ data: { tenantId, id, clientId, ...columns, createdAt: ctx.now } })
    await recount(ctx, { id, clientId, zone: objective.zone, window: objective.window })
    return audited(
      { objectiveId: id, version: 1 },
      { subject: { kind: 'objective', id, name: objective.name }, clientId, after: columns },
    )
  },
)
