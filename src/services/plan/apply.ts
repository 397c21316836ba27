import { z } from 'zod'
import { PLAN_NAMES } from '@/domain/plan/plans'
import { ENTITLEMENT_SOURCES, STANDING_STATES } from '@/domain/plan/standing'
import { own } from '@/infra/db'
import { conflict } from '@/lib/errors'
import { audited, mutation, unchanged } from '../define'
import { judgeLimits } from './limits'
import { loadStanding } from './standing'

const zInstant = z
  .date()
  .nullish()
  .transform((at) => at ?? null)

const ApplyInput = z
  .strictObject({
    plan: z.enum(PLAN_NAMES, `plan: must be one of ${PLAN_NAMES.join(', ')}`),
    state: z.enum(STANDING_STATES, `state: must be one of ${STANDING_STATES.join(', ')}`),
    source: z.enum(ENTITLEMENT_SOURCES, `source: must be one of ${ENTITLEMENT_SOURCES.join(', ')}`),
    /** monitored workflows that are paid for */
    quantity: z
      .int('quantity: must be a whole number')
      .min(0)
      .nullish()
      .transform((quantity) => quantity ?? null),
    trialEndsAt: zInstant,
    graceUntil: zInstant,
  })
  .refine(({ state, trialEndsAt }) => state !== 'trial' || trialEndsAt !== null, {
    path: ['trialEndsAt'],
    message: 'trialEndsAt: a trial needs its end',
  })

const timeOf = (at: Date | null) => at?.getTime() ?? null

/**
 * Sets what a partner may use; the machine's alone. The same again changes nothing, so a repeated message of the payment
 * service is harmless. The limits of the new plan are judged at once. @throws AppError CONFLICT when somebody was faster
 */
export const applyPlan = mutation(
  { action: 'plan.apply', can: 'system', input: ApplyInput },
  async (ctx, { graceUntil, trialEndsAt, ...wish }) => {
    const [stored] = await ctx.tx.entitlement.findMany({ where: own(ctx) })
    if (!stored) throw new Error('a partner without an entitlement')
    const isSame =
      stored.plan === wish.plan &&
      stored.state === wish.state &&
      stored.source === wish.source &&
      stored.quantity === wish.quantity &&
      timeOf(stored.trialEndsAt) === timeOf(trialEndsAt) &&
      timeOf(stored.graceUntil) === timeOf(graceUntil)
    if (isSame) return unchanged({ version: stored.version }, 'it stands so already')
    const since = stored.state === wish.state ? stored.since : ctx.now
    const { count } = await ctx.tx.entitlement.updateMany({
      where: { ...own(ctx), version: stored.version },
      data: { ...wish, trialEndsAt, graceUntil, since, changedAt: ctx.now, version: { increment: 1 } },
    })
    if (count === 0) throw conflict('plan')
    await judgeLimits(ctx.sql, ctx.now)
    const { version } = await loadStanding(ctx.sql)
    return audited(
      { version },
      {
        subject: { kind: 'plan', id: ctx.scope.tenantId, name: wish.plan },
        before: { plan: stored.plan, state: stored.state, quantity: stored.quantity },
        after: { plan: wish.plan, state: wish.state, quantity: wish.quantity },
      },
    )
  },
)
