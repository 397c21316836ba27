import { z } from 'zod'
import { notFound } from '@/lib/errors'
import { zId } from '@/lib/ids'
import type { QueryContext } from '../context'
import { query } from '../define'
import { instantOf, type Run } from './load'
import { errorOf, keysOf, type RunError, type RunEvent, type Step, stepsOf } from './steps'

const DAY_MS = 86_400_000
/** Events shown of one run; a run with more says so. */
export const EVENTS_MAX = 500

export interface RunRecord extends Omit<Run, 'keys'> {
  statusAt: Date
  prevStatus: Run['status'] | null
  prevStatusAt: Date | null
  workflow: { id: string; key: string; name: string; impactNote: string | null }
  client: { id: string; slug: string; name: string }
  site: { name: string; city: string } | null
  zone: string
  source: { name: string; kind: 'api' | 'ping' } | null
}

export interface RunNeighbour {
  id: string
  runKey: string
  attempt: number
  status: Run['status']
  anchorAt: Date
}

export interface RunPage {
  run: RunRecord
  error: RunError | null
  keys: Record<string, string>
  steps: Step[]
  events: RunEvent[]
  isCut: boolean
  previous: RunNeighbour | null
  next: RunNeighbour | null
  /** the same run key, other attempts */
  attempts: RunNeighbour[]
  incidents: { number: number; title: string; status: string; openedAt: Date }[]
}

const RUN = `
SELECT x.id, x.anchor_at AS "anchorAt", x.run_key AS "runKey", x.attempt, x.status, x.status_at AS "statusAt", x.prev_status AS "prevStatus",
  x.prev_status_at AS "prevStatusAt", x.started_at AS "startedAt", x.ended_at AS "endedAt",
  coalesce(x.duration_ms, greatest(0, extract(epoch FROM x.ended_at - x.started_at) * 1000)::float8) AS "durationMs",
  x.error_class AS "errorClass", x.error_step AS "errorStep", x.version,
  json_build_object('id', w.id, 'key', w.key, 'name', w.name, 'impactNote', w.impact_note) AS workflow,
  json_build_object('id', c.id, 'slug', c.slug, 'name', c.name) AS client,
  CASE WHEN s.id IS NOT NULL THEN json_build_object('name', s.name, 'city', s.city) END AS site, coalesce(s.zone, 'UTC') AS zone,
  CASE WHEN o.id IS NOT NULL THEN json_build_object('name', o.name, 'kind', o.kind) END AS source
FROM execution x
JOIN workflow w ON w.tenant_id = x.tenant_id AND w.id = x.workflow_id
JOIN client c ON c.tenant_id = x.tenant_id AND c.id = x.client_id
LEFT JOIN source o ON o.tenant_id = x.tenant_id AND o.id = x.source_id
LEFT JOIN process p ON p.tenant_id = w.tenant_id AND p.id = w.process_id
LEFT JOIN LATERAL (
  SELECT s.* FROM site s WHERE s.tenant_id = w.tenant_id AND s.client_id = w.client_id
  ORDER BY s.id = coalesce(w.site_id, p.site_id) DESC NULLS LAST, s.created_at, s.id LIMIT 1) s ON true
WHERE x.tenant_id = :tenant AND x.client_id = ANY(:clients) AND x.id = $1 AND x.anchor_at BETWEEN $2 AND $3`

const EVENTS = `
SELECT e.id, e.key, e.type, e.occurred_at AS "occurredAt", e.received_at AS "receivedAt", e.clock_skew AS "clockSkew", e.payload
FROM event_log e
WHERE e.tenant_id = :tenant AND e.client_id = ANY(:clients) AND e.execution_id = $1 AND e.received_at BETWEEN $2 AND $3
ORDER BY e.occurred_at, e.id
LIMIT ${EVENTS_MAX + 1}`

