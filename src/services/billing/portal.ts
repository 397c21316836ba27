import { z } from 'zod'
import { withTenantSql } from '@/infra/db'
import { requirePayments } from '@/infra/stripe/payments'
import { AppError } from '@/lib/errors'
import { mutation, unchanged } from '../define'
import { prepared } from '../prepared'
import { loadAccount } from './account'
import { billingOrigin, zHost } from './origin'

const spec = {
  action: 'billing.portal',
  can: 'billing.manage',
  plan: 'always',
  input: z.strictObject({ host: zHost }),
} as const

const open = mutation({ ...spec, input: z.strictObject({ url: z.string() }) }, async (_ctx, { url }) =>
  unchanged({ url }, 'looking at the portal changes nothing here'),
)

/** Opens the payment service's own portal: card, address, tax number, invoices, ending. */
export const openBillingPortal = prepared(
  spec,
  async (caller, { host }) => {
    const service = requirePayments()
    const origin = await billingOrigin(caller, host)
    const account = await withTenantSql(caller.scope, loadAccount)
    if (!account) throw new AppError('CONFLICT', 'There is nothing to manage yet. Choose a plan first.')
    return { url: await service.portal(account.customerId, `${origin}/settings/billing`) }
  },
  open,
)
