import { z } from 'zod'
import { AppError } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { audited, mutation } from '../define'
import { changeClient, loadClient } from './store'

/** Takes a client off the lists; everything it did stays readable. */
export const archiveClient = mutation(
  { action: 'client.archive', can: 'client.manage', plan: 'always', input: z.strictObject({ clientId: zId }) },
  async (ctx, { clientId }) => {
    const client = await loadClient(ctx, clientId)
    if (client.archivedAt) throw new AppError('CONFLICT', `${client.name} is archived already.`)
    await changeClient(ctx, clientId, { before: { archivedAt: null }, after: { archivedAt: ctx.now } })
    return audited(
      { clientId, archivedAt: ctx.now },
      {
        subject: { kind: 'client', id: clientId, name: client.name },
        clientId,
        before: { archivedAt: null },
        after: { archivedAt: ctx.now },
      },
    )
  },
)
