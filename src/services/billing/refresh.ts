import { z } from 'zod'
import { withTenantSql } from '@/infra/db'
import { mutation, unchanged } from '../define'
import { loadStanding } from '../plan/standing'
import { prepared } from '../prepared'
import { loadAccount } from './account'
import { syncBilling } from './sync'

/** A reading as young as this is the present. */
const FRESH_MS = 2_000

const spec = { action: 'billing.refresh', can: 'billing.manage', plan: 'always', input: z.strictObject({}) } as const

const tell = mutation(spec, async (ctx) => {
  const { plan, state, source } = await loadStanding(ctx.sql)
  const account = await loadAccount(ctx.sql)
  return unchanged(
    { plan, state, isPaid: source === 'stripe', hasAccount: account !== null, status: account?.status ?? null },
    'the plan that follows is recorded by its own verb',
  )
})

/** Asks the payment service now, for whoever comes back from it: the address they come back to proves nothing. */
export const refreshBilling = prepared(
  spec,
  async (caller) => {
    const { account, now } = await withTenantSql(caller.scope, async (sql, now) => ({
      account: await loadAccount(sql),
      now,
    }))
    const isFresh = account?.fetchedAt && now.getTime() - account.fetchedAt.getTime() < FRESH_MS
    if (account && !isFresh) await syncBilling(caller)
    return {}
  },
  tell,
)