/** Neighbours within a week; a workflow that runs more seldom is followed from its own page. */
const NEIGHBOURS = `
(SELECT 'previous' AS side, x.id, x.run_key AS "runKey", x.attempt, x.status, x.anchor_at AS "anchorAt" FROM execution x
 WHERE x.tenant_id = :tenant AND x.client_id = ANY(:clients) AND x.workflow_id = $1
   AND x.anchor_at BETWEEN $2::timestamptz - interval '7 days' AND $2 AND (x.anchor_at, x.id) < ($2, $3::uuid)
 ORDER BY x.anchor_at DESC, x.id DESC LIMIT 1)
UNION ALL
(SELECT 'next', x.id, x.run_key, x.attempt, x.status, x.anchor_at FROM execution x
 WHERE x.tenant_id = :tenant AND x.client_id = ANY(:clients) AND x.workflow_id = $1
   AND x.anchor_at BETWEEN $2 AND $2::timestamptz + interval '7 days' AND (x.anchor_at, x.id) > ($2, $3::uuid)
 ORDER BY x.anchor_at, x.id LIMIT 1)
UNION ALL
(SELECT 'attempt', x.id, x.run_key, x.attempt, x.status, x.anchor_at FROM execution x
 WHERE x.tenant_id = :tenant AND x.client_id = ANY(:clients) AND x.workflow_id = $1 AND x.run_key = $4 AND x.id <> $3
   AND x.anchor_at BETWEEN $2::timestamptz - interval '1 day' AND $2::timestamptz + interval '1 day'
 ORDER BY x.attempt LIMIT 20)`

const INCIDENTS = `
SELECT i.number, i.title, i.status, i.opened_at AS "openedAt" FROM incident i
WHERE i.tenant_id = :tenant AND i.client_id = ANY(:clients) AND i.workflow_id = $1
  AND (i.execution_id = $2 OR (i.opened_at <= $4 AND i.last_at >= $3))
ORDER BY i.opened_at DESC LIMIT 5`

async function loadRun(ctx: QueryContext, executionId: string): Promise<RunRecord> {
  const about = instantOf(executionId)
  if (!about) throw notFound('run')
  const [run] = await ctx.sql<RunRecord>(RUN, [
    executionId,
    new Date(about.getTime() - DAY_MS),
    new Date(about.getTime() + DAY_MS),
  ])
  if (!run) throw notFound('run')
  return run
}

async function neighboursOf(ctx: QueryContext, run: RunRecord) {
  const found = await ctx.sql<RunNeighbour & { side: string }>(NEIGHBOURS, [
    run.workflow.id,
    run.anchorAt,
    run.id,
    run.runKey,
  ])
  const on = (side: string) => found.filter((each) => each.side === side).map(({ side: _, ...neighbour }) => neighbour)
  return { previous: on('previous')[0] ?? null, next: on('next')[0] ?? null, attempts: on('attempt') }
}

/** One run with everything its sender told about it. The id's own time bounds every search. */
export const getRun = query(
  { action: 'run.get', can: 'workflow.read', input: z.strictObject({ executionId: zId }) },
  async (ctx, { executionId }): Promise<RunPage> => {
    const run = await loadRun(ctx, executionId)
    const received = [new Date(run.anchorAt.getTime() - 2 * DAY_MS), new Date(run.anchorAt.getTime() + 14 * DAY_MS)]
    const found = await ctx.sql<RunEvent>(EVENTS, [run.id, ...received])
    const events = found.slice(0, EVENTS_MAX)
    const incidents = await ctx.sql<RunPage['incidents'][number]>(INCIDENTS, [
      run.workflow.id,
      run.id,
      run.anchorAt,
      run.endedAt ?? run.anchorAt,
    ])
    const error =
      errorOf(events) ??
      (run.errorClass || run.errorStep ? { class: run.errorClass, message: null, step: run.errorStep } : null)
    return {
      run,
      error: run.status === 'failed' ? error : null,
      keys: keysOf(events),
      steps: stepsOf(events),
      events,
      isCut: found.length > EVENTS_MAX,
      ...(await neighboursOf(ctx, run)),
      incidents,
    }
  },
)
