import { z } from 'zod'
import { localDay } from '@/domain/calendar/day'
import { ownClient } from '@/infra/db'
import { AppError, conflict } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { audited, mutation, unchanged } from '../define'
import { loadEquipment } from '../equipment/store'
import { loadSite } from '../site/store'
import { loadWorkflow } from '../workflow/store'
import { reachClocks } from './reach'

/** Says which area or line a workflow serves: its clocks follow the calendar of that place. Null: its site. */
export const placeWorkflow = mutation(
  {
    action: 'workflow.place',
    can: 'workflow.manage',
    input: z.strictObject({ workflowId: zId, equipmentId: zId.nullable() }),
  },
  async (ctx, { workflowId, equipmentId }) => {
    const workflow = await loadWorkflow(ctx, workflowId)
    const { clientId, name } = workflow
    if (workflow.equipmentId === equipmentId)
      return unchanged({ workflowId, equipmentId }, 'it serves that place already')
    const node = equipmentId === null ? null : await loadEquipment(ctx, equipmentId)
    if (node && node.siteId !== workflow.siteId)
      throw new AppError('INVALID', `equipmentId: ${node.name} is not of the site that ${name} belongs to.`)
    const where = { ...ownClient(ctx), id: workflowId, equipmentId: workflow.equipmentId }
    const { count } = await ctx.tx.workflow.updateMany({ where, data: { equipmentId } })
    if (count === 0) throw conflict('workflow')
    if (workflow.siteId) {
      const { zone } = await loadSite(ctx, workflow.siteId)
      await reachClocks(ctx, { clientId, siteIds: [workflow.siteId], fromDay: localDay(zone, ctx.now) })
    }
    return audited(
      { workflowId, equipmentId },
      {
        subject: { kind: 'workflow', id: workflowId, name },
        clientId,
        before: { equipmentId: workflow.equipmentId },
        after: { equipmentId, place: node?.name ?? null },
      },
    )
  },
)
