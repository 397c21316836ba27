import { z } from 'zod'
import type { Sql } from '@/infra/db'
import { zId } from '@/lib/ids'
import { query } from '../define'

/** One frozen month in a list; open ones are not stored. */
export interface MonthRow {
  clientId: string
  clientName: string
  slug: string
  month: string
  zone: string
  digest: string
  frozenBy: string
  frozenAt: Date
  addenda: number
  currency: string | null
  creditMinor: number | null
  objectives: number
  missed: number
}

const LIST = `
SELECT f.client_id AS "clientId", c.name AS "clientName", c.slug, f.month, f.zone, f.digest, f.frozen_by AS "frozenBy", f.frozen_at AS "frozenAt",
  (SELECT count(*)::int FROM month_addendum a WHERE a.tenant_id = f.tenant_id AND a.client_id = f.client_id AND a.month = f.month) AS addenda,
  j.figures->'credits'->>'currency' AS currency, (j.figures->'credits'->>'minor')::int AS "creditMinor",
  jsonb_array_length(jsonb_path_query_array(j.figures, '$.segments[*].objectives[*]')) AS objectives,
  jsonb_array_length(jsonb_path_query_array(j.figures, '$.segments[*].objectives[*] ? (@.verdict == "missed")')) AS missed
FROM month_freeze f JOIN client c ON c.tenant_id = f.tenant_id AND c.id = f.client_id
CROSS JOIN LATERAL (SELECT f.figures::jsonb AS figures) j
WHERE f.tenant_id = :tenant AND f.client_id = ANY(:clients) AND ($1::uuid IS NULL OR f.client_id = $1)
ORDER BY f.month DESC, c.name LIMIT 500`

/** Frozen months, newest first; of one client, or of all within the scope. */
export function loadMonths(sql: Sql, clientId: string | null): Promise<MonthRow[]> {
  return sql<MonthRow>(LIST, [clientId])
}

/** Frozen months, newest first. */
export const listMonths = query(
  { action: 'month.list', can: 'client.read', input: z.strictObject({ clientId: zId.optional() }) },
  async ({ sql }, { clientId }) => ({ items: await loadMonths(sql, clientId ?? null) }),
)
