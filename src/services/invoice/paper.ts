import { z } from 'zod'
import { isWordmark } from '@/domain/brand/resolved'
import { zId } from '@/lib/ids'
import { loadBrand, logoBytes } from '../brand/resolve'
import { query } from '../define'
import { loadInvoice } from './store'

/** An invoice with the face of the partner who asks for the money: what its paper is made from. @throws AppError NOT_FOUND */
export const readInvoicePaper = query(
  { action: 'invoice.paper', can: 'billing.read', input: z.strictObject({ invoiceId: zId }) },
  async ({ sql, scope }, { invoiceId }) => {
    const invoice = await loadInvoice(sql, invoiceId)
    const { name, color, logo } = await loadBrand(sql, null)
    return {
      invoice,
      face: { name, color, isWordmark: logo !== null && isWordmark(logo) },
      logo: logo ? await logoBytes(scope.tenantId, logo.hash) : null,
    }
  },
)
