import '@/testing/billing/keys'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { closePools, withTenant, withTenantSql } from '@/infra/db'
import { requirePayments } from '@/infra/stripe/payments'
import { standIn } from '@/testing/billing/stand-in'
import { type CastPartner, castMember, castPartner, machine } from '@/testing/cast'
import { makeManufacturer } from '@/testing/factories'
import { pass } from '@/testing/fakes/stripe/clock'
import { completeCheckout } from '@/testing/fakes/stripe/life'
import { monthsAfter } from '@/testing/fakes/stripe/money'
import type { StripeWorld } from '@/testing/fakes/stripe/world'
import { countMonitored } from '../usage/monitored'
import { loadAccount } from './account'
import { changePlan } from './change-plan'
import { checkoutPlan } from './checkout'
import { getBilling } from './get'
import { openBillingPortal } from './portal'
import { pushQuantity } from './quantity'
import { refreshBilling } from './refresh'
import { reconcileBilling } from './sweep'
import { keepReading, syncBilling } from './sync'
import { decideUsage, tellUsage } from './usage'

let stand: Awaited<ReturnType<typeof standIn>>
let partner: CastPartner
let world: StripeWorld
beforeAll(async () => {
  stand = await standIn()
})
beforeEach(async () => {
  world = stand.begin(Math.floor(Date.now() / 1000))
  partner = await castPartner()
})
afterAll(async () => {
  stand.close()
  await closePools()
})

const sessionOf = (url: string) => url.split('/').at(-1) ?? ''
const wish = (wanted: 'starter' | 'growth' | 'scale') => ({ wanted, host: partner.host, locale: 'de' as const })
const buy = async (wanted: 'starter' | 'growth' | 'scale') => {
  const subscription = completeCheckout(world, sessionOf((await checkoutPlan(partner.ada, wish(wanted))).url))
  await syncBilling(system())
  return subscription
}
const system = () => machine(partner.tenantId)

