import { z } from 'zod'
import type { Obligation } from '@/domain/expectation/outcome'
import { notFound } from '@/lib/errors'
import { zId } from '@/lib/ids'
import type { QueryContext } from '../context'
import { query } from '../define'
import { loadFacts, loadRules } from '../health/facts'
import { dayAt, replayDay } from '../ledger/settle'

/** Days of the ledger shown on one page. */
const DAYS = 31

/** A settled day: what was expected is the sum of what became of it. */
export interface LedgerDay {
  day: string
  expected: number
  met: number
  late: number
  missed: number
  excused: number
  pending: number
  downMs: number
}

const LEDGER_DAYS = `
SELECT d.day::text AS day, d.expected, d.met, d.late, d.missed, d.excused, d.pending, coalesce((
  SELECT sum(extract(epoch FROM coalesce(t.to_at, $4) - t.from_at) * 1000) FROM downtime t
  WHERE t.tenant_id = d.tenant_id AND t.expectation_id = d.expectation_id AND t.day = d.day), 0)::float8 AS "downMs"
FROM expectation_day d
WHERE d.tenant_id = :tenant AND d.client_id = ANY(:clients) AND d.expectation_id = $1 AND d.settled_at IS NOT NULL AND d.day <= $2
ORDER BY d.day DESC LIMIT $3`

const HISTORY = `
SELECT r.effective_at AS "effectiveAt" FROM expectation_rule r
WHERE r.tenant_id = :tenant AND r.client_id = ANY(:clients) AND r.expectation_id = $1 ORDER BY r.effective_at DESC LIMIT 20`

const FIND = `SELECT e.workflow_id AS "workflowId", e.client_id AS "clientId" FROM expectation e
WHERE e.tenant_id = :tenant AND e.client_id = ANY(:clients) AND e.id = $1`

interface Found {
  workflowId: string
  clientId: string
}

async function slotsOf(ctx: QueryContext, expectationId: string, found: Found, day: string): Promise<Obligation[]> {
  const replayed = await replayDay(ctx.sql, { expectationId, ...found }, day, ctx.now)
  return replayed?.obligations ?? []
}

/** An expectation: its rule and state, its ledger per day, and one day slot by slot, replayed now. */
export const getExpectation = query(
  {
    action: 'expectation.get',
    can: 'workflow.read',
    input: z.strictObject({ expectationId: zId, day: z.iso.date('day: must be a date, e.g. 2026-11-24').nullish() }),
  },
  async (ctx, { expectationId, day }) => {
    const [found] = await ctx.sql<Found>(FIND, [expectationId])
    if (!found) throw notFound('expectation')
    const { workflowId } = found
    const [workflow] = await loadFacts(ctx, { workflowId })
    const rule = (await loadRules(ctx, { workflowId })).find(({ id }) => id === expectationId)
    if (!workflow || !rule) throw notFound('expectation')
    const today = await dayAt(ctx.sql, workflowId, ctx.now)
    const shown = day && day <= today ? day : today
    return {
      rule,
      workflow,
      today,
      day: shown,
      days: await ctx.sql<LedgerDay>(LEDGER_DAYS, [expectationId, today, DAYS, ctx.now]),
      slots: await slotsOf(ctx, expectationId, found, shown),
      ruleChanges: (await ctx.sql<{ effectiveAt: Date }>(HISTORY, [expectationId])).map(
        ({ effectiveAt }) => effectiveAt,
      ),
      now: ctx.now,
    }
  },
)
export type ExpectationPage = Awaited<ReturnType<typeof getExpectation>>
