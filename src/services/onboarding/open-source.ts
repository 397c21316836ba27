import { z } from 'zod'
import { zName } from '@/domain/client/schema'
import { zId } from '@/lib/ids'
import { mutation, unchanged } from '../define'
import { createSource } from '../source/create'
import { createApiKey } from '../source/create-key'
import { createPingKey } from '../source/create-ping-key'
import { createWorkflow } from '../workflow/create'

const input = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('api'), clientId: zId, name: zName('name', 80) }),
  z.strictObject({
    kind: z.literal('ping'),
    clientId: zId,
    /** the job that calls the URL; it becomes a workflow */
    name: zName('name', 80),
    siteId: zId.nullable(),
  }),
])

interface OpenedSource {
  kind: 'api' | 'ping'
  key: string
}

const FIRST_TIER = 3

/** A way in for a client's first events. The answer holds the secret, once. */
export const openSource = mutation(
  { action: 'onboarding.open-source', can: 'key.manage', input },
  async (ctx, given) => {
    const { clientId, name } = given
    if (given.kind === 'api') {
      const { sourceId } = await createSource.within(ctx, { clientId, kind: 'api', name })
      const made = { sourceId, name, scopes: ['events:write' as const], expiresAt: null }
      const { key } = await createApiKey.within(ctx, made)
      return unchanged<OpenedSource>({ kind: given.kind, key }, 'source.create and apiKey.create are the record')
    }
    const none = { processId: null, fromSystemId: null, toSystemId: null, ownerName: null, impactNote: null }
    const workflow = { clientId, key: name, name, tier: FIRST_TIER, siteId: given.siteId, ...none }
    const { workflowId } = await createWorkflow.within(ctx, workflow)
    const { key } = await createPingKey.within(ctx, { workflowId, name, expiresAt: null })
    return unchanged<OpenedSource>({ kind: given.kind, key }, 'workflow.create and apiKey.createPing are the record')
  },
)
