import { SourceInput } from '@/domain/source/schema'
import { loadActiveClient } from '../client/store'
import { audited, mutation } from '../define'
import { insertSource } from './store'

/** A connection that will bring events of one client. */
export const createSource = mutation(
  { action: 'source.create', can: 'key.manage', input: SourceInput },
  async (ctx, input) => {
    await loadActiveClient(ctx, input.clientId)
    const source = await insertSource(ctx, input)
    const { clientId, kind, name } = source
    return audited(
      { sourceId: source.id },
      { subject: { kind: 'source', id: source.id, name }, clientId, after: { kind, name } },
    )
  },
)
