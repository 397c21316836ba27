import { z } from 'zod'
import { isLive } from '@/domain/billing/entitle'
import { monthlyMinor } from '@/domain/billing/estimate'
import { PAID_PLANS } from '@/domain/billing/facts'
import { metersOver } from '@/domain/plan/over'
import { PLANS } from '@/domain/plan/plans'
import { env } from '@/env'
import { logger } from '@/infra/logger'
import { payments } from '@/infra/stripe/payments'
import type { InvoiceFacts, Upcoming } from '@/infra/stripe/port'
import type { Caller } from '../context'
import { query, type Verb } from '../define'
import { loadUsed } from '../plan/limits'
import { loadStanding } from '../plan/standing'
import { type BillingAccount, loadAccount } from './account'

const input = z.strictObject({})
const spec = { action: 'billing.get', can: 'billing.read', input } as const

const known = query(spec, async ({ sql, now }) => {
  const standing = await loadStanding(sql)
  const account = await loadAccount(sql)
  const used = await loadUsed(sql, now)
  const plans = PAID_PLANS.map((name) => ({
    name,
    ...PLANS[name],
    monthlyMinor: monthlyMinor(name, used.workflows),
    over: metersOver(name, used),
  }))
  const isRunning = account?.status ? isLive({ status: account.status }) : false
  return { standing, account, used, plans, isRunning }
})

interface Outside {
  /** null: nobody can pay here; false: the payment service does not answer */
  isReachable: boolean | null
  hasWebhookSecret: boolean
  missingPrices: readonly string[]
  invoices: readonly InvoiceFacts[]
  upcoming: Upcoming | null
}

/** What only the payment service knows; a page is drawn without it, and says so. */
async function outside(account: BillingAccount | null, isRunning: boolean): Promise<Outside> {
  const hasWebhookSecret = env.STRIPE_WEBHOOK_SECRET !== undefined
  const nothing = { hasWebhookSecret, missingPrices: [], invoices: [], upcoming: null }
  const service = payments()
  if (!service) return { ...nothing, isReachable: null }
  try {
    const [missingPrices, invoices, upcoming] = await Promise.all([
      service.missingPrices(),
      account ? service.invoices(account.customerId) : [],
      account?.subscriptionId && isRunning ? service.upcoming(account.subscriptionId) : null,
    ])
    return { isReachable: true, hasWebhookSecret, missingPrices, invoices, upcoming }
  } catch (error) {
    logger.warn({ err: error }, 'the payment service does not answer')
    return { ...nothing, isReachable: false }
  }
}

async function read(caller: Caller, given: z.output<typeof input>) {
  const facts = await known(caller, given)
  return { ...facts, ...(await outside(facts.account, facts.isRunning)) }
}

/** Plan, standing, what it costs, invoices and what is missing. */
export const getBilling: Verb<typeof input, Awaited<ReturnType<typeof read>>> = Object.assign(read, {
  ...spec,
  kind: 'query' as const,
})
export type Billing = Awaited<ReturnType<typeof read>>
