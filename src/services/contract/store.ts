import { addDays } from '@/domain/calendar/day'
import type { Contract } from '@/domain/contract/effective'
import type { ContractTerms } from '@/domain/contract/schema'
import { ownClient } from '@/infra/db'
import { AppError, conflict, notFound } from '@/lib/errors'
import type { MutationContext } from '../context'
import { loadObjectives } from '../objective/load'
import { markDirtyDays } from '../rollup/mark'
import { loadContracts } from './load'

const HOLD = `
SELECT c.client_id AS "clientId", c.version, c.archived_at AS "archivedAt" FROM contract c
WHERE c.tenant_id = :tenant AND c.client_id = ANY(:clients) AND c.id = $1::uuid FOR UPDATE`

export interface HeldContract extends Contract {
  rowVersion: number
}

/** A contract inside the scope that still binds, held until commit: versions are numbered in turn. */
export async function holdContract(ctx: MutationContext, contractId: string): Promise<HeldContract> {
  const [row] = await ctx.sql<{ clientId: string; version: number; archivedAt: Date | null }>(HOLD, [contractId])
  const known = row && (await loadContracts(ctx.sql, [row.clientId])).get(row.clientId)
  const contract = known?.find(({ id }) => id === contractId)
  if (!row || !contract) throw notFound('contract')
  if (row.archivedAt) throw new AppError('CONFLICT', `${contract.name} has ended and does not change any more.`)
  return { ...contract, rowVersion: row.version }
}

/** Changes the row while it is at the version that was read. */
export async function changeContract(
  ctx: MutationContext,
  { id, rowVersion }: HeldContract,
  data: { archivedAt?: Date; endsOn?: Date; name?: string },
): Promise<void> {
  const where = { AND: [ownClient(ctx), { id, version: rowVersion }] }
  const { count } = await ctx.tx.contract.updateMany({ where, data: { ...data, version: rowVersion + 1 } })
  if (count === 0) throw conflict('contract')
}

/** Every objective that terms name belongs to the client and is in use; else NOT_FOUND. */
export async function demandObjectives(ctx: MutationContext, clientId: string, terms: ContractTerms): Promise<void> {
  const ids = terms.objectives.map(({ objectiveId }) => objectiveId)
  if (ids.length === 0) return
  const known = await loadObjectives(ctx.sql, { clientId, ids })
  if (known.length < ids.length) throw notFound('objective')
}

/** What counts has changed from a local day on: those days are counted again, up to today. */
export async function recountFrom(ctx: MutationContext, clientId: string, fromDay: string): Promise<void> {
  const today = ctx.now.toISOString().slice(0, 10)
  const marks = { clientId, subject: '*' as const, reason: 'contract' as const, toDay: addDays(today, 1) }
  if (fromDay <= marks.toDay) await markDirtyDays(ctx.sql, [{ ...marks, fromDay }])
}
