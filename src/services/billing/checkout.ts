import { z } from 'zod'
import { isLive } from '@/domain/billing/entitle'
import { PAID_PLANS } from '@/domain/billing/facts'
import { LOCALES } from '@/domain/member/schema'
import { withTenantSql } from '@/infra/db'
import { requirePayments } from '@/infra/stripe/payments'
import { AppError } from '@/lib/errors'
import { audited, mutation } from '../define'
import { prepared } from '../prepared'
import { countMonitored } from '../usage/monitored'
import { accountSubject, ensureAccount } from './account'
import { billingOrigin, zHost } from './origin'
import { syncBilling } from './sync'

export const zPaidPlan = z.enum(PAID_PLANS, `wanted: must be one of ${PAID_PLANS.join(', ')}`)

const spec = {
  action: 'billing.checkout',
  can: 'billing.manage',
  plan: 'always',
  input: z.strictObject({ wanted: zPaidPlan, host: zHost, locale: z.enum(LOCALES) }),
} as const
const ready = z.strictObject({ plan: zPaidPlan, url: z.string(), workflows: z.int() })

const open = mutation({ ...spec, input: ready }, async (ctx, { plan, url, workflows }) =>
  audited({ url }, { subject: accountSubject(ctx, plan), after: { plan, workflows } }),
)

/** Opens the payment service's page for a plan; nothing is bought before somebody pays there. @throws AppError CONFLICT while a subscription runs */
export const checkoutPlan = prepared(
  spec,
  async (caller, { wanted: plan, host, locale }) => {
    const service = requirePayments()
    const origin = await billingOrigin(caller, host)
    const { customerId } = await ensureAccount(caller)
    const subscription = await syncBilling(caller)
    if (subscription && isLive(subscription))
      throw new AppError('CONFLICT', 'A subscription runs already. Change its plan instead of buying a second one.')
    const workflows = await withTenantSql(caller.scope, countMonitored)
    const { tenantId } = caller.scope
    const back = `${origin}/settings/billing`
    const url = await service.checkout({
      ...{ customerId, tenantId, plan, workflows, locale },
      ...{ successUrl: `${back}/done`, cancelUrl: back, key: `checkout-${tenantId}-${plan}-${workflows}` },
    })
    return { plan, url, workflows }
  },
  open,
)
