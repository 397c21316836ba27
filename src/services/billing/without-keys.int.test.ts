import { afterAll, expect, it } from 'vitest'
import { closePools } from '@/infra/db'
import { castPartner, machine } from '@/testing/cast'
import { changePlan } from './change-plan'
import { checkoutPlan } from './checkout'
import { getBilling } from './get'
import { pushBilling, reconcileBilling } from './sweep'

afterAll(closePools)

it('says what is missing when nobody can pay here, and goes on', async () => {
  const { ada, host } = await castPartner()
  const page = await getBilling(ada, {})
  expect(page).toMatchObject({
    isReachable: null,
    hasWebhookSecret: false,
    isRunning: false,
    account: null,
    invoices: [],
    upcoming: null,
  })
  expect(page.plans.map(({ name }) => name)).toEqual(['starter', 'growth', 'scale'])
  const refusal = { code: 'CONFLICT', message: expect.stringContaining('STRIPE_SECRET_KEY') }
  await expect(checkoutPlan(ada, { wanted: 'growth', host, locale: 'en' })).rejects.toMatchObject(refusal)
  await expect(changePlan(ada, { wanted: 'growth' })).rejects.toMatchObject(refusal)
  expect([await reconcileBilling(machine), await pushBilling(machine)]).toEqual([0, 0])
})
