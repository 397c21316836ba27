import type { Rule, WorkflowFilter } from '@/services/health/facts'
import type { QueryContext } from '../context'
import {
  BUCKET_MS,
  type StateChange,
  type StripBucket,
  type StripCount,
  type StripWindow,
  spellsOf,
  stripOf,
} from './cells'
import { slotsBetween } from './slots'

/** Minutes are put in their quarters before anything is computed: dividing each of a busy day's rows is what took the time. */
const COUNTS = `
SELECT q.workflow_id AS "workflowId", (extract(epoch FROM (q.at - $1::timestamptz)) * 1000 / ${BUCKET_MS})::int AS bucket,
  q.succeeded, q.failed, q.cancelled
FROM (
  SELECT m.workflow_id, date_bin(interval '${BUCKET_MS} milliseconds', m.minute, $1::timestamptz) AS at,
    sum(m.succeeded)::int AS succeeded, sum(m.failed)::int AS failed, sum(m.cancelled)::int AS cancelled
  FROM rollup_minute m
  WHERE m.tenant_id = :tenant AND m.client_id = ANY(:clients) AND m.minute >= $1 AND m.minute < $2
    AND ($3::uuid IS NULL OR m.client_id = $3) AND ($4::uuid IS NULL OR m.workflow_id = $4)
  GROUP BY 1, 2
) q`

/** Runs that ended in each quarter of the window. */
export function loadCounts(
  ctx: QueryContext,
  window: StripWindow,
  filter: WorkflowFilter,
): Promise<(StripCount & { workflowId: string })[]> {
  return ctx.sql(COUNTS, [window.start, window.end, filter.clientId ?? null, filter.workflowId ?? null])
}

export interface WorkflowChange extends StateChange {
  workflowId: string
  seq: number
}

const CHANGES = `
SELECT t.workflow_id AS "workflowId", t.subject_id AS "subjectId", t.from_state AS "fromState", t.to_state AS "toState", t.at, t.seq
FROM transition t
WHERE t.tenant_id = :tenant AND t.client_id = ANY(:clients) AND t.subject_kind = 'expectation' AND t.at >= $1
  AND ($2::uuid IS NULL OR t.client_id = $2) AND ($3::uuid IS NULL OR t.workflow_id = $3)
  AND (t.from_state IN ('late', 'down') OR t.to_state IN ('late', 'down'))
ORDER BY t.at DESC, t.seq DESC
LIMIT 5000`

/** Changes into and out of late and down since the window's start: all that spells are made of. */
export function loadChanges(ctx: QueryContext, window: StripWindow, filter: WorkflowFilter): Promise<WorkflowChange[]> {
  return ctx.sql(CHANGES, [window.start, filter.clientId ?? null, filter.workflowId ?? null])
}

export interface StripSources {
  counts: readonly StripCount[]
  changes: readonly StateChange[]
  rules: readonly Rule[]
}

/** One workflow's cells and the slots its rules ask for within the window. */
export function drawStrip(
  window: StripWindow,
  { counts, changes, rules }: StripSources,
): { buckets: StripBucket[]; slots: Date[] } {
  const slots = rules.flatMap((rule) => slotsBetween(rule, window))
  const upcoming = slots.filter((slot) => slot > window.now)
  return { buckets: stripOf(window, { counts, spells: spellsOf(window, rules, changes), expected: upcoming }), slots }
}
