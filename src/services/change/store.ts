import { type ChangeAction, nextChange } from '@/domain/change/lifecycle'
import type { ChangeStatus } from '@/domain/change/schema'
import { ownClient } from '@/infra/db'
import { AppError, conflict, notFound } from '@/lib/errors'
import type { MutationContext } from '../context'

type Row = NonNullable<Awaited<ReturnType<MutationContext['tx']['change']['findFirst']>>>
export type StoredChange = Omit<Row, 'status'> & { status: ChangeStatus }

/** A change inside the scope, held until commit. */
export async function holdChange(ctx: MutationContext, id: string): Promise<StoredChange> {
  const held = await ctx.sql(
    'SELECT c.id FROM change c WHERE c.tenant_id = :tenant AND c.client_id = ANY(:clients) AND c.id = $1::uuid FOR UPDATE',
    [id],
  )
  const row = held.length > 0 ? await ctx.tx.change.findFirst({ where: { ...ownClient(ctx), id } }) : null
  if (!row) throw notFound('change')
  return row as StoredChange
}

const REFUSAL: Record<ChangeStatus, string> = {
  draft: 'This change is a draft. Submit it first.',
  submitted: 'This change waits for its decision.',
  approved: 'This change is approved already.',
  released: 'This change went live in an emergency; it is decided after the fact.',
  rejected: 'This change was rejected. Ask for a new one.',
  expired: 'Nobody decided about this change in time. Ask for a new one.',
  withdrawn: 'This change was withdrawn. Ask for a new one.',
  deployed: 'This change is live. Going back is a change of its own.',
  failed_proof: 'This change was never seen live. Ask for a new one.',
}

/** The status an action leads to; CONFLICT with what to do instead when it leads nowhere. */
export function demandNext(change: StoredChange, action: ChangeAction): ChangeStatus {
  const next = nextChange(change.status, action)
  if (!next) throw new AppError('CONFLICT', REFUSAL[change.status])
  return next
}

type Data = Parameters<MutationContext['tx']['change']['updateMany']>[0]['data']

/** Writes while the version is the one that was read, else CONFLICT. */
export async function moveChange(ctx: MutationContext, { id, version }: StoredChange, data: Data): Promise<void> {
  const where = { ...ownClient(ctx), id, version }
  const { count } = await ctx.tx.change.updateMany({ where, data: { ...data, version: version + 1 } })
  if (count === 0) throw conflict('change')
}

export function changeSubject({ id, number, title }: { id: string; number: number; title: string }) {
  return { kind: 'change', id, name: `CHG-${number} ${title}` }
}

/** The partner's next number of a change. */
export async function nextNumber(ctx: MutationContext): Promise<number> {
  const [row] = await ctx.sql<{ value: number }>(
    `INSERT INTO counter AS n (tenant_id, name, value) VALUES ($1::uuid, 'change', 1)
     ON CONFLICT (tenant_id, name) DO UPDATE SET value = n.value + 1 RETURNING value::int`,
    [ctx.scope.tenantId],
  )
  if (!row) throw new Error('a counter gives a number')
  return row.value
}
