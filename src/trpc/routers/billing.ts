import { changePlan } from '@/services/billing/change-plan'
import { checkoutPlan } from '@/services/billing/checkout'
import { getBilling } from '@/services/billing/get'
import { openBillingPortal } from '@/services/billing/portal'
import { refreshBilling } from '@/services/billing/refresh'
import { router } from '../init'
import { mutationOf, queryOf } from '../procedures'

export const billingRouter = router({
  get: queryOf(getBilling),
  checkout: mutationOf(checkoutPlan),
  portal: mutationOf(openBillingPortal),
  changePlan: mutationOf(changePlan),
  refresh: mutationOf(refreshBilling),
})
