import { z } from 'zod'
import type { PaidPlan, SubscriptionStatus } from '@/domain/billing/facts'
import { type Sql, withTenantSql } from '@/infra/db'
import { requirePayments } from '@/infra/stripe/payments'
import { notFound } from '@/lib/errors'
import type { Caller } from '../context'
import { audited, mutation, unchanged } from '../define'

/** Who a partner is at the payment service, and what was read there last. */
export interface BillingAccount {
  customerId: string
  subscriptionId: string | null
  status: SubscriptionStatus | null
  plan: PaidPlan | null
  quantity: number | null
  periodEnd: Date | null
  cancelAt: Date | null
  unpaidSince: Date | null
  fetchedAt: Date | null
  version: number
}

const ACCOUNT = `
SELECT b.customer_id AS "customerId", b.subscription_id AS "subscriptionId", b.status, b.plan, b.quantity, b.period_end AS "periodEnd",
  b.cancel_at AS "cancelAt", b.unpaid_since AS "unpaidSince", b.fetched_at AS "fetchedAt", b.version
FROM billing_account b WHERE b.tenant_id = :tenant`

/** Null: the partner has never been to the payment service. */
export async function loadAccount(sql: Sql): Promise<BillingAccount | null> {
  return (await sql<BillingAccount>(ACCOUNT))[0] ?? null
}

/** The machine acts for whoever asked: what the payment service says is nobody's opinion. */
export function asMachine(caller: Caller): Caller {
  return { ...caller, actor: { kind: 'system', name: 'billing' } }
}

export const accountSubject = (caller: Caller, name: string) => ({ kind: 'billing', id: caller.scope.tenantId, name })

/** Remembers the customer; the first one stays. */
export const openAccount = mutation(
  { action: 'billing.open', can: 'system', input: z.strictObject({ customerId: z.string() }) },
  async (ctx, { customerId }) => {
    const row = { tenantId: ctx.scope.tenantId, customerId, createdAt: ctx.now }
    const { count } = await ctx.tx.billingAccount.createMany({ data: row, skipDuplicates: true })
    if (count === 0) return unchanged({ customerId }, 'there is an account already')
    return audited({ customerId }, { subject: accountSubject(ctx, customerId), after: { customerId } })
  },
)

const WHO = `
SELECT p.name, (SELECT m.email FROM membership m WHERE m.tenant_id = p.tenant_id AND m.user_id = $1::uuid) AS email
FROM partner p WHERE p.tenant_id = :tenant`

/** The partner's account, made at the payment service when there is none. */
export async function ensureAccount(caller: Caller): Promise<BillingAccount> {
  const userId = caller.actor.kind === 'user' ? caller.actor.id : null
  const { account, who } = await withTenantSql(caller.scope, async (sql) => ({
    account: await loadAccount(sql),
    who: (await sql<{ name: string; email: string | null }>(WHO, [userId]))[0],
  }))
  if (account) return account
  if (!who) throw notFound('partner')
  const customerId = await requirePayments().createCustomer({ tenantId: caller.scope.tenantId, ...who })
  await openAccount(asMachine(caller), { customerId })
  const made = await withTenantSql(caller.scope, loadAccount)
  if (!made) throw new Error('an account that was made just now')
  return made
}
