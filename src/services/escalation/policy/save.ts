import { z } from 'zod'
import { PolicyInput } from '@/domain/escalation/schema'
import { own } from '@/infra/db'
import { conflict } from '@/lib/errors'
import { newId, zId } from '@/lib/ids'
import { audited, mutation } from '../../define'
import { loadPolicy, requireReach, requireTargets, subjectOf } from './store'

/** In which order people are called, for one scope. */
export const createPolicy = mutation(
  {
    action: 'escalation.createPolicy',
    can: 'response.manage',
    input: z.strictObject({ escalationPolicy: PolicyInput }),
  },
  async (ctx, { escalationPolicy: policy }) => {
    await requireReach(ctx, policy)
    await requireTargets(ctx, policy.plan, policy.clientId)
    const id = newId()
    const { tenantId } = ctx.scope
    await ctx.tx.escalationPolicy.create({ data: { tenantId, id, ...policy, createdAt: ctx.now } })
    return audited(
      { policyId: id },
      { subject: subjectOf({ id, name: policy.name }), clientId: policy.clientId, after: policy },
    )
  },
)

/** What runs already goes on as it began. */
export const changePolicy = mutation(
  {
    action: 'escalation.changePolicy',
    can: 'response.manage',
    input: z.strictObject({
      escalationPolicyId: zId,
      version: z.int('version: must be a whole number'),
      escalationPolicy: PolicyInput,
    }),
  },
  async (ctx, { escalationPolicyId: id, version, escalationPolicy: policy }) => {
    const before = await loadPolicy(ctx, id)
    await requireReach(ctx, { clientId: before.clientId, processId: null })
    await requireReach(ctx, policy)
    await requireTargets(ctx, policy.plan, policy.clientId)
    const { count } = await ctx.tx.escalationPolicy.updateMany({
      where: { ...own(ctx), id, version },
      data: { ...policy, version: version + 1 },
    })
    if (count === 0) throw conflict('policy')
    const { name, clientId, processId, tier, plan } = before
    return audited(
      { policyId: id },
      {
        subject: subjectOf({ id, name: policy.name }),
        clientId: policy.clientId,
        before: { name, clientId, processId, tier, plan },
        after: policy,
      },
    )
  },
)

/** New incidents are called by the next policy that fits, else by the default. */
export const archivePolicy = mutation(
  { action: 'escalation.archivePolicy', can: 'response.manage', input: z.strictObject({ escalationPolicyId: zId }) },
  async (ctx, { escalationPolicyId: id }) => {
    const { name, clientId, processId, tier, plan } = await loadPolicy(ctx, id)
    await requireReach(ctx, { clientId, processId: null })
    await ctx.tx.escalationPolicy.updateMany({ where: { ...own(ctx), id }, data: { archivedAt: ctx.now } })
    return audited(
      { policyId: id },
      {
        subject: subjectOf({ id, name }),
        clientId,
        before: { name, processId, tier, plan },
        after: { isArchived: true },
      },
    )
  },
)
