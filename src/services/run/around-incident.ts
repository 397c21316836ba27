import { z } from 'zod'
import { notFound } from '@/lib/errors'
import { loadFacts, loadRules, type Rule, type WorkflowFacts } from '@/services/health/facts'
import { BUCKET_MS, type StripBucket, type StripWindow, stripTicks } from '@/services/strip/cells'
import { drawStrip, loadChanges, loadCounts } from '@/services/strip/load'
import type { QueryContext } from '../context'
import { query } from '../define'

const HOUR_MS = 3_600_000

/** A run beside the incident. */
export interface BesideRun {
  id: string
  runKey: string
  at: Date
  errorClass: string | null
  errorStep: string | null
  message: string | null
  version: string | null
}

export interface AroundIncident {
  workflow: WorkflowFacts
  rules: Rule[]
  window: StripWindow
  buckets: StripBucket[]
  ticks: { at: Date; label: string }[]
  /** the run that opened it, else the first that failed since */
  firstFailure: BesideRun | null
  lastSuccess: BesideRun | null
  nextSuccess: BesideRun | null
}

interface Anchor {
  workflowId: string
  executionId: string | null
  openedAt: Date
}

const ANCHOR = `
SELECT i.workflow_id AS "workflowId", i.execution_id AS "executionId", i.opened_at AS "openedAt"
FROM incident i WHERE i.tenant_id = :tenant AND i.client_id = ANY(:clients) AND i.number = $1`

const COLUMNS = `x.id, x.run_key AS "runKey", coalesce(x.ended_at, x.anchor_at) AS at, x.error_class AS "errorClass", x.error_step AS "errorStep",
  x.version, x.anchor_at AS anchor`
const WALLS = `x.tenant_id = :tenant AND x.client_id = ANY(:clients) AND x.workflow_id = $1`

const BESIDE = `
WITH beside AS (
  (SELECT 'failure' AS side, ${COLUMNS} FROM execution x
   WHERE ${WALLS} AND x.anchor_at BETWEEN $2::timestamptz - interval '2 days' AND $2::timestamptz + interval '2 days'
     AND (x.id = $3::uuid OR ($3 IS NULL AND x.status = 'failed' AND coalesce(x.ended_at, x.anchor_at) >= $2::timestamptz - interval '1 minute'))
   ORDER BY x.anchor_at LIMIT 1)
  UNION ALL
  (SELECT 'before', ${COLUMNS} FROM execution x
   WHERE ${WALLS} AND x.anchor_at BETWEEN $2::timestamptz - interval '30 days' AND $2 AND x.status = 'succeeded' AND x.ended_at <= $2
   ORDER BY x.anchor_at DESC LIMIT 1)
  UNION ALL
  (SELECT 'after', ${COLUMNS} FROM execution x
   WHERE ${WALLS} AND x.anchor_at BETWEEN $2::timestamptz - interval '2 days' AND $2::timestamptz + interval '30 days' AND x.status = 'succeeded' AND x.ended_at > $2
   ORDER BY x.anchor_at LIMIT 1))
SELECT b.*, e.message FROM beside b
LEFT JOIN LATERAL (
  SELECT e.payload -> 'error' ->> 'message' AS message FROM event_log e
  WHERE e.tenant_id = :tenant AND e.execution_id = b.id AND b.side = 'failure' AND e.payload ? 'error'
    AND e.received_at BETWEEN b.anchor - interval '1 day' AND b.anchor + interval '3 days'
  ORDER BY e.occurred_at DESC LIMIT 1) e ON true`

/** Six hours before the incident began, and up to six hours after. */
function windowAround(openedAt: Date, now: Date): StripWindow {
  const opened = Math.floor(openedAt.getTime() / BUCKET_MS) * BUCKET_MS
  const last = Math.floor(now.getTime() / BUCKET_MS) * BUCKET_MS + BUCKET_MS
  const start = opened - 6 * HOUR_MS
  const end = Math.min(opened + 6 * HOUR_MS, last)
  return {
    start: new Date(start),
    end: new Date(end),
    now: new Date(Math.min(end - 1, now.getTime())),
    buckets: (end - start) / BUCKET_MS,
  }
}

async function loadBeside(ctx: QueryContext, { workflowId, openedAt, executionId }: Anchor) {
  const found = await ctx.sql<BesideRun & { side: string; anchor: Date }>(BESIDE, [workflowId, openedAt, executionId])
  const on = (side: string): BesideRun | null => {
    const run = found.find((each) => each.side === side)
    if (!run) return null
    const { side: _side, anchor: _anchor, ...beside } = run
    return beside
  }
  return { firstFailure: on('failure'), lastSuccess: on('before'), nextSuccess: on('after') }
}

/** What the runs say about an incident's cause: the first failure, the last success before and the strip around. Six statements. */
export const getAroundIncident = query(
  {
    action: 'run.around-incident',
    can: 'incident.read',
    input: z.strictObject({ number: z.int('number: must be a whole number').min(1).max(2_147_483_647) }),
  },
  async (ctx, { number }): Promise<AroundIncident> => {
    const [anchor] = await ctx.sql<Anchor>(ANCHOR, [number])
    if (!anchor) throw notFound('incident')
    const [workflow] = await loadFacts(ctx, { workflowId: anchor.workflowId })
    if (!workflow) throw notFound('incident')
    const window = windowAround(anchor.openedAt, ctx.now)
    const rules = await loadRules(ctx, { workflowId: workflow.id })
    const counts = await loadCounts(ctx, window, { workflowId: workflow.id })
    const changes = await loadChanges(ctx, window, { workflowId: workflow.id })
    const { buckets } = drawStrip(window, { counts, changes, rules })
    return {
      workflow,
      rules,
      window,
      buckets,
      ticks: stripTicks(window, workflow.zone, 2),
      ...(await loadBeside(ctx, anchor)),
    }
  },
)
