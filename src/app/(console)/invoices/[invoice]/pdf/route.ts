import { setPages } from '@/infra/pdf/compile'
import { page } from '@/trpc/server'
import { viewer } from '@/ui/i18n/server'
import { composeInvoice } from '@/ui/invoice/compose'
import { paperFiles } from '@/ui/report/paper-files'

/** The invoice on the partner's paper, in the reader's language. Its date is the issue's, before that the draft's. */
export async function GET(_request: Request, { params }: { params: Promise<{ invoice: string }> }): Promise<Response> {
  const { invoice: invoiceId } = await params
  const [{ invoice, face, logo }, { locale }] = await Promise.all([
    page((api) => api.invoice.paper({ invoiceId })),
    viewer(),
  ])
  const at = invoice.issuedAt ?? invoice.draftedAt
  const doc = composeInvoice(invoice, locale === 'de' ? 'de' : 'en')
  const { bytes } = await setPages(paperFiles(doc, face, { logo, at }), at)
  const name = `invoice-${invoice.number ?? 'draft'}-${invoice.clientSlug}-${invoice.month}.pdf`
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': 'application/pdf',
      'content-length': String(bytes.length),
      'content-disposition': `inline; filename="${name}"`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  })
}
