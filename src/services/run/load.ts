import type { ExecutionStatus } from '@/domain/execution/merge'
import type { QueryContext } from '../context'
import { byIndex } from './by-index'

/** The instant inside a UUIDv7 (RFC 9562, first 48 bits in milliseconds); null for any other id, which cannot be a run's. */
export function instantOf(id: string): Date | null {
  const hex = id.replaceAll('-', '')
  return hex[12] === '7' ? new Date(Number.parseInt(hex.slice(0, 12), 16)) : null
}

/** One run as a table row. */
export interface Run {
  id: string
  anchorAt: Date
  runKey: string
  attempt: number
  status: ExecutionStatus
  startedAt: Date | null
  endedAt: Date | null
  /** as the sender measured it, else end minus start */
  durationMs: number | null
  errorClass: string | null
  errorStep: string | null
  version: string | null
  /** business keys the sender gave, such as the order number */
  keys: Record<string, string> | null
}

export interface RunFilter {
  workflowId: string
  status: ExecutionStatus | null
  from: Date
  to: Date
  /** runs that ended (or, still running, began) in the span; else those that began in it, which needs no look at their ends */
  byEnd: boolean
  /** continue after this run: its anchor and id */
  after: { anchorAt: Date; id: string } | null
  limit: number
}

/** A run that began longer ago than this before its end is outside a span's search. */
const LONGEST_RUN = `interval '2 days'`

const RUNS = `
SELECT x.*, k.keys
FROM (
  SELECT x.tenant_id, x.id, x.anchor_at AS "anchorAt", x.run_key AS "runKey", x.attempt, x.status, x.started_at AS "startedAt",
    x.ended_at AS "endedAt", coalesce(x.duration_ms, greatest(0, extract(epoch FROM x.ended_at - x.started_at) * 1000)::float8) AS "durationMs",
    x.error_class AS "errorClass", x.error_step AS "errorStep", x.version
  FROM execution x
  WHERE x.tenant_id = :tenant AND x.client_id = ANY(:clients) AND x.workflow_id = $1
    AND x.anchor_at >= $2::timestamptz - CASE WHEN $8 THEN ${LONGEST_RUN} ELSE interval '0' END AND x.anchor_at < $3
    AND (NOT $8 OR (coalesce(x.ended_at, x.anchor_at) >= $2 AND coalesce(x.ended_at, x.anchor_at) < $3))
    AND ($4::text IS NULL OR x.status = $4::execution_status)
    AND ($5::timestamptz IS NULL OR (x.anchor_at, x.id) < ($5, $6::uuid))
  ORDER BY x.anchor_at DESC, x.id DESC
  LIMIT $7) x
LEFT JOIN LATERAL (
  SELECT e.payload -> 'keys' AS keys FROM event_log e
  WHERE e.tenant_id = x.tenant_id AND e.execution_id = x.id AND e.payload ? 'keys'
    AND e.received_at >= x."anchorAt" - interval '1 day' AND e.received_at < x."anchorAt" + interval '3 days'
  ORDER BY e.received_at LIMIT 1) k ON true
ORDER BY x."anchorAt" DESC, x.id DESC`

/** Newest first; bounded in time, so that only the partitions of the span are read. */
export async function loadRuns(ctx: QueryContext, filter: RunFilter): Promise<Run[]> {
  const { workflowId, from, to, byEnd, status, after, limit } = filter
  const place = [after?.anchorAt ?? null, after?.id ?? null]
  const rows = await byIndex(ctx.sql, () =>
    ctx.sql<Run & { tenant_id: string }>(RUNS, [workflowId, from, to, status, ...place, limit, byEnd]),
  )
  return rows.map(({ tenant_id: _, ...run }) => run)
}
