import { type PriceBook, PriceBookTerms } from '@/domain/price-book/schema'
import type { Sql } from '@/infra/db'

export interface StoredPriceBook {
  number: number
  terms: PriceBook
  createdBy: string
  createdAt: Date
}

const NEWEST = `
SELECT b.number, b.terms, b.created_by AS "createdBy", b.created_at AS "createdAt" FROM price_book b
WHERE b.tenant_id = :tenant AND b.client_id = ANY(:clients) AND b.client_id = $1 ORDER BY b.number DESC LIMIT 1`

/** The version that is in force, or null before the first. */
export async function loadPriceBook(sql: Sql, clientId: string): Promise<StoredPriceBook | null> {
  const [row] = await sql<StoredPriceBook>(NEWEST, [clientId])
  return row ? { ...row, terms: PriceBookTerms.parse(row.terms) } : null
}
