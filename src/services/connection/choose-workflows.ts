import { z } from 'zod'
import { zChoice } from '@/domain/connection/schema'
import { zId } from '@/lib/ids'
import { audited, mutation, unchanged } from '../define'
import { applyChoices } from './choices'
import { loadConnection } from './store'

/** Which workflows of the source are watched, and as which of ours; the others stay as they are. */
export const chooseWorkflows = mutation(
  {
    action: 'connection.choose',
    can: 'connection.manage',
    input: z.strictObject({
      connectionId: zId,
      choices: z.array(zChoice).min(1, 'choices: must name a workflow of the source').max(2000),
    }),
  },
  async (ctx, { connectionId, choices }) => {
    const connection = await loadConnection(ctx, connectionId, 'FOR UPDATE OF c')
    const changed = await applyChoices(ctx, connection, choices)
    if (changed === 0) return unchanged({ connectionId, changed }, 'they are chosen so already')
    await ctx.sql(
      `UPDATE connection c SET next_sync_at = now() WHERE c.tenant_id = :tenant AND c.client_id = ANY(:clients) AND c.id = $1::uuid`,
      [connectionId],
    )
    const after = {
      watched: choices.filter(({ isWatched }) => isWatched).map(({ ref }) => ref),
      left: choices.filter(({ isWatched }) => !isWatched).map(({ ref }) => ref),
    }
    return audited(
      { connectionId, changed },
      {
        subject: { kind: 'connection', id: connectionId, name: connection.name },
        clientId: connection.clientId,
        after,
      },
    )
  },
)
