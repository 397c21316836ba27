import { z } from 'zod'
import { env } from '@/env'
import { zId } from '@/lib/ids'
import { audited, mutation } from '../define'
import { insertKey, loadSource } from '../source/store'
import { connectorOf } from './port'
import { loadConnection } from './store'
import { knownWorkflows } from './sync/workflows'

const SAVE = `
UPDATE connection c SET template_key = $2, template_at = now(), template_seen_at = NULL
WHERE c.tenant_id = :tenant AND c.client_id = ANY(:clients) AND c.id = $1::uuid`

const HEARTBEAT_MINUTES = 5

/** Files to import into the source: failures told at once, and a heartbeat. They carry a fresh key, shown this once. */
export const makeTemplate = mutation(
  { action: 'connection.template', can: 'connection.manage', input: z.strictObject({ connectionId: zId }) },
  async (ctx, { connectionId }) => {
    const connection = await loadConnection(ctx, connectionId, 'FOR UPDATE OF c')
    const source = await loadSource(ctx, connection.sourceId)
    const name = `${connection.name}: template`
    const facts = { name, scopes: ['events:write' as const], expiresAt: null }
    const { key, keyId } = await insertKey(ctx, { source, workflowId: null, ...facts })
    const known = await knownWorkflows(ctx, connectionId)
    const workflowKeys = Object.fromEntries(
      known.flatMap(({ ref, key: ours }) => (ours && ours !== `n8n-${ref}` ? [[ref, ours]] : [])),
    )
    const files = connectorOf(connection.product).template({
      ...{ eventsUrl: `${env.BASE_URL}/api/v1/events`, key, workflowKeys, heartbeatMinutes: HEARTBEAT_MINUTES },
      errorName: `Andon: report failures (${connection.name})`,
      heartbeatName: `Andon: heartbeat (${connection.name})`,
    })
    await ctx.sql(SAVE, [connectionId, keyId])
    const subject = { kind: 'connection', id: connectionId, name: connection.name }
    return audited(
      { files, keyId },
      { subject, clientId: connection.clientId, after: { keyId, heartbeatMinutes: HEARTBEAT_MINUTES } },
    )
  },
)
