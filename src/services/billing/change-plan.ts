import { z } from 'zod'
import { isLive } from '@/domain/billing/entitle'
import { PAID_PLANS, planOf } from '@/domain/billing/facts'
import { withTenantSql } from '@/infra/db'
import { requirePayments } from '@/infra/stripe/payments'
import { AppError } from '@/lib/errors'
import { audited, mutation, unchanged } from '../define'
import { prepared } from '../prepared'
import { accountSubject, loadAccount } from './account'
import { zPaidPlan } from './checkout'
import { syncBilling } from './sync'

const spec = {
  action: 'billing.change-plan',
  can: 'billing.manage',
  plan: 'always',
  input: z.strictObject({ wanted: zPaidPlan }),
} as const
const ready = z.strictObject({ plan: zPaidPlan, before: zPaidPlan })

const note = mutation({ ...spec, input: ready }, async (ctx, { plan, before }) => {
  if (plan === before) return unchanged({ plan }, 'it is this plan already')
  return audited({ plan }, { subject: accountSubject(ctx, plan), before: { plan: before }, after: { plan } })
})

/** Changes the plan of the subscription that runs. Up: the rest of the period is charged at once. Down: it is set off. @throws AppError CONFLICT */
export const changePlan = prepared(
  spec,
  async (caller, { wanted: plan }) => {
    const service = requirePayments()
    const subscription = await syncBilling(caller)
    const before = subscription && planOf(subscription)
    if (!subscription || !before || !isLive(subscription))
      throw new AppError('CONFLICT', 'No subscription runs. Choose the plan and pay for it first.')
    if (before === plan) return { plan, before }
    const account = await withTenantSql(caller.scope, loadAccount)
    const isUp = PAID_PLANS.indexOf(plan) > PAID_PLANS.indexOf(before)
    // The version was raised by the reading above: a new wish has a key of its own, a network's second try has not.
    await service.changePlan(subscription, { plan, isUp, key: `plan-${subscription.id}-${plan}-${account?.version}` })
    await syncBilling(caller)
    return { plan, before }
  },
  note,
)
