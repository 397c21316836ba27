import { z } from 'zod'
import { AppError } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { audited, mutation } from '../define'
import { changeClient, loadClient } from './store'

/** Brings an archived client back. */
export const restoreClient = mutation(
  { action: 'client.restore', can: 'client.manage', input: z.strictObject({ clientId: zId }) },
  async (ctx, { clientId }) => {
    const client = await loadClient(ctx, clientId)
    const { archivedAt, name } = client
    if (!archivedAt) throw new AppError('CONFLICT', `${name} is not archived.`)
    const changed = { before: { archivedAt }, after: { archivedAt: null } }
    await changeClient(ctx, clientId, changed)
    return audited({ clientId }, { subject: { kind: 'client', id: clientId, name }, clientId, ...changed })
  },
)
