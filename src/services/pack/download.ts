import { z } from 'zod'
import { AppError, notFound } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { audited, mutation } from '../define'
import { loadPacks, packFileName, packPath } from './store'

/** Leave to take a pack's file, recorded: who took it and when. The transport then reads the file from the storage. */
export const downloadPack = mutation(
  { action: 'pack.download', can: 'pack.export', input: z.strictObject({ packId: zId }) },
  async (ctx, { packId }) => {
    const [pack] = await loadPacks(ctx.sql, { id: packId, limit: 1 })
    if (!pack) throw notFound('pack')
    if (!pack.sha256) throw new AppError('CONFLICT', 'This pack is not built yet. Wait until it is ready.')
    const { sha256, clientId, clientName, month } = pack
    return audited(
      { path: packPath(ctx.scope.tenantId, sha256), fileName: packFileName(pack), sha256 },
      { subject: { kind: 'pack', id: packId, name: `${clientName} ${month}` }, clientId, after: { sha256 } },
    )
  },
)
