import { z } from 'zod'
import { ClientInput } from '@/domain/client/schema'
import { changes } from '@/lib/changes'
import { zId } from '@/lib/ids'
import { audited, mutation, unchanged } from '../define'
import { changeClient, loadClient } from './store'

const input = z.strictObject({
  clientId: zId,
  name: ClientInput.shape.name.optional(),
  /** true = anyone who knows the address may open the client's portal */
  portalPublic: z.boolean('portalPublic: must be true or false').optional(),
})

/** Renames a client or opens its portal. The slug stays: it is in links the plant has already saved. */
export const updateClient = mutation(
  { action: 'client.update', can: 'client.manage', input },
  async (ctx, { clientId, ...patch }) => {
    const client = await loadClient(ctx, clientId)
    const changed = changes(client, patch)
    if (!changed) return unchanged({ clientId }, 'nothing differs')
    await changeClient(ctx, clientId, changed)
    return audited(
      { clientId },
      { subject: { kind: 'client', id: clientId, name: patch.name ?? client.name }, clientId, ...changed },
    )
  },
)
