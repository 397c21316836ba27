import { z } from 'zod'
import { zMonth } from '@/domain/month/schema'
import { newId, zId } from '@/lib/ids'
import { loadActiveClient } from '../client/store'
import type { MutationContext } from '../context'
import { audited, mutation, unchanged } from '../define'
import type { MonthKey } from '../month/store'
import { holdInvoice, moveInvoice } from './store'
import { type WorkedOut, workOut } from './work-out'

/** Drafts of one month wait for each other, and so do two issues of one partner. */
export const LOCK_MONTH = `SELECT 1 AS held FROM pg_advisory_xact_lock(hashtextextended('invoice ' || $1::text || $2::text, 0))`

const STANDING = `
SELECT i.id FROM invoice i WHERE i.tenant_id = :tenant AND i.client_id = ANY(:clients) AND i.client_id = $1 AND i.month = $2 AND i.status <> 'void'`

function columns({ body, text, digest }: WorkedOut, now: Date) {
  return { body: text, digest, currency: body.currency, totalMinor: body.totalMinor, draftedAt: now }
}

async function standing(ctx: MutationContext, { clientId, month }: MonthKey) {
  const [row] = await ctx.sql<{ id: string }>(STANDING, [clientId, month])
  return row ? holdInvoice(ctx, row.id) : null
}

/**
 * Works out the invoice of a frozen month and keeps it as a draft. Doing it again brings the draft up to date; what is issued
 * stays. There is one invoice of a month that is not void, however many ask at once.
 * @throws AppError NOT_FOUND while the month is open, INVALID without a price book
 */
export const draftInvoice = mutation(
  { action: 'invoice.draft', can: 'billing.manage', input: z.strictObject({ clientId: zId, month: zMonth }) },
  async (ctx, key) => {
    const { name } = await loadActiveClient(ctx, key.clientId)
    await ctx.sql(LOCK_MONTH, [key.clientId, key.month])
    const stored = await standing(ctx, key)
    if (stored?.status === 'issued') return unchanged({ invoiceId: stored.id, digest: stored.digest }, 'it is issued')
    const made = await workOut(ctx, key)
    if (stored?.digest === made.digest)
      return unchanged({ invoiceId: stored.id, digest: made.digest }, 'it says so already')
    const id = stored?.id ?? newId()
    if (stored) await moveInvoice(ctx, stored, columns(made, ctx.now))
    else
      await ctx.tx.invoice.create({
        data: { tenantId: ctx.scope.tenantId, id, ...key, status: 'draft', ...columns(made, ctx.now) },
      })
    return audited(
      { invoiceId: id, digest: made.digest },
      {
        subject: { kind: 'invoice', id, name: `${name} ${key.month}` },
        clientId: key.clientId,
        after: {
          month: key.month,
          totalMinor: made.body.totalMinor,
          currency: made.body.currency,
          digest: made.digest,
        },
      },
    )
  },
)
