import type { z } from 'zod'
import { ConnectionInput } from '@/domain/connection/schema'
import { ownClient } from '@/infra/db'
import { sealSecretValue } from '@/infra/envelope'
import { AppError, notFound } from '@/lib/errors'
import { newId } from '@/lib/ids'
import { loadActiveClient } from '../client/store'
import type { MutationContext } from '../context'
import { audited, mutation } from '../define'
import { insertSource } from '../source/store'
import { applyChoices } from './choices'
import { credentialPlace, hintOf, loadConnection } from './store'

type Wanted = Pick<z.output<typeof ConnectionInput>, 'clientId' | 'name' | 'siteId' | 'baseUrl'>

/** One source is read once: two readings of the same n8n would be every run twice. */
async function demandFree(ctx: MutationContext, { clientId, name, siteId, baseUrl }: Wanted): Promise<void> {
  const where = { ...ownClient(ctx), AND: { clientId }, OR: [{ name }, { baseUrl }] }
  const taken = await ctx.tx.connection.findFirst({ where, select: { name: true } })
  if (taken?.name === name) throw new AppError('CONFLICT', `name: this client already has a connection called ${name}.`)
  if (taken) throw new AppError('CONFLICT', `baseUrl: this n8n is already connected as ${taken.name}.`)
  if (siteId && !(await ctx.tx.site.findFirst({ where: { ...ownClient(ctx), AND: { clientId }, id: siteId } })))
    throw notFound('site')
}

/** Reads a client's n8n from now on. The key is sealed before it is stored and never shown again. */
export const createConnection = mutation(
  { action: 'connection.create', can: 'connection.manage', input: ConnectionInput },
  async (ctx, { credential, choices, ...facts }) => {
    const { clientId, siteId, name, baseUrl, product, everyS, isAllWatched } = facts
    await loadActiveClient(ctx, clientId)
    await demandFree(ctx, facts)
    const source = await insertSource(ctx, { clientId, kind: 'api', name })
    const connectionId = newId()
    const { tenantId } = ctx.scope
    await ctx.tx.connection.create({
      data: {
        ...{ tenantId, id: connectionId, sourceId: source.id, ...facts },
        credential: await sealSecretValue(ctx, credentialPlace(connectionId), credential),
        ...{ credentialHint: hintOf(credential), credentialAt: ctx.now, nextSyncAt: ctx.now, createdAt: ctx.now },
      },
    })
    const connection = await loadConnection(ctx, connectionId)
    await applyChoices(ctx, connection, choices)
    return audited(
      { connectionId, sourceId: source.id },
      {
        subject: { kind: 'connection', id: connectionId, name },
        clientId,
        after: { product, baseUrl, everyS, isAllWatched, siteId, chosen: choices.length },
      },
    )
  },
)
