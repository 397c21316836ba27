import type { CreditFigures } from '@/domain/month/figures'
import { ownClient, type Sql } from '@/infra/db'
import { conflict, notFound } from '@/lib/errors'
import type { MutationContext } from '../context'

export const CREDIT_STATUSES = ['proposed', 'approved', 'rejected', 'withdrawn'] as const
export type CreditStatus = (typeof CREDIT_STATUSES)[number]

export interface StoredCredit {
  id: string
  clientId: string
  month: string
  monthDigest: string
  currency: string
  minor: number
  figures: CreditFigures
  status: CreditStatus
  requestId: string | null
  invoiceId: string | null
  proposedBy: string
  proposedAt: Date
  decidedAt: Date | null
  version: number
}

const COLUMNS = `
SELECT c.id, c.client_id AS "clientId", c.month, c.month_digest AS "monthDigest", c.currency, c.amount_minor::float8 AS minor, c.figures,
  c.status, c.request_id AS "requestId", c.invoice_id AS "invoiceId", c.proposed_by AS "proposedBy", c.proposed_at AS "proposedAt",
  c.decided_at AS "decidedAt", c.version
FROM credit c WHERE c.tenant_id = :tenant AND c.client_id = ANY(:clients)`

/** The credits of a client, newest month first. */
export function loadCredits(sql: Sql, clientId: string): Promise<StoredCredit[]> {
  return sql<StoredCredit>(`${COLUMNS} AND c.client_id = $1 ORDER BY c.month DESC, c.proposed_at DESC`, [clientId])
}

/** A credit held until commit. @throws AppError NOT_FOUND */
export async function holdCredit(ctx: MutationContext, id: string): Promise<StoredCredit> {
  const [row] = await ctx.sql<StoredCredit>(`${COLUMNS} AND c.id = $1 FOR UPDATE`, [id])
  if (!row) throw notFound('credit')
  return row
}

/** Changes a held credit. @throws AppError CONFLICT when somebody was faster */
export async function moveCredit(
  ctx: MutationContext,
  { id, version }: Pick<StoredCredit, 'id' | 'version'>,
  data: { status?: CreditStatus; requestId?: string; invoiceId?: string | null; decidedAt?: Date },
): Promise<void> {
  const where = { ...ownClient(ctx), id, version }
  const { count } = await ctx.tx.credit.updateMany({ where, data: { ...data, version: { increment: 1 } } })
  if (count === 0) throw conflict('credit')
}
