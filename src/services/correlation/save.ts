import { z } from 'zod'
import { withBuiltIn } from '@/domain/correlation/defaults'
import { CorrelationSpec, RuleName } from '@/domain/correlation/schema'
import { notFound } from '@/lib/errors'
import { newId, zId } from '@/lib/ids'
import type { MutationContext } from '../context'
import { audited, mutation } from '../define'
import { demandEveryClient } from './guard'
import { loadOwnRules } from './rules'

const zPosition = z.int('position: must be a whole number').min(0).max(10_000)

/** A rule as people write it. */
const RuleInput = z.strictObject({
  name: RuleName,
  isEnabled: z.boolean().default(true),
  /** lower is asked first; built-in rules stand at 1000 and 2000 */
  position: zPosition.default(100),
  spec: CorrelationSpec,
})

async function write(
  ctx: MutationContext,
  id: string,
  { name, isEnabled, position, spec }: z.output<typeof RuleInput>,
): Promise<void> {
  const { tenantId } = ctx.scope
  const row = { name, isEnabled, position, spec, updatedAt: ctx.now, updatedBy: ctx.actor.name, archivedAt: null }
  await ctx.tx.correlationRule.upsert({
    where: { tenantId_id: { tenantId, id } },
    create: { tenantId, id, createdAt: ctx.now, ...row },
    update: { ...row, version: { increment: 1 } },
  })
}

/** A new rule; it decides from the next incident on, and leaves what stands as it is. */
export const createCorrelationRule = mutation(
  { action: 'correlation.create', can: 'response.manage', input: RuleInput },
  async (ctx, rule) => {
    demandEveryClient(ctx)
    const ruleId = newId()
    await write(ctx, ruleId, rule)
    return audited({ ruleId }, { subject: { kind: 'correlation_rule', id: ruleId, name: rule.name }, after: rule })
  },
)

/** Replaces a rule as a whole; a built-in one too: what is written here holds instead of it. */
export const updateCorrelationRule = mutation(
  { action: 'correlation.update', can: 'response.manage', input: RuleInput.extend({ ruleId: zId }) },
  async (ctx, { ruleId, ...rule }) => {
    demandEveryClient(ctx, ruleId)
    const before = withBuiltIn(await loadOwnRules(ctx.sql)).find(({ id }) => id === ruleId)
    if (!before) throw notFound('correlation rule')
    await write(ctx, ruleId, rule)
    const { name, isEnabled, position, spec } = before
    return audited(
      { ruleId },
      {
        subject: { kind: 'correlation_rule', id: ruleId, name: rule.name },
        before: { name, isEnabled, position, spec },
        after: rule,
      },
    )
  },
)

/** Takes a rule away; a built-in one becomes what it was. Groups that it made stay. */
export const archiveCorrelationRule = mutation(
  { action: 'correlation.archive', can: 'response.manage', input: z.strictObject({ ruleId: zId }) },
  async (ctx, { ruleId }) => {
    demandEveryClient(ctx, ruleId)
    const before = (await loadOwnRules(ctx.sql)).find(({ id }) => id === ruleId)
    if (!before) throw notFound('correlation rule')
    await ctx.tx.correlationRule.update({
      where: { tenantId_id: { tenantId: ctx.scope.tenantId, id: ruleId } },
      data: { archivedAt: ctx.now, updatedAt: ctx.now, updatedBy: ctx.actor.name, version: { increment: 1 } },
    })
    const { name, isEnabled, position, spec } = before
    return audited(
      { ruleId },
      { subject: { kind: 'correlation_rule', id: ruleId, name }, before: { name, isEnabled, position, spec } },
    )
  },
)
