import { z } from 'zod'
import { AppError } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { audited, mutation, unchanged } from '../define'
import { askApproval } from './ask'
import { holdMaintenance, type MaintenanceStanding, maintenanceName } from './store'

/** Asks for the approval of a draft, or again after a no. */
export const submitMaintenance = mutation(
  { action: 'maintenance.submit', can: 'maintenance.request', input: z.strictObject({ maintenanceId: zId }) },
  async (ctx, { maintenanceId }) => {
    const held = await holdMaintenance(ctx, maintenanceId)
    const { number, revision, status, clientId } = held
    if (status === 'pending')
      return unchanged<MaintenanceStanding>({ maintenanceId, number, revision, status }, 'it was asked for before')
    if (status !== 'draft' && status !== 'rejected')
      throw new AppError('CONFLICT', `This window is ${status}: there is nothing to ask for.`)
    await askApproval(ctx, held)
    return audited<MaintenanceStanding>(
      { maintenanceId, number, revision, status: 'pending' },
      {
        subject: { kind: 'maintenance', id: maintenanceId, name: maintenanceName(held) },
        clientId,
        before: { status },
        after: { status: 'pending', revision },
      },
    )
  },
)
