import { z } from 'zod'
import { EXECUTIONS_METER } from '@/domain/billing/catalogue'
import { isLive } from '@/domain/billing/entitle'
import { nextTelling, overageUnits, type Told } from '@/domain/billing/metered'
import { PLANS } from '@/domain/plan/plans'
import { type Sql, withTenantSql } from '@/infra/db'
import { requirePayments } from '@/infra/stripe/payments'
import { notFound } from '@/lib/errors'
import type { Caller, MutationContext } from '../context'
import { mutation, unchanged } from '../define'
import { loadAccount } from './account'

const METER = 'executions'
const DAY_MS = 86_400_000

const LOCK = `SELECT pg_advisory_xact_lock(hashtextextended('billing usage ' || :tenant::text, 0))::text`
/** Runs of a month's whole days, as the ledger has them; `$2` is the first day that is not over. */
const COUNTED = `
SELECT coalesce(sum(u.delta), 0)::float8 AS executions FROM usage_entry u
WHERE u.tenant_id = :tenant AND u.meter = '${METER}' AND u.day >= ($1::text || '-01')::date
  AND u.day < least(($1::text || '-01')::date + interval '1 month', $2::date)`
const TOLD = `
SELECT u.identifier, u.kind, u.value::float8 AS value, u.decided_at AS "decidedAt" FROM billing_usage u
WHERE u.tenant_id = :tenant AND u.meter = '${METER}' AND u.month = $1 ORDER BY u.number`

const dayOf = (at: Date) => at.toISOString().slice(0, 10)

/** The month's last day, or the last one that is over. */
function lastDay(month: string, now: Date): string {
  const end = new Date(`${month}-01T00:00:00Z`)
  end.setUTCMonth(end.getUTCMonth() + 1)
  return dayOf(new Date(Math.min(end.getTime(), new Date(`${dayOf(now)}T00:00:00Z`).getTime()) - DAY_MS))
}

async function loadTold(sql: Sql, month: string): Promise<Told[]> {
  return sql<Told>(TOLD, [month])
}

async function decideMonth(ctx: MutationContext, month: string, included: number): Promise<boolean> {
  const [counted] = await ctx.sql<{ executions: number }>(COUNTED, [month, dayOf(ctx.now)])
  const told = await loadTold(ctx.sql, month)
  const next = nextTelling(overageUnits(counted?.executions ?? 0, included), told, ctx.now)
  if (!next) return false
  const day = lastDay(month, ctx.now)
  const number = told.length + 1
  const stem = `${ctx.scope.tenantId}:${METER}:${day}`
  const isTaken = told.some(({ identifier }) => identifier === stem)
  const identifier = next.kind === 'cancel' ? next.identifier : isTaken ? `${stem}:${number}` : stem
  const row = {
    tenantId: ctx.scope.tenantId,
    meter: METER,
    month,
    number,
    kind: next.kind,
    identifier,
    decidedAt: ctx.now,
  }
  await ctx.tx.billingUsage.create({ data: { ...row, day: new Date(`${day}T00:00:00Z`), value: next.value } })
  await ctx.emit('billing.usage', { month, number })
  return true
}

/** Decides what metered use must still be told, for this month and the one before (late news), and leaves the telling to the outbox. */
export const decideUsage = mutation(
  { action: 'billing.decide-usage', can: 'system', input: z.strictObject({}) },
  async (ctx) => {
    const account = await loadAccount(ctx.sql)
    const overage = account?.plan ? PLANS[account.plan].overage : null
    if (!account?.status || !overage || !isLive({ status: account.status }))
      return unchanged({ decided: 0 }, 'nothing is metered')
    await ctx.sql(LOCK)
    const month = dayOf(ctx.now).slice(0, 7)
    const before = dayOf(new Date(new Date(`${month}-01T00:00:00Z`).getTime() - DAY_MS)).slice(0, 7)
    // A month in which nothing was metered is not metered afterwards.
    const isKnown = (await loadTold(ctx.sql, before)).length > 0
    const months = isKnown ? [before, month] : [month]
    let decided = 0
    for (const each of months) if (await decideMonth(ctx, each, overage.included)) decided++
    return unchanged({ decided }, 'the rows are their own record')
  },
)

const ROW = `
SELECT u.identifier, u.kind, u.value::float8 AS value, u.day::text, b.customer_id AS "customerId"
FROM billing_usage u JOIN billing_account b ON b.tenant_id = u.tenant_id
WHERE u.tenant_id = :tenant AND u.meter = '${METER}' AND u.month = $1 AND u.number = $2`

/** Tells the payment service what was decided; again changes nothing there. */
export async function tellUsage(caller: Caller, { month, number }: { month: string; number: number }): Promise<void> {
  interface Row {
    identifier: string
    kind: 'event' | 'cancel'
    value: number
    day: string
    customerId: string
  }
  const [row] = await withTenantSql(caller.scope, (sql) => sql<Row>(ROW, [month, number]))
  if (!row) throw notFound('metered use')
  const { identifier, customerId, value: units, day } = row
  const sink = requirePayments()
  if (row.kind === 'cancel') return sink.cancel({ meter: EXECUTIONS_METER, identifier })
  await sink.tell({ customerId, meter: EXECUTIONS_METER, identifier, units, at: new Date(`${day}T23:59:59Z`) })
}
