import { SystemInput } from '@/domain/workflow/schema'
import { newId, zId } from '@/lib/ids'
import { loadActiveClient } from '../client/store'
import { audited, mutation } from '../define'

/** Names a system (ERP, MES …) that a client's workflows read from or write to. */
export const createSystem = mutation(
  { action: 'system.create', can: 'client.manage', input: SystemInput.extend({ clientId: zId }) },
  async (ctx, { clientId, kind, name }) => {
    await loadActiveClient(ctx, clientId)
    const systemId = newId()
    await ctx.tx.system.create({ data: { tenantId: ctx.scope.tenantId, id: systemId, clientId, kind, name } })
    return audited({ systemId }, { subject: { kind: 'system', id: systemId, name }, clientId, after: { kind, name } })
  },
)
