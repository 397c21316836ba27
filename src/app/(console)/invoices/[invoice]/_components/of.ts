import type { getInvoice } from '@/services/invoice/get'

/** What the page of an invoice is drawn from. */
export type InvoicePage = Awaited<ReturnType<typeof getInvoice>>
