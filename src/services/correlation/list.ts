import { z } from 'zod'
import { isBuiltIn, withBuiltIn } from '@/domain/correlation/defaults'
import type { CorrelationRule } from '@/domain/correlation/schema'
import { query } from '../define'
import { demandEveryClient } from './guard'
import { loadOwnRules } from './rules'

export interface RuleLine extends CorrelationRule {
  isBuiltIn: boolean
  updatedAt: Date | null
  updatedBy: string | null
  /** in the last 30 days */
  incidents: number
  groups: number
}

const EATEN = `
SELECT i.rule_id::text AS id, count(*)::int AS incidents, count(*) FILTER (WHERE i.raised_at IS NOT NULL AND i.parent_id IS NULL)::int AS groups
FROM incident i WHERE i.tenant_id = :tenant AND i.client_id = ANY(:clients) AND i.rule_id IS NOT NULL AND i.opened_at > $1 GROUP BY 1`

const MONTH_MS = 30 * 86_400_000

const SIGNALS = `
SELECT coalesce(sum(s.count), 0)::int AS signals, count(*)::int AS kinds, count(DISTINCT s.incident_id)::int AS incidents
FROM incident_signal s WHERE s.tenant_id = :tenant AND s.client_id = ANY(:clients) AND s.last_at > $1`

/** Rules in the order they are asked, with what each made of the last 30 days. */
export const listCorrelationRules = query(
  { action: 'correlation.list', can: 'response.manage', input: z.strictObject({}) },
  async (
    ctx,
  ): Promise<{ rules: RuleLine[]; totals: { signals: number; kinds: number; incidents: number; heads: number } }> => {
    demandEveryClient(ctx)
    const own = await loadOwnRules(ctx.sql)
    const since = new Date(ctx.now.getTime() - MONTH_MS)
    const eaten = await ctx.sql<{ id: string; incidents: number; groups: number }>(EATEN, [since])
    const [signals] = await ctx.sql<{ signals: number; kinds: number; incidents: number }>(SIGNALS, [since])
    const [heads] = await ctx.sql<{ heads: number }>(
      `SELECT count(*)::int AS heads FROM incident i WHERE i.tenant_id = :tenant AND i.client_id = ANY(:clients) AND i.raised_at IS NOT NULL AND i.parent_id IS NULL
         AND EXISTS (SELECT FROM incident_signal s WHERE s.tenant_id = i.tenant_id AND s.incident_id = i.id AND s.last_at > $1)`,
      [since],
    )
    const rules = withBuiltIn(own).map((rule) => {
      const written = own.find(({ id }) => id === rule.id)
      const { incidents = 0, groups = 0 } = eaten.find(({ id }) => id === rule.id) ?? {}
      return {
        ...{ id: rule.id, name: rule.name, isEnabled: rule.isEnabled, position: rule.position, spec: rule.spec },
        ...{ isBuiltIn: isBuiltIn(rule.id), incidents, groups },
        ...{ updatedAt: written?.updatedAt ?? null, updatedBy: written?.updatedBy ?? null },
      }
    })
    return { rules, totals: { signals: 0, kinds: 0, incidents: 0, ...signals, heads: heads?.heads ?? 0 } }
  },
)
