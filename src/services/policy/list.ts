import { z } from 'zod'
import type { Policy } from '@/domain/policy/catalog'
import { query } from '../define'
import { loadPolicies } from './evaluate'

export interface PolicyLine extends Policy {
  open: number
  waived: number
  updatedAt: Date | null
  updatedBy: string | null
}

const COUNTS = `
SELECT f.kind, count(*) FILTER (WHERE f.status = 'open')::int AS open, count(*) FILTER (WHERE f.status = 'waived')::int AS waived
FROM finding f WHERE f.tenant_id = :tenant AND f.client_id = ANY(:clients) AND f.status <> 'cleared' AND f.kind LIKE 'policy\\_%' GROUP BY f.kind`

const UPDATED = `SELECT p.key, p.updated_at AS "updatedAt", p.updated_by AS "updatedBy" FROM policy p WHERE p.tenant_id = :tenant`

/** Every policy with what it finds. */
export const listPolicies = query(
  { action: 'policy.list', can: 'governance.read', input: z.strictObject({}) },
  async (ctx): Promise<PolicyLine[]> => {
    const counts = await ctx.sql<{ kind: string; open: number; waived: number }>(COUNTS)
    const updated = await ctx.sql<{ key: string; updatedAt: Date; updatedBy: string }>(UPDATED)
    return (await loadPolicies(ctx)).map((policy) => {
      const count = counts.find(({ kind }) => kind === `policy_${policy.key}`)
      const last = updated.find(({ key }) => key === policy.key)
      return {
        ...policy,
        ...{ open: count?.open ?? 0, waived: count?.waived ?? 0 },
        ...{ updatedAt: last?.updatedAt ?? null, updatedBy: last?.updatedBy ?? null },
      }
    })
  },
)
