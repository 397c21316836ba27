import { z } from 'zod'
import { zSlug } from '@/domain/client/schema'
import { type ConformanceTally, conformancePpm, RUN_VERDICTS } from '@/domain/conformance/judge'
import { query } from '../define'
import { type ConformanceOf, loadConformance } from './strip'

export interface ConformanceGroup {
  key: string
  name: string
  tally: ConformanceTally
  ppm: number | null
}

export interface ConformanceLine extends ConformanceOf {
  ppm: number | null
}

export interface ConformanceReport {
  workflows: ConformanceLine[]
  clients: ConformanceGroup[]
  processes: ConformanceGroup[]
  /** live workflows for which nothing was ever approved */
  withoutBaseline: number
}

const WITHOUT = `
SELECT count(*)::int AS count FROM workflow w JOIN client k ON k.tenant_id = w.tenant_id AND k.id = w.client_id
WHERE w.tenant_id = :tenant AND w.client_id = ANY(:clients) AND w.lifecycle = 'live' AND ($1::text IS NULL OR k.slug = $1)
  AND NOT EXISTS (SELECT FROM change c WHERE c.tenant_id = w.tenant_id AND c.workflow_id = w.id AND c.cleared_at IS NOT NULL)`

function add(sum: ConformanceTally, tally: ConformanceTally): ConformanceTally {
  return Object.fromEntries(RUN_VERDICTS.map((verdict) => [verdict, sum[verdict] + tally[verdict]])) as ConformanceTally
}

function grouped(rows: readonly ConformanceOf[], keyOf: (row: ConformanceOf) => { key: string; name: string } | null) {
  const groups = new Map<string, ConformanceGroup>()
  for (const row of rows) {
    const named = keyOf(row)
    if (!named) continue
    const before = groups.get(named.key)
    const tally = before
      ? add(before.tally, row)
      : add(row, Object.fromEntries(RUN_VERDICTS.map((v) => [v, 0])) as ConformanceTally)
    groups.set(named.key, { ...named, tally, ppm: conformancePpm(tally) })
  }
  return [...groups.values()]
}

/** Approved versus ran over the last 30 days: by workflow, client and process. */
export const listConformance = query(
  {
    action: 'conformance.list',
    can: 'governance.read',
    input: z.strictObject({ client: zSlug.nullish().transform((slug) => slug ?? null) }),
  },
  async (ctx, { client }): Promise<ConformanceReport> => {
    const rows = await loadConformance(ctx, client)
    const [without] = await ctx.sql<{ count: number }>(WITHOUT, [client])
    return {
      workflows: rows.map((row) => ({ ...row, ppm: conformancePpm(row) })),
      clients: grouped(rows, (row) => ({ key: row.client.slug, name: row.client.name })),
      processes: grouped(rows, ({ process }) => process && { key: process.id, name: process.name }),
      withoutBaseline: without?.count ?? 0,
    }
  },
)
