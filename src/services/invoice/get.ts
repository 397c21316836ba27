import { z } from 'zod'
import { can } from '@/domain/access/actor'
import { zId } from '@/lib/ids'
import { loadCredits } from '../credit/store'
import { query } from '../define'
import { newestFigures } from './month'
import { loadInvoice } from './store'

/** An invoice with what its lines open to, and the credits of its client. @throws AppError NOT_FOUND */
export const getInvoice = query(
  { action: 'invoice.get', can: 'billing.read', input: z.strictObject({ invoiceId: zId }) },
  async (ctx, { invoiceId }) => {
    const invoice = await loadInvoice(ctx.sql, invoiceId)
    const frozen = await newestFigures(ctx.sql, invoice)
    return {
      invoice,
      credits: await loadCredits(ctx.sql, invoice.clientId),
      /** what the frozen month owes; null: nothing, or no contract */
      owed: frozen?.figures.credits ?? null,
      mayManage: can(ctx.actor, 'billing.manage'),
    }
  },
)
