import { z } from 'zod'
import { decodeCursor, pageInput, toPage } from '@/lib/cursor'
import { zId } from '@/lib/ids'
import { query } from '../define'

/** One line of the ledger as it was last settled. */
export const ObligationRecord = z
  .object({
    expectationId: z.uuid(),
    workflowId: z.uuid(),
    day: z.string().describe('the plant’s local day'),
    dueAt: z.date(),
    ref: z.string().describe('what is owed by name; empty where slots have none'),
    deadlineAt: z.date(),
    outcome: z.enum(['met', 'late', 'missed', 'excused', 'pending']),
    metAt: z.date().nullable(),
    executionId: z.uuid().nullable(),
    reason: z.string().nullable(),
    runs: z.int().min(0).describe('successes that were for it; more than one = done twice'),
  })
  .meta({ id: 'Obligation', description: 'One expected event and what became of it.' })
export type ObligationRecord = z.output<typeof ObligationRecord>

const SELECT = `
SELECT o.expectation_id AS "expectationId", o.workflow_id AS "workflowId", o.day::text AS day, o.due_at AS "dueAt", o.ref,
  o.deadline_at AS "deadlineAt", o.outcome::text AS outcome, o.met_at AS "metAt", o.execution_id AS "executionId", o.reason, o.runs
FROM obligation o
WHERE o.tenant_id = :tenant AND o.client_id = ANY(:clients) AND o.expectation_id = $1 AND o.outcome <> 'void'
  AND ($2::timestamptz IS NULL OR (o.due_at, o.ref) > ($2, $3)) AND ($4::date IS NULL OR o.day >= $4) AND ($5::date IS NULL OR o.day <= $5)
ORDER BY o.due_at, o.ref LIMIT $6`

const zDay = z.iso.date('must be a date, e.g. 2026-11-24').optional()
const input = z.strictObject({ ...pageInput, expectationId: zId, fromDay: zDay, toDay: zDay })

/** The ledger of an expectation, oldest first; today as far as it was settled (at most five minutes ago). */
export const pageObligations = query(
  { action: 'expectation.obligations', can: 'workflow.read', input },
  async (ctx, { cursor, limit, expectationId, fromDay, toDay }) => {
    const after = decodeCursor(cursor, z.tuple([z.iso.datetime(), z.string()]))
    const rows = await ctx.sql<ObligationRecord>(SELECT, [
      ...[expectationId, after?.[0] ?? null, after?.[1] ?? '', fromDay ?? null, toDay ?? null],
      limit + 1,
    ])
    return toPage(rows, limit, ({ dueAt, ref }) => [dueAt.toISOString(), ref])
  },
)
