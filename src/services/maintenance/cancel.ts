import { z } from 'zod'
import { EditReason } from '@/domain/maintenance/schema'
import { zId } from '@/lib/ids'
import { audited, mutation, unchanged } from '../define'
import { markPromises } from './decided'
import { dropQuestion, supersede } from './revise'
import { holdMaintenance, type MaintenanceStanding, maintenanceName, moveMaintenance } from './store'

/** Calls a window off from now on; what has begun stays as it was. */
export const cancelMaintenance = mutation(
  {
    action: 'maintenance.cancel',
    can: 'maintenance.request',
    input: z.strictObject({ maintenanceId: zId, reason: EditReason }),
  },
  async (ctx, { maintenanceId, reason }) => {
    const held = await holdMaintenance(ctx, maintenanceId)
    const { number, revision, status, clientId } = held
    if (status === 'cancelled')
      return unchanged<MaintenanceStanding>({ maintenanceId, number, revision, status }, 'it was cancelled before')
    await dropQuestion(ctx, held, reason)
    await supersede(ctx, held)
    await moveMaintenance(ctx, held, { status: 'cancelled', cancelledAt: ctx.now, cancelledReason: reason })
    await markPromises(ctx, clientId)
    return audited<MaintenanceStanding>(
      { maintenanceId, number, revision, status: 'cancelled' },
      {
        subject: { kind: 'maintenance', id: maintenanceId, name: maintenanceName(held) },
        clientId,
        before: { status },
        after: { status: 'cancelled' },
        reason,
      },
    )
  },
)
