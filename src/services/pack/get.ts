import { z } from 'zod'
import { notFound } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { query } from '../define'
import { loadPacks, type PackRow } from './store'

/** One pack: how far its build is, or where it stands and what to check it with. */
export const getPack = query(
  { action: 'pack.get', can: 'pack.export', input: z.strictObject({ packId: zId }) },
  async (ctx, { packId }): Promise<PackRow> => {
    const [pack] = await loadPacks(ctx.sql, { id: packId, limit: 1 })
    if (!pack) throw notFound('pack')
    return pack
  },
)
