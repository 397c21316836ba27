import { page } from '@/trpc/server'
import { viewer } from '@/ui/i18n/server'
import { InvoiceTeller } from '@/ui/invoice/words'
import { csvResponse, toCsv } from '../../../_lib/csv'

/** The lines of an invoice, then net, tax and total: amounts in minor units, so that nothing is rounded on the way. */
export async function GET(_request: Request, { params }: { params: Promise<{ invoice: string }> }): Promise<Response> {
  const { invoice: invoiceId } = await params
  const [{ invoice }, { m, locale }] = await Promise.all([page((api) => api.invoice.get({ invoiceId })), viewer()])
  const { body } = invoice
  const teller = new InvoiceTeller(locale === 'de' ? 'de' : 'en', body.currency, body.digits)
  const words = m.invoice
  const sum = (kind: string, text: string, minor: number) => [kind, text, null, minor, body.currency]
  const rows = [
    ...body.lines.map((line) => [
      line.kind,
      teller.line(line),
      'quantity' in line ? line.quantity : 1,
      line.minor,
      body.currency,
    ]),
    sum('net', words.net, body.netMinor),
    ...(body.tax ? [sum('tax', body.tax.name, body.tax.minor)] : []),
    sum('total', words.total, body.totalMinor),
  ]
  return csvResponse(`invoice-${invoice.clientSlug}-${invoice.month}`, toCsv(Object.values(words.csv), rows))
}
