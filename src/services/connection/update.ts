import { z } from 'zod'
import { zName } from '@/domain/client/schema'
import { zEveryS } from '@/domain/connection/schema'
import { ownClient } from '@/infra/db'
import { AppError } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { audited, mutation, unchanged } from '../define'
import { loadConnection } from './store'

const SAVE = `
UPDATE connection c SET name = $2, every_s = $3::int, is_all_watched = $4, is_paused = $5,
  next_sync_at = CASE WHEN c.is_paused AND NOT $5 THEN now() ELSE least(c.next_sync_at, now() + make_interval(secs => $3::int)) END
WHERE c.tenant_id = :tenant AND c.client_id = ANY(:clients) AND c.id = $1::uuid`

/** Name, pace, whether new workflows are watched, paused or not. What is left out stays. */
export const updateConnection = mutation(
  {
    action: 'connection.update',
    can: 'connection.manage',
    input: z.strictObject({
      connectionId: zId,
      name: zName('name', 80).optional(),
      everyS: zEveryS.optional(),
      isAllWatched: z.boolean().optional(),
      isPaused: z.boolean().optional(),
    }),
  },
  async (ctx, { connectionId, ...wanted }) => {
    const { clientId, name, everyS, isAllWatched, isPaused } = await loadConnection(
      ctx,
      connectionId,
      'FOR UPDATE OF c',
    )
    const before = { name, everyS, isAllWatched, isPaused }
    const after = { ...before, ...wanted }
    if (JSON.stringify(before) === JSON.stringify(after)) return unchanged({ connectionId }, 'it is so already')
    if (
      after.name !== name &&
      (await ctx.tx.connection.findFirst({ where: { ...ownClient(ctx), AND: { clientId }, name: after.name } }))
    )
      throw new AppError('CONFLICT', `name: this client already has a connection called ${after.name}.`)
    await ctx.sql(SAVE, [connectionId, after.name, after.everyS, after.isAllWatched, after.isPaused])
    return audited(
      { connectionId },
      { subject: { kind: 'connection', id: connectionId, name: after.name }, clientId, before, after },
    )
  },
)
