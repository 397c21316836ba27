import { z } from 'zod'
import { ClientInput } from '@/domain/client/schema'
import { changes } from '@/lib/changes'
import { zId } from '@/lib/ids'
import { audited, mutation, unchanged } from '../define'
import { changeClient, loadClient } from './store'

/** Renames a client. The slug stays: it is in links the plant has already saved. */
export const updateClient = mutation(
  { action: 'client.update', can: 'client.manage', input: z.strictObject({ clientId: zId, name: ClientInput.shape.name }) },
  async (ctx, { clientId, name }) => {
    const client = await loadClient(ctx, clientId)
    const changed = changes(client, { name })
    if (!changed) return unchanged({ clientId, name }, 'the name is the same')
    await changeClient(ctx, clientId, changed)
    return audited({ clientId, name }, { subject: { kind: 'client', id: clientId, name }, clientId, ...changed })
  },
)
