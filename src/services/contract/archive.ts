import { z } from 'zod'
import { localDay } from '@/domain/calendar/day'
import { zLocalDate } from '@/domain/contract/input'
import { AppError } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { audited, mutation } from '../define'
import { changeContract, holdContract, recountFrom } from './store'

const input = z.strictObject({
  contractId: zId,
  /** first local day on which it binds no more; today when left out */
  endsOn: zLocalDate('endsOn').optional(),
})

/** Ends a contract, today or on a day to come. What it promised until then is still judged by it. */
export const archiveContract = mutation(
  { action: 'contract.archive', can: 'contract.manage', input },
  async (ctx, { contractId, ...given }) => {
    const contract = await holdContract(ctx, contractId)
    const { clientId, name } = contract
    const today = localDay(contract.zone, ctx.now)
    const endsOn = given.endsOn ?? today
    if (endsOn < today) throw new AppError('INVALID', `endsOn: must be ${today} or a later day.`)
    await changeContract(ctx, contract, { archivedAt: ctx.now, endsOn: new Date(`${endsOn}T00:00:00Z`) })
    await recountFrom(ctx, clientId, endsOn)
    return audited(
      { contractId, endsOn },
      { subject: { kind: 'contract', id: contractId, name }, clientId, before: { endsOn: null }, after: { endsOn } },
    )
  },
)
