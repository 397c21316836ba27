import { PingKeyInput } from '@/domain/source/schema'
import { ownClient } from '@/infra/db'
import { notFound } from '@/lib/errors'
import type { MutationContext } from '../context'
import { audited, mutation } from '../define'
import { demandFuture } from './expiry'
import { insertKey, insertSource } from './store'

const SOURCE_NAME = 'Ping URLs'

/** All ping URLs of a client share one source. */
async function pingSource(ctx: MutationContext, clientId: string) {
  const where = { ...ownClient(ctx), AND: { clientId }, kind: 'ping' as const }
  const existing = await ctx.tx.source.findFirst({ where, orderBy: { createdAt: 'asc' } })
  return existing ?? insertSource(ctx, { clientId, kind: 'ping', name: SOURCE_NAME })
}

/** A URL that reports runs of exactly one workflow. The answer holds the secret, once. */
export const createPingKey = mutation(
  { action: 'apiKey.createPing', can: 'key.manage', input: PingKeyInput },
  async (ctx, { workflowId, name, expiresAt }) => {
    demandFuture(expiresAt, ctx.now)
    const workflow = await ctx.tx.workflow.findFirst({ where: { ...ownClient(ctx), id: workflowId } })
    if (!workflow) throw notFound('workflow')
    const { clientId } = workflow
    const source = await pingSource(ctx, clientId)
    const made = await insertKey(ctx, { source, workflowId, scopes: ['events:write'], name, expiresAt })
    return audited(made, {
      subject: { kind: 'key', id: made.apiKeyId, name },
      clientId,
      after: { keyId: made.keyId, workflow: workflow.name, expiresAt },
    })
  },
)
