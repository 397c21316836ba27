import { ContractInput } from '@/domain/contract/input'
import { AppError } from '@/lib/errors'
import { newId } from '@/lib/ids'
import { loadClient } from '../client/store'
import { audited, mutation } from '../define'
import { loadContracts } from './load'

/** A contract without promises yet: a draft until its first version. One binds a client at a time. */
export const createContract = mutation(
  { action: 'contract.create', can: 'contract.manage', input: ContractInput },
  async (ctx, { clientId, name, zone }) => {
    const client = await loadClient(ctx, clientId)
    if (client.archivedAt) throw new AppError('CONFLICT', `${client.name} is archived. Restore it first.`)
    const existing = (await loadContracts(ctx.sql, [clientId])).get(clientId)?.find(({ endsOn }) => endsOn === null)
    if (existing)
      throw new AppError(
        'CONFLICT',
        `${existing.name} binds ${client.name} already. Add a version to it, or end it first.`,
      )
    const id = newId()
    await ctx.tx.contract.create({
      data: { tenantId: ctx.scope.tenantId, id, clientId, name, zone, createdAt: ctx.now },
    })
    return audited(
      { contractId: id, clientId },
      { subject: { kind: 'contract', id, name }, clientId, after: { name, zone } },
    )
  },
)
