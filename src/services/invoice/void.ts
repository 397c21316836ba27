import { z } from 'zod'
import { AppError } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { holdCredit, moveCredit } from '../credit/store'
import { audited, mutation, unchanged } from '../define'
import { zReason } from '../month/freeze'
import { holdInvoice, moveInvoice } from './store'

/**
 * Voids an issued invoice: it keeps its number and its text, its credits are free again, and the month can be drafted anew.
 * @throws AppError CONFLICT for a draft
 */
export const voidInvoice = mutation(
  { action: 'invoice.void', can: 'billing.manage', input: z.strictObject({ invoiceId: zId, reason: zReason }) },
  async (ctx, { invoiceId, reason }) => {
    const seen = await holdInvoice(ctx, invoiceId)
    if (seen.status === 'void') return unchanged({ invoiceId }, 'it is void already')
    if (seen.status === 'draft')
      throw new AppError('CONFLICT', 'A draft binds nobody. Only issued invoices are made void.')
    await moveInvoice(ctx, seen, { status: 'void', voidReason: reason })
    for (const line of seen.body.lines) {
      if (line.kind === 'credit') await moveCredit(ctx, await holdCredit(ctx, line.creditId), { invoiceId: null })
    }
    return audited(
      { invoiceId },
      {
        subject: { kind: 'invoice', id: invoiceId, name: `${seen.clientName} ${seen.month}` },
        clientId: seen.clientId,
        before: { status: 'issued' },
        after: { status: 'void', number: seen.number },
        reason,
      },
    )
  },
)
