import { localDay } from '@/domain/calendar/day'
import { effectiveProblem } from '@/domain/contract/effective'
import { ContractVersionInput } from '@/domain/contract/input'
import { sha256 } from '@/lib/crypto'
import { AppError } from '@/lib/errors'
import { canonicalJson } from '@/lib/json'
import { audited, mutation } from '../define'
import { lastFrozenMonth } from './frozen'
import { demandObjectives, holdContract, recountFrom } from './store'

/**
 * Promises something from a local day on. A version is never changed: another one takes its place. It takes effect in the future
 * or on the first day of the open month (the first version also earlier), never inside a frozen month.
 */
export const addContractVersion = mutation(
  { action: 'contract.add-version', can: 'contract.manage', input: ContractVersionInput },
  async (ctx, { contractId, effectiveFrom, terms, note }) => {
    const contract = await holdContract(ctx, contractId)
    const { clientId, versions, zone, name } = contract
    const problem = effectiveProblem(effectiveFrom, {
      today: localDay(zone, ctx.now),
      versions,
      lastFrozenMonth: await lastFrozenMonth(ctx.sql, clientId),
    })
    if (problem) throw new AppError('INVALID', problem, [{ pointer: '/effectiveFrom', detail: problem }])
    const before = versions.at(-1)
    if (before && before.terms.currency !== terms.currency)
      throw new AppError('INVALID', `currency: ${name} is in ${before.terms.currency} and keeps it.`)
    await demandObjectives(ctx, clientId, terms)
    const number = (before?.number ?? 0) + 1
    const digest = sha256(canonicalJson({ contractId, number, effectiveFrom, terms }))
    await ctx.tx.contractVersion.create({
      data: {
        tenantId: ctx.scope.tenantId,
        contractId,
        number,
        clientId,
        effectiveFrom: new Date(`${effectiveFrom}T00:00:00Z`),
        terms: JSON.parse(JSON.stringify(terms)),
        digest,
        note,
        author: ctx.actor.name,
        createdAt: ctx.now,
      },
    })
    await recountFrom(ctx, clientId, effectiveFrom)
    return audited(
      { contractId, number, effectiveFrom, digest },
      {
        subject: { kind: 'contract', id: contractId, name },
        clientId,
        ...(before && { before: { number: before.number, terms: before.terms } }),
        after: { number, effectiveFrom, digest, terms },
        ...(note && { reason: note }),
      },
    )
  },
)
