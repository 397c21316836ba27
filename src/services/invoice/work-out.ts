import { type InvoiceBody, invoiceOf } from '@/domain/invoice/lines'
import { sha256 } from '@/lib/crypto'
import { AppError, notFound } from '@/lib/errors'
import { canonicalJson } from '@/lib/json'
import type { MutationContext } from '../context'
import { loadCredits } from '../credit/store'
import type { MonthKey } from '../month/store'
import { loadPriceBook } from '../price-book/store'
import { loadUsage, newestFigures } from './month'

export interface WorkedOut {
  body: InvoiceBody
  text: string
  digest: string
}

/** An invoice's text and what it is known by. */
function sealInvoice(body: InvoiceBody): WorkedOut {
  const text = canonicalJson(body)
  return { body, text, digest: sha256(text) }
}

/**
 * The invoice of a frozen month as of now: price book in force × roll-ups, and approved credits that no issued invoice holds.
 * @throws AppError NOT_FOUND while the month is open, INVALID without a price book
 */
export async function workOut(ctx: MutationContext, key: MonthKey): Promise<WorkedOut> {
  const frozen = await newestFigures(ctx.sql, key)
  if (!frozen) throw notFound('frozen month')
  const stored = await loadPriceBook(ctx.sql, key.clientId)
  if (!stored) throw new AppError('INVALID', 'This client has no price book yet. Set one first.')
  const credits = (await loadCredits(ctx.sql, key.clientId)).filter(
    ({ status, invoiceId, month }) => status === 'approved' && invoiceId === null && month <= key.month,
  )
  const facts = { month: key.month, zone: frozen.zone, monthDigest: frozen.digest, priceBook: stored.number }
  return sealInvoice(invoiceOf({ ...facts, book: stored.terms, usage: await loadUsage(ctx.sql, key), credits }))
}
