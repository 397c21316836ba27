import { invoiceOf } from '@/domain/invoice/lines'
import { PriceBookTerms } from '@/domain/price-book/schema'
import { sha256 } from '@/lib/crypto'
import { newId } from '@/lib/ids'
import { canonicalJson } from '@/lib/json'
import { Plant } from '../plant'

/** What a client of an estate pays, an invoice of its frozen month, and a credit; every word of it marked. */
export async function leaveResale(tenantId: string, clientId: string, canary: string): Promise<{ invoiceId: string }> {
  const plant = await Plant.open(tenantId, clientId)
  const at = new Date()
  const book = PriceBookTerms.parse({ currency: 'EUR', fixed: [{ text: `${canary} service`, minor: 99_000 }] })
  const by = `${canary} ada`
  await plant.insert('price_book', {
    id: newId(),
    number: 1,
    terms: JSON.stringify(book),
    createdBy: by,
    createdAt: at,
  })
  const usage = { runs: 0, days: [], workflows: [] }
  const of = { month: '2026-10', zone: 'UTC', monthDigest: 'a'.repeat(64), priceBook: 1 }
  const body = canonicalJson(invoiceOf({ ...of, book, usage, credits: [] }))
  const invoiceId = newId()
  await plant.insert('invoice', {
    ...{ id: invoiceId, month: '2026-10', status: 'draft', body, digest: sha256(body), currency: 'EUR' },
    ...{ totalMinor: 99_000, draftedAt: at },
  })
  const figures = { currency: 'EUR', minor: 500, sum: '500', cap: '9900', isCapped: false, steps: [] }
  await plant.insert('credit', {
    ...{ id: newId(), month: '2026-09', monthDigest: 'b'.repeat(64), currency: 'EUR', amountMinor: 500 },
    ...{ figures: JSON.stringify(figures), status: 'rejected', proposedBy: by, proposedAt: at },
  })
  await plant.close()
  return { invoiceId }
}
