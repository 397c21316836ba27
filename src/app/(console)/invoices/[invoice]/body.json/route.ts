import { page } from '@/trpc/server'

/** The invoice as JSON: byte for byte what its digest covers. */
export async function GET(_request: Request, { params }: { params: Promise<{ invoice: string }> }): Promise<Response> {
  const { invoice: invoiceId } = await params
  const { invoice } = await page((api) => api.invoice.get({ invoiceId }))
  return new Response(invoice.text, {
    headers: {
      'content-type': 'application/json',
      'content-disposition': `attachment; filename="invoice-${invoice.clientSlug}-${invoice.month}.json"`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  })
}
