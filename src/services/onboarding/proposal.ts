import { z } from 'zod'
import type { Tier } from '@/domain/criticality/score'
import { proposeRhythm, proposeTarget, type Rhythm } from '@/domain/onboarding/rhythm'
import { notFound } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { query } from '../define'

const RUNS_READ = 200

export interface PromiseProposal {
  workflow: { id: string; name: string; tier: Tier }
  zone: string
  rhythm: Rhythm
  /** null: a workflow of this tier is worth no promise */
  targetPpm: number | null
}

const WORKFLOW = `
SELECT w.id, w.name, w.tier, coalesce(s.zone, 'UTC') AS zone FROM workflow w
  LEFT JOIN process p ON p.tenant_id = w.tenant_id AND p.id = w.process_id
  LEFT JOIN site s ON s.tenant_id = w.tenant_id AND s.id = coalesce(w.site_id, p.site_id)
WHERE w.tenant_id = :tenant AND w.client_id = ANY(:clients) AND w.id = $1 AND w.lifecycle = 'live'`

const STARTS = `
SELECT coalesce(e.started_at, e.anchor_at) AS at FROM execution e
WHERE e.tenant_id = :tenant AND e.client_id = ANY(:clients) AND e.workflow_id = $1 AND NOT e.is_manual
ORDER BY e.anchor_at DESC LIMIT ${RUNS_READ}`

/** What could be expected of a workflow and promised for it: from its tier and from what has run. Decides nothing. */
export const proposePromise = query(
  { action: 'onboarding.propose', can: 'expectation.manage', input: z.strictObject({ workflowId: zId }) },
  async (ctx, { workflowId }): Promise<PromiseProposal> => {
    const [row] = await ctx.sql<{ id: string; name: string; tier: Tier; zone: string }>(WORKFLOW, [workflowId])
    if (!row) throw notFound('workflow')
    const starts = await ctx.sql<{ at: Date }>(STARTS, [workflowId])
    const { zone, ...workflow } = row
    const rhythm = proposeRhythm(
      starts.map(({ at }) => at),
      row.tier,
    )
    return { workflow, zone, rhythm, targetPpm: proposeTarget(row.tier) }
  },
)