describe('buying', () => {
  it('opens one page for one wish, sells the plan when it is paid, and never a second one', async () => {
    const [first, again] = [
      await checkoutPlan(partner.ada, wish('growth')),
      await checkoutPlan(partner.ada, wish('growth')),
    ]
    expect(again.url).toBe(first.url)
    const other = await checkoutPlan(partner.ada, wish('starter'))
    expect(world.get('checkout.session', sessionOf(first.url)).status).toBe('expired')
    expect(await refreshBilling(partner.ada, {})).toMatchObject({ isPaid: false, hasAccount: true })
    completeCheckout(world, sessionOf(other.url))
    expect(world.get('checkout.session', sessionOf(other.url)).success_url).toMatch(
      new RegExp(`^http://${partner.host}.*/settings/billing/done$`),
    )
    await expect(checkoutPlan(partner.ada, wish('scale'))).rejects.toMatchObject({ code: 'CONFLICT' })
    expect(await refreshBilling(partner.ada, {})).toMatchObject({ plan: 'starter', isPaid: true, status: 'active' })
    expect(await getBilling(partner.ada, {})).toMatchObject({
      standing: { plan: 'starter', state: 'active' },
      isRunning: true,
      isReachable: true,
    })
  })

  it('sends nobody back to a host that is not the partner’s own, and nobody without the right anywhere', async () => {
    const rival = await castPartner('Mallory')
    await expect(checkoutPlan(partner.ada, { ...wish('growth'), host: rival.host })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    const ben = await castMember(partner, { name: 'Ben', role: 'partner_operator' })
    await expect(checkoutPlan(ben, wish('growth'))).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(getBilling(ben, {})).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(openBillingPortal(partner.ada, { host: partner.host })).rejects.toMatchObject({ code: 'CONFLICT' })
    const billing = await castMember(partner, { name: 'Bill', role: 'partner_billing' })
    expect((await checkoutPlan(billing, wish('growth'))).url).toContain('/pay/')
  })

  it('upgrades at once against money, downgrades against the next invoice, and not at all with a declined card', async () => {
    const subscription = await buy('starter')
    await changePlan(partner.ada, { wanted: 'growth' })
    expect(await getBilling(partner.ada, {})).toMatchObject({ standing: { plan: 'growth' } })
    expect(world.all('invoice').map(({ total }) => total)).toEqual([9_900, 29_900 - 9_900])
    await changePlan(partner.ada, { wanted: 'starter' })
    const { upcoming } = await getBilling(partner.ada, {})
    expect(upcoming?.totalMinor).toBe(Math.max(0, 9_900 - 29_900 + 9_900))
    world.setCard(subscription.customer, 'declines')
    await expect(changePlan(partner.ada, { wanted: 'scale' })).rejects.toThrow(
      'The card was declined, nothing was changed',
    )
    expect(await getBilling(partner.ada, {})).toMatchObject({ standing: { plan: 'starter', state: 'active' } })
  })
})

describe('the licensed quantity', () => {
  it('follows the workflows that are watched, once for each change', async () => {
    await makeManufacturer(partner.ada, 'bruckner')
    const workflows = await withTenantSql(system().scope, countMonitored)
    expect(workflows).toBeGreaterThan(0)
    const subscription = await buy('growth')
    const seats = () =>
      subscription.items.data.find(({ price }) => price.metadata.andon_part === 'workflow')?.quantity ?? 0
    expect(seats()).toBe(workflows)
    expect(await pushQuantity(system())).toBe(false)
    await withTenant(system().scope, ({ tx }) =>
      tx.workflow.updateMany({ where: { tenantId: partner.tenantId }, data: { lifecycle: 'retired' } }),
    )
    expect(await Promise.all([pushQuantity(system()), pushQuantity(system())])).toContain(true)
    expect([seats(), await pushQuantity(system())]).toEqual([0, false])
    expect(world.all('invoiceitem').map(({ line }) => line.amount)).toEqual([-250 * workflows])
    expect((await getBilling(partner.ada, {})).account?.quantity).toBe(0)
  })
})

describe('metered use', () => {
  const DAY = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
  const count = async (clientId: string, number: number, delta: number, total: number) =>
    withTenant(system().scope, ({ sql }) =>
      sql(
        `INSERT INTO usage_entry (tenant_id, client_id, day, meter, number, delta, total, counted_at) VALUES (:tenant, $1::uuid, $2::date, 'executions', $3, $4, $5, now())`,
        [clientId, DAY, number, delta, total],
      ),
    )
  const ROWS = `SELECT u.month, u.number FROM billing_usage u WHERE u.tenant_id = :tenant ORDER BY u.month, u.number`
  const tellAll = async () => {
    const rows = await withTenantSql(system().scope, (sql) => sql<{ month: string; number: number }>(ROWS))
    for (const row of rows) await tellUsage(system(), row)
  }
  const told = () =>
    world
      .all('billing.meter_event')
      .filter(({ isCancelled }) => !isCancelled)
      .reduce((sum, { payload }) => sum + Number(payload.value), 0)

  it('tells what goes beyond the plan to the unit, once, and takes back what was counted wrongly', async () => {
    // Whole days only: on the first of a month there is none yet.
    if (DAY.slice(0, 7) !== new Date().toISOString().slice(0, 7)) return
    const nowS = world.nowS
    world = stand.begin(nowS - 3 * 86_400)
    const { clientId } = await makeManufacturer(partner.ada, 'bruckner')
    await buy('scale')
    pass(world, nowS)
    await count(clientId, 1, 20_042_900, 20_042_900)
    await Promise.all([decideUsage(system(), {}), decideUsage(system(), {})])
    await tellAll()
    await tellAll()
    expect([told(), world.all('billing.meter_event').length]).toEqual([42, 1])
    await count(clientId, 2, 1_200, 20_044_100)
    await decideUsage(system(), {})
    await tellAll()
    expect(told()).toBe(44)
    await count(clientId, 3, -10_000, 20_034_100)
    for (let round = 0; round < 4; round++) await decideUsage(system(), {})
    await tellAll()
    expect(told()).toBe(34)
    const ids = world.all('billing.meter_event').map(({ identifier }) => identifier)
    expect(ids[0]).toBe(`${partner.tenantId}:executions:${DAY}`)
    expect(new Set(ids).size).toBe(ids.length)
    pass(world, monthsAfter(world.nowS, 1))
    const workflows = await withTenantSql(system().scope, countMonitored)
    expect(world.all('invoice').map(({ total }) => total)).toEqual(
      [99_000, 99_000 + 34 * 10].map((each) => each + 150 * workflows),
    )
  })
})

it('never lets an older reading overwrite a newer one', async () => {
  await buy('growth')
  const read = () => withTenantSql(system().scope, async (sql, now) => ({ account: await loadAccount(sql), now }))
  const early = await read()
  const service = requirePayments()
  const stale = await service.subscriptions(early.account?.customerId ?? '')
  await changePlan(partner.ada, { wanted: 'scale' })
  const late = { version: early.account?.version ?? 0, fetchedAt: early.now, all: stale }
  await expect(keepReading(system(), late)).rejects.toMatchObject({ code: 'CONFLICT' })
  expect((await getBilling(partner.ada, {})).standing.plan).toBe('scale')
  await Promise.all(Array.from({ length: 4 }, () => syncBilling(system())))
  expect((await read()).account?.plan).toBe('scale')
})

it('goes down the ladder and comes back although no event ever arrived', async () => {
  const subscription = await buy('growth')
  const age = async () =>
    withTenant(system().scope, ({ sql }) =>
      sql(
        `UPDATE billing_account SET fetched_at = now() - interval '21 hours' WHERE tenant_id = :tenant RETURNING 1 AS done`,
      ),
    )
  const only = (tenantId: string) => machine(tenantId)
  world.setCard(subscription.customer, 'declines')
  pass(world, monthsAfter(world.nowS, 1))
  await age()
  await reconcileBilling(only)
  expect(await getBilling(partner.ada, {})).toMatchObject({
    standing: { state: 'past_due' },
    account: { status: 'past_due' },
  })
  world.setCard(subscription.customer, 'good')
  pass(world, world.nowS + 4 * 86_400)
  await age()
  await reconcileBilling(only)
  expect(await getBilling(partner.ada, {})).toMatchObject({
    standing: { state: 'active' },
    account: { status: 'active' },
  })
})
