import { z } from 'zod'
import { AppError } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { audited, mutation } from '../define'
import { loadConnection } from './store'

/** Reads the source at the next beat of the worker instead of at its time. */
export const syncConnectionNow = mutation(
  {
    action: 'connection.sync-now',
    can: 'connection.manage',
    plan: 'always',
    input: z.strictObject({ connectionId: zId }),
  },
  async (ctx, { connectionId }) => {
    const { name, clientId, isPaused } = await loadConnection(ctx, connectionId)
    if (isPaused) throw new AppError('CONFLICT', `${name} is paused. Resume it first.`)
    await ctx.sql(
      `UPDATE connection c SET next_sync_at = now() WHERE c.tenant_id = :tenant AND c.client_id = ANY(:clients) AND c.id = $1::uuid`,
      [connectionId],
    )
    return audited({ connectionId }, { subject: { kind: 'connection', id: connectionId, name }, clientId })
  },
)
