import type { InvoiceBody } from '@/domain/invoice/lines'
import { ownClient, type Sql } from '@/infra/db'
import { conflict, notFound } from '@/lib/errors'
import type { MutationContext } from '../context'

export const INVOICE_STATUSES = ['draft', 'issued', 'void'] as const
export type InvoiceStatus = (typeof INVOICE_STATUSES)[number]

export interface InvoiceHead {
  id: string
  clientId: string
  clientName: string
  clientSlug: string
  month: string
  status: InvoiceStatus
  /** null while it is a draft */
  number: number | null
  currency: string
  digits: number
  totalMinor: number
  digest: string
  draftedAt: Date
  issuedAt: Date | null
  issuedBy: string | null
  voidReason: string | null
  version: number
}
export interface StoredInvoice extends InvoiceHead {
  body: InvoiceBody
  /** what the digest covers, byte for byte */
  text: string
}

const HEAD = `i.id, i.client_id AS "clientId", c.name AS "clientName", c.slug AS "clientSlug", i.month, i.status, i.number, i.currency,
  (i.body::jsonb->>'digits')::int AS digits, i.total_minor::float8 AS "totalMinor", i.digest, i.drafted_at AS "draftedAt",
  i.issued_at AS "issuedAt", i.issued_by AS "issuedBy", i.void_reason AS "voidReason", i.version`
const FROM = `FROM invoice i JOIN client c ON c.tenant_id = i.tenant_id AND c.id = i.client_id
WHERE i.tenant_id = :tenant AND i.client_id = ANY(:clients)`

/** Newest month first. */
export function loadInvoices(sql: Sql, clientId: string | null): Promise<InvoiceHead[]> {
  return sql<InvoiceHead>(
    `SELECT ${HEAD} ${FROM} AND ($1::uuid IS NULL OR i.client_id = $1) ORDER BY i.month DESC, c.name, i.drafted_at DESC LIMIT 500`,
    [clientId],
  )
}

/** @throws AppError NOT_FOUND */
export async function loadInvoice(sql: Sql, id: string, lock = ''): Promise<StoredInvoice> {
  const [row] = await sql<InvoiceHead & { text: string }>(
    `SELECT ${HEAD}, i.body AS text ${FROM} AND i.id = $1 ${lock}`,
    [id],
  )
  if (!row) throw notFound('invoice')
  return { ...row, body: JSON.parse(row.text) as InvoiceBody }
}

/** An invoice held until commit. @throws AppError NOT_FOUND */
export function holdInvoice(ctx: MutationContext, id: string): Promise<StoredInvoice> {
  return loadInvoice(ctx.sql, id, 'FOR UPDATE OF i')
}

interface Change {
  status?: InvoiceStatus
  number?: number
  body?: string
  digest?: string
  currency?: string
  totalMinor?: number
  draftedAt?: Date
  issuedAt?: Date
  issuedBy?: string
  voidReason?: string
}

/** Changes a held invoice. @throws AppError CONFLICT when somebody was faster */
export async function moveInvoice(
  ctx: MutationContext,
  { id, version }: Pick<InvoiceHead, 'id' | 'version'>,
  data: Change,
): Promise<void> {
  const where = { ...ownClient(ctx), id, version }
  const { count } = await ctx.tx.invoice.updateMany({ where, data: { ...data, version: { increment: 1 } } })
  if (count === 0) throw conflict('invoice')
}
