import { z } from 'zod'
import { AppError } from '@/lib/errors'
import { zId } from '@/lib/ids'
import type { MutationContext } from '../context'
import { holdCredit, moveCredit } from '../credit/store'
import { audited, mutation, unchanged } from '../define'
import { LOCK_MONTH } from './draft'
import { holdInvoice, moveInvoice, type StoredInvoice } from './store'
import { workOut } from './work-out'

/** Numbers of a partner have no gap: one issue at a time. */
const LOCK = `SELECT 1 AS held FROM pg_advisory_xact_lock(hashtextextended('invoice number ' || :tenant::text, 0))`
const NEXT = 'SELECT coalesce(max(i.number), 0) + 1 AS number FROM invoice i WHERE i.tenant_id = :tenant'

async function nextNumber(ctx: MutationContext): Promise<number> {
  await ctx.sql(LOCK)
  const [row] = await ctx.sql<{ number: number }>(NEXT)
  return row?.number ?? 1
}

async function takeCredits(ctx: MutationContext, { id, body }: StoredInvoice): Promise<void> {
  for (const line of body.lines) {
    if (line.kind === 'credit') await moveCredit(ctx, await holdCredit(ctx, line.creditId), { invoiceId: id })
  }
}

const Input = z.strictObject({
  invoiceId: zId,
  /** of the draft that was looked at */
  digest: z.string().regex(/^[0-9a-f]{64}$/, 'digest: must be the 64 hex characters that the draft shows'),
})

/**
 * Issues a draft: it gets the partner's next number and never changes again; its credits are used up. What is issued is what was
 * looked at and what is true now. @throws AppError CONFLICT when the draft is no longer what the digest names, or no longer true
 */
export const issueInvoice = mutation(
  { action: 'invoice.issue', can: 'billing.manage', input: Input },
  async (ctx, { invoiceId, digest }) => {
    const seen = await holdInvoice(ctx, invoiceId)
    if (seen.status === 'issued' && seen.digest === digest)
      return unchanged({ invoiceId, number: seen.number }, 'it is issued already')
    if (seen.status !== 'draft')
      throw new AppError('CONFLICT', `This invoice is ${seen.status}. Draft the month again.`)
    await ctx.sql(LOCK_MONTH, [seen.clientId, seen.month])
    const now = await workOut(ctx, seen)
    if (seen.digest !== digest || now.digest !== digest)
      throw new AppError('CONFLICT', 'The figures have changed since. Draft the invoice again and look at it.')
    const number = await nextNumber(ctx)
    await moveInvoice(ctx, seen, { status: 'issued', number, issuedAt: ctx.now, issuedBy: ctx.actor.name })
    await takeCredits(ctx, seen)
    return audited(
      { invoiceId, number },
      {
        subject: { kind: 'invoice', id: invoiceId, name: `${seen.clientName} ${seen.month}` },
        clientId: seen.clientId,
        before: { status: 'draft' },
        after: { status: 'issued', number, digest, totalMinor: seen.totalMinor, currency: seen.currency },
      },
    )
  },
)
