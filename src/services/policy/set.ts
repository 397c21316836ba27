import { PolicyInput } from '@/domain/policy/catalog'
import { ownClient } from '@/infra/db'
import { audited, mutation, unchanged } from '../define'
import { evaluatePolicies, loadPolicies } from './evaluate'

/** More are checked by the timer, not in this transaction. */
const AT_ONCE = 300

/** Sets a policy of the partner and checks everything against it, at once where that is quick. */
export const setPolicy = mutation(
  { action: 'policy.set', can: 'governance.manage', input: PolicyInput },
  async (ctx, { key, isEnabled, severity, maxTier, pattern }) => {
    const before = (await loadPolicies(ctx)).find((each) => each.key === key)
    const params = key === 'naming_pattern' ? { pattern: pattern ?? before?.params.pattern ?? '.+' } : {}
    const after = { isEnabled, severity, maxTier, params }
    const same = before && JSON.stringify({ ...after, key }) === JSON.stringify({ ...before, key })
    if (same) return unchanged({ key, violations: null as number | null }, 'it is set so already')
    const where = { tenantId_key: { tenantId: ctx.scope.tenantId, key } }
    const row = { ...after, updatedAt: ctx.now, updatedBy: ctx.actor.name }
    await ctx.tx.policy.upsert({
      where,
      create: { tenantId: ctx.scope.tenantId, key, ...row },
      update: { ...row, version: { increment: 1 } },
    })
    const workflows = await ctx.tx.workflow.count({ where: { ...ownClient(ctx), lifecycle: 'live' } })
    const checked = workflows <= AT_ONCE ? await evaluatePolicies.within(ctx, { workflowIds: null }) : null
    const violations = checked?.violations ?? null
    return audited(
      { key, violations },
      { subject: { kind: 'policy', id: key, name: key }, before: before && { ...before }, after },
    )
  },
)
