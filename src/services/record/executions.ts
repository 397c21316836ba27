import { z } from 'zod'
import { EXECUTION_STATUSES } from '@/domain/execution/merge'
import { decodeCursor, pageInput, toPage } from '@/lib/cursor'
import { notFound } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { query } from '../define'
import { byIndex } from '../run/by-index'
import type { ExecutionRecord } from './schema'

/** How far back a list looks that names no `since`: the newest partitions are all it reads. */
const SPAN_MS = 31 * 86_400_000

const COLUMNS = `x.id, x.client_id AS "clientId", x.workflow_id AS "workflowId", x.run_key AS execution, x.attempt, x.status,
  x.started_at AS "startedAt", x.ended_at AS "endedAt", x.duration_ms AS "durationMs", x.error_class AS "errorClass",
  x.error_step AS "errorStep", x.version, to_char(x.anchor_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS place`

const SELECT = `
SELECT ${COLUMNS}
FROM execution x
WHERE x.tenant_id = :tenant AND x.client_id = ANY(:clients) AND x.anchor_at >= $1`

/** The newest of each client, by its index, then the newest of those: what is read does not grow with the history. */
const PAGE = `
SELECT ${COLUMNS}
FROM client c CROSS JOIN LATERAL (
  SELECT x.* FROM execution x
  WHERE x.tenant_id = :tenant AND x.client_id = c.id AND x.anchor_at >= $1
    AND ($2::uuid IS NULL OR x.workflow_id = $2) AND ($3::execution_status IS NULL OR x.status = $3)
    AND ($4::timestamptz IS NULL OR (x.anchor_at <= $4 AND (x.anchor_at, x.id) < ($4, $5::uuid)))
  ORDER BY x.anchor_at DESC, x.id DESC LIMIT $6) x
WHERE c.tenant_id = :tenant AND c.id = ANY(:clients)
ORDER BY x.anchor_at DESC, x.id DESC LIMIT $6`

interface Row extends ExecutionRecord {
  place: string
}

function recordOf({ place: _, ...record }: Row): ExecutionRecord {
  return record
}

const input = z.strictObject({
  ...pageInput,
  workflowId: zId.optional(),
  status: z.enum(EXECUTION_STATUSES, `status: must be one of ${EXECUTION_STATUSES.join(', ')}`).optional(),
  since: z.iso
    .datetime({ offset: true, error: 'since: must be an instant, e.g. 2026-11-01T00:00:00Z' })
    .describe('runs whose first event is not older; 31 days ago by default')
    .optional(),
})

/** Runs inside the scope, newest first. */
export const pageExecutions = query({ action: 'execution.page', can: 'workflow.read', input }, async (ctx, given) => {
  const after = decodeCursor(given.cursor, z.tuple([z.iso.datetime(), zId]))
  const since = given.since ? new Date(given.since) : new Date(ctx.now.getTime() - SPAN_MS)
  const filter = [since, given.workflowId ?? null, given.status ?? null]
  const place = [after?.[0] ?? null, after?.[1] ?? null]
  const rows = await byIndex(ctx.sql, () => ctx.sql<Row>(PAGE, [...filter, ...place, given.limit + 1]))
  const page = toPage(rows, given.limit, ({ place, id }) => [place, id])
  return { ...page, data: page.data.map(recordOf) }
})

/** A UUIDv7's time is its execution's anchor in milliseconds, so that an id alone finds the partition. */
function anchorOf(id: string): Date {
  return new Date(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16))
}

/** One run. */
export const readExecution = query(
  { action: 'execution.read', can: 'workflow.read', input: z.strictObject({ executionId: zId }) },
  async (ctx, { executionId }) => {
    const anchor = anchorOf(executionId)
    const [row] = await ctx.sql<Row>(`${SELECT} AND x.anchor_at < $2 AND x.id = $3`, [
      anchor,
      new Date(anchor.getTime() + 1),
      executionId,
    ])
    if (!row) throw notFound('execution')
    return recordOf(row)
  },
)
