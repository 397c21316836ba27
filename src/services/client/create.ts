import { ClientInput } from '@/domain/client/schema'
import { AppError } from '@/lib/errors'
import { newId } from '@/lib/ids'
import { audited, mutation } from '../define'

/** Takes a manufacturer in. A member limited to some clients cannot make one: it would be outside their own view. */
export const createClient = mutation(
  { action: 'client.create', can: 'client.manage', input: ClientInput },
  async (ctx, input) => {
    if (ctx.scope.clientIds !== null) {
      throw new AppError(
        'FORBIDDEN',
        'You work for named clients only. Ask an owner to create the client and to add it to your list.',
      )
    }
    const client = { id: newId(), slug: input.slug, name: input.name }
    await ctx.tx.client.create({ data: { tenantId: ctx.scope.tenantId, ...client, createdAt: ctx.now } })
    return audited(
      { clientId: client.id, slug: client.slug },
      {
        subject: { kind: 'client', id: client.id, name: client.name },
        clientId: client.id,
        after: { slug: client.slug, name: client.name },
      },
    )
  },
)
