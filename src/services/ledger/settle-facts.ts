import { alwaysOpen, type PlantCalendar } from '@/domain/calendar/schema'
import type { Pause, ReplayRun } from '@/domain/expectation/outcome'
import type { Hit, Owed } from '@/domain/expectation/owed'
import type { ReplayFacts, RuleVersion } from '@/domain/expectation/replay'
import { deadlineOf, nextSlot } from '@/domain/expectation/schedule'
import { type Expectation, isScheduled } from '@/domain/expectation/schema'
import { specOf } from '@/domain/expectation/spec'
import type { Sql } from '@/infra/db'
import type { Span } from '@/lib/span'
import { loadWorkflowCalendars } from '../calendar/load'
import { needsPlant } from '../evaluation/plant'

const DAY_MS = 24 * 3_600_000
/** A run is found by its first event: one that lasts longer than this is not. */
const LONGEST_MS = 8 * DAY_MS
/** A slot is judged by the runs that began for it; a rule due once a month need not look a month ahead. */
const AHEAD_MAX_MS = 32 * DAY_MS
const FAR = new Date('9999-01-01T00:00:00Z')

interface RuleRow {
  effectiveAt: Date
  rule: Omit<Expectation, 'createdAt' | 'plant' | 'spec'> & { spec: unknown }
}

const RULES = `
SELECT r.effective_at AS "effectiveAt", r.rule FROM expectation_rule r
WHERE r.tenant_id = :tenant AND r.expectation_id = $1 ORDER BY r.effective_at`

const PAUSES = `
SELECT t.at, t.to_state = 'paused' AS "isPause" FROM transition t
WHERE t.tenant_id = :tenant AND t.subject_id = $1 AND (t.from_state = 'paused' OR t.to_state = 'paused') ORDER BY t.at, t.seq`

const RUN = `x.id AS "executionId", x.status, x.started_at AS "startedAt", x.status_at AS at, x.is_manual AS "isManual", x.measures,
  x.duration_ms AS "durationMs"`

/** Runs that touch the stretch, and the first success after it: what was missed may have been made good much later. */
const RUNS = `
(SELECT ${RUN} FROM execution x
WHERE x.tenant_id = :tenant AND x.workflow_id = $1 AND x.anchor_at >= $2 AND x.anchor_at < $4 AND (x.status_at >= $3 OR x.status = 'running'))
UNION ALL
(SELECT ${RUN} FROM execution x
WHERE x.tenant_id = :tenant AND x.workflow_id = $1 AND x.anchor_at >= $4 AND x.status = 'succeeded' AND NOT x.is_manual
ORDER BY x.anchor_at LIMIT 1)`

const OWED = `
SELECT d.due_at AS "dueAt", d.ref, d.trigger_at AS "triggerAt", d.withdrawn_at AS "withdrawnAt", d.withdrawn_reason AS "withdrawnReason"
FROM expectation_due d WHERE d.tenant_id = :tenant AND d.expectation_id = $1 AND d.due_at >= $2 AND d.due_at < $3 ORDER BY d.due_at, d.ref`

const HITS = `
SELECT h.execution_id AS "executionId", h.ref, h.at FROM expectation_hit h
WHERE h.tenant_id = :tenant AND h.expectation_id = $1 AND h.at >= $2 AND h.ref = ANY(
  SELECT d.ref FROM expectation_due d WHERE d.tenant_id = :tenant AND d.expectation_id = $1 AND d.due_at >= $2 AND d.due_at < $3)`

/** An expectation whose days are settled. */
export interface Subject {
  expectationId: string
  clientId: string
  workflowId: string
}

function rulesOf(rows: readonly RuleRow[], plant: PlantCalendar): RuleVersion[] {
  const createdAt = rows[0]?.effectiveAt ?? FAR
  return rows.map(({ effectiveAt, rule: { spec, ...rule } }) => {
    const read = { ...rule, spec: specOf(spec) }
    return { effectiveAt, rule: { ...read, createdAt, plant: needsPlant(read) ? plant : null } }
  })
}

function pausesOf(rows: readonly { at: Date; isPause: boolean }[]): Pause[] {
  const pauses: Pause[] = []
  for (const { at, isPause } of rows) {
    if (isPause) pauses.push({ from: at, to: FAR })
    else if (pauses.length > 0) pauses.push({ from: (pauses.pop() as Pause).from, to: at })
  }
  return pauses
}

/** Up to when runs may have begun for a slot of the span. */
function reachOf(rule: Expectation, { to }: Span): Date {
  const next = isScheduled(rule) ? nextSlot(rule, to) : null
  const reach = Math.max(next?.getTime() ?? 0, deadlineOf(rule, to).getTime())
  return new Date(Math.min(reach, to.getTime() + AHEAD_MAX_MS))
}

/** The calendar by which a workflow's days are cut; without a plant they are days of UTC. */
export async function plantOf(sql: Sql, workflowId: string): Promise<PlantCalendar> {
  return (await loadWorkflowCalendars(sql, [workflowId])).get(workflowId) ?? alwaysOpen('UTC')
}

/** Everything that happened around a span, for `replay`. */
export async function loadReplayFacts(
  sql: Sql,
  { expectationId, workflowId }: Subject,
  { span, plant }: { span: Span; plant: PlantCalendar },
): Promise<ReplayFacts> {
  const rules = rulesOf(await sql<RuleRow>(RULES, [expectationId]), plant)
  const rule = rules.findLast(({ effectiveAt }) => effectiveAt < span.to)?.rule
  if (!rule) return { rules, runs: [], pauses: [], owed: [], hits: [] }
  const pauses = pausesOf(await sql<{ at: Date; isPause: boolean }>(PAUSES, [expectationId]))
  const since = new Date(span.from.getTime() - LONGEST_MS)
  const runs = await sql<ReplayRun>(RUNS, [
    workflowId,
    since,
    new Date(span.from.getTime() - DAY_MS),
    reachOf(rule, span),
  ])
  if (isScheduled(rule)) return { rules, runs, pauses, owed: [], hits: [] }
  const owed = await sql<Owed>(OWED, [expectationId, new Date(span.from.getTime() - 3 * DAY_MS), span.to])
  const hits = await sql<Hit>(HITS, [expectationId, since, span.to])
  return { rules, runs, pauses, owed, hits }
}
