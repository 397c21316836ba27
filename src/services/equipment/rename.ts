import { z } from 'zod'
import { EquipmentInput } from '@/domain/client/schema'
import { zId } from '@/lib/ids'
import { audited, mutation, unchanged } from '../define'
import { renameEquipment as applyName, loadEquipment } from './store'

/** Renames an area or line; its path stays, because senders use it. */
export const renameEquipment = mutation(
  {
    action: 'equipment.rename',
    can: 'client.manage',
    input: z.strictObject({ equipmentId: zId, name: EquipmentInput.shape.name }),
  },
  async (ctx, { equipmentId, name }) => {
    const node = await loadEquipment(ctx, equipmentId)
    if (node.name === name) return unchanged({ equipmentId }, 'the name is the same')
    await applyName(ctx, equipmentId, { before: node.name, after: name })
    return audited(
      { equipmentId },
      {
        subject: { kind: 'equipment', id: equipmentId, name },
        clientId: node.clientId,
        before: { name: node.name },
        after: { name },
      },
    )
  },
)
