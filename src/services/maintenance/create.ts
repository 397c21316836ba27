import { z } from 'zod'
import { MaintenancePlan, MaintenanceScope, MaintenanceTitle, MaintenanceWork } from '@/domain/maintenance/schema'
import { newId, zId } from '@/lib/ids'
import { loadActiveClient } from '../client/store'
import { audited, mutation } from '../define'
import { askApproval } from './ask'
import { holdMaintenance, type MaintenanceStanding, maintenanceName, nextNumber, writeRevision } from './store'

const CreateInput = z.strictObject({
  clientId: zId,
  title: MaintenanceTitle,
  work: MaintenanceWork,
  scope: MaintenanceScope,
  plan: MaintenancePlan,
  /** false: keep it as a draft */
  isSubmitted: z.boolean().default(true),
})

/** Plans a maintenance window and asks for its approval. Until somebody else has approved it, nothing of it counts. */
export const createMaintenance = mutation(
  { action: 'maintenance.create', can: 'maintenance.request', input: CreateInput },
  async (ctx, { clientId, isSubmitted, ...content }) => {
    await loadActiveClient(ctx, clientId)
    const maintenanceId = newId()
    const { title } = content
    const number = await nextNumber(ctx)
    await ctx.tx.maintenance.create({
      data: {
        ...{ tenantId: ctx.scope.tenantId, id: maintenanceId, clientId, number, title },
        ...{ status: 'draft', revision: 1, createdAt: ctx.now },
      },
    })
    await writeRevision(ctx, { id: maintenanceId, clientId, number: 1 }, { ...content, editReason: null })
    if (isSubmitted) await askApproval(ctx, await holdMaintenance(ctx, maintenanceId))
    const status = isSubmitted ? 'pending' : 'draft'
    return audited<MaintenanceStanding>(
      { maintenanceId, number, status, revision: 1 },
      {
        subject: { kind: 'maintenance', id: maintenanceId, name: maintenanceName({ number, title }) },
        clientId,
        after: { ...content, status },
      },
    )
  },
)
