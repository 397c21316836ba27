import { z } from 'zod'
import { notFound } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { query } from '../define'
import { type FieldRuleSet, loadFieldRules } from './field-rules'

const SOURCE = `SELECT s.id FROM source s WHERE s.tenant_id = :tenant AND s.client_id = ANY(:clients) AND s.id::text = $1`

/** What of a source's events is kept out: a sender may know, though never change it. */
export const readFieldRules = query(
  { action: 'source.fieldRules', can: 'workflow.read', input: z.strictObject({ sourceId: zId }) },
  async (ctx, { sourceId }): Promise<FieldRuleSet & { sourceId: string }> => {
    const [source] = await ctx.sql(SOURCE, [sourceId])
    if (!source) throw notFound('source')
    return { sourceId, ...(await loadFieldRules(ctx.sql, sourceId)) }
  },
)
