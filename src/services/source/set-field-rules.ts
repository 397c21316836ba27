import { z } from 'zod'
import { FieldRules } from '@/domain/source/field-rules'
import { conflict } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { audited, mutation } from '../define'
import { forgetFieldRules, hashKey, loadFieldRules } from './field-rules'
import { loadSource } from './store'

const Input = z.strictObject({
  sourceId: zId,
  fieldRules: FieldRules,
  /** the version that was changed; 0 = there were no rules */
  version: z.int('version: must be the number of the rules you changed').min(0),
  reason: z
    .string()
    .trim()
    .min(3, 'reason: say why in a few words')
    .max(500, 'reason: must have at most 500 characters'),
})

/**
 * Replaces the rules that keep content of a source's events out of the database. They hold for what comes from now on (other
 * processes follow within 30 s); what is stored stays. A key can never call this: a sender does not lift its own rules.
 * @throws AppError CONFLICT when somebody else changed the rules meanwhile
 */
export const setFieldRules = mutation(
  { action: 'source.setFieldRules', can: 'key.manage', input: Input },
  async (ctx, { sourceId, fieldRules: rules, version, reason }) => {
    const { name, clientId } = await loadSource(ctx, sourceId)
    const before = await loadFieldRules(ctx.sql, sourceId)
    if (before.version !== version) throw conflict('set of rules')
    const next = version + 1
    const { tenantId } = ctx.scope
    await ctx.tx.sourceFieldRules.create({
      data: { tenantId, sourceId, version: next, clientId, rules, reason, author: ctx.actor.name, at: ctx.now },
    })
    // made here, for the doors only read it
    if (rules.some(({ action }) => action === 'hash')) await hashKey(ctx)
    forgetFieldRules({ tenantId, clientId, sourceId })
    const subject = { kind: 'source', id: sourceId, name }
    return audited(
      { sourceId, version: next },
      { subject, clientId, reason, before: { rules: before.rules }, after: { rules } },
    )
  },
)
