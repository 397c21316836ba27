import type { InvoiceHead } from '@/services/invoice/store'
import type { Viewer } from '@/ui/i18n/server'
import { dateWords } from '../../../contracts/_components/words'

/** Where the invoice stands, in one sentence. */
export function sentenceOf(invoice: InvoiceHead, { m, f, locale }: Viewer): string {
  const words = m.invoice.page
  const number = String(invoice.number ?? '')
  if (invoice.status === 'void') return f(words.void, { number, reason: invoice.voidReason ?? '' })
  if (!invoice.issuedAt) return words.draft
  const at = dateWords(invoice.issuedAt.toISOString().slice(0, 10), locale)
  return f(words.issued, { number, at, name: invoice.issuedBy ?? '' })
}
