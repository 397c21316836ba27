import { addDays, daySpan, localDay } from '@/domain/calendar/day'
import type { Obligation } from '@/domain/expectation/outcome'
import type { DownSpan, Replayed, ReplayState } from '@/domain/expectation/replay'
import { completenessOf, replay } from '@/domain/expectation/replay'
import { platformQuery, type Sql } from '@/infra/db'
import { logger } from '@/infra/logger'
import type { Span } from '@/lib/span'
import type { Caller } from '../context'
import { sealed } from '../effect/sealed'
import { markDirtyDays } from '../rollup/mark'
import { closingJson, readClosing } from './closing'
import { loadReplayFacts, plantOf, type Subject } from './settle-facts'

const MINUTE_MS = 60_000
/** Time alone changes today's ledger; so often is soon enough, since pages replay today themselves. */
const TODAY_EVERY_MS = 5 * MINUTE_MS
/** A day that cannot be settled is tried again after this long. */
const POSTPONE_MS = 3_600_000
const BATCH = 500

interface DirtyDay extends Subject {
  day: string
}

/** The oldest unsettled day of each expectation: days are settled in order, each from where the day before ended. */
const LOCK = `
SELECT d.client_id AS "clientId", d.workflow_id AS "workflowId", d.expectation_id AS "expectationId", d.day::text AS day FROM expectation_day d
WHERE d.tenant_id = :tenant AND d.expectation_id = $1 AND d.check_at <= $2 ORDER BY d.day LIMIT 1 FOR UPDATE SKIP LOCKED`

const OPENING = `
SELECT d.closing FROM expectation_day d
WHERE d.tenant_id = :tenant AND d.expectation_id = $1 AND d.day < $2 ORDER BY d.day DESC LIMIT 1`

/** Sets the day: rows that are no longer expected become void, never stay. */
const SET = `
WITH given AS MATERIALIZED (SELECT $1::json AS it),
owed AS (
  INSERT INTO obligation AS o (tenant_id, expectation_id, due_at, ref, client_id, workflow_id, day, deadline_at, outcome, met_at, execution_id, reason, runs)
  SELECT :tenant, $2, x.due_at, x.ref, $3, $4, $5, x.deadline_at, x.outcome, x.met_at, x.execution_id, x.reason, x.runs
  FROM given, json_to_recordset(given.it->'obligations') AS x(due_at timestamptz, ref text, deadline_at timestamptz, outcome obligation_outcome,
    met_at timestamptz, execution_id uuid, reason text, runs int)
  ON CONFLICT (tenant_id, expectation_id, due_at, ref) DO UPDATE SET day = excluded.day, deadline_at = excluded.deadline_at,
    outcome = excluded.outcome, met_at = excluded.met_at, execution_id = excluded.execution_id, reason = excluded.reason, runs = excluded.runs
  WHERE (o.day, o.deadline_at, o.outcome, o.met_at, o.execution_id, o.reason, o.runs) IS DISTINCT FROM
    (excluded.day, excluded.deadline_at, excluded.outcome, excluded.met_at, excluded.execution_id, excluded.reason, excluded.runs)
  RETURNING 1
), voided AS (
  UPDATE obligation o SET outcome = 'void', met_at = NULL, execution_id = NULL, reason = NULL, runs = 0
  FROM given WHERE o.tenant_id = :tenant AND o.expectation_id = $2 AND o.due_at >= $6 AND o.due_at < $7 AND o.outcome <> 'void'
    AND NOT EXISTS (SELECT FROM json_to_recordset(given.it->'obligations') AS x(due_at timestamptz, ref text) WHERE x.due_at = o.due_at AND x.ref = o.ref)
  RETURNING 1
), down AS (
  INSERT INTO downtime AS t (tenant_id, expectation_id, from_at, to_at, client_id, workflow_id, day, reason)
  SELECT :tenant, $2, x.from_at, x.to_at, $3, $4, $5, x.reason
  FROM given, json_to_recordset(given.it->'downSpans') AS x(from_at timestamptz, to_at timestamptz, reason text)
  ON CONFLICT (tenant_id, expectation_id, from_at) DO UPDATE SET to_at = excluded.to_at, reason = excluded.reason, day = excluded.day
  WHERE (t.to_at, t.reason, t.day) IS DISTINCT FROM (excluded.to_at, excluded.reason, excluded.day)
  RETURNING 1
), undone AS (
  UPDATE downtime t SET to_at = t.from_at
  FROM given WHERE t.tenant_id = :tenant AND t.expectation_id = $2 AND t.from_at >= $6 AND t.from_at < $7 AND t.to_at IS DISTINCT FROM t.from_at
    AND NOT EXISTS (SELECT FROM json_to_recordset(given.it->'downSpans') AS x(from_at timestamptz) WHERE x.from_at = t.from_at)
  RETURNING 1
), settled AS (
  UPDATE expectation_day d SET expected = c.expected, met = c.met, late = c.late, missed = c.missed, excused = c.excused, pending = c.pending,
    closing = given.it->'closing', settled_at = $8, check_at = $9
  FROM given, json_to_record(given.it->'counts') AS c(expected int, met int, late int, missed int, excused int, pending int)
  WHERE d.tenant_id = :tenant AND d.expectation_id = $2 AND d.day = $5
)
SELECT (SELECT count(*) FROM owed) + (SELECT count(*) FROM voided) + (SELECT count(*) FROM down) + (SELECT count(*) FROM undone) AS changed`

/** The day after begins where this one ends: it is settled again when that has changed. */
const FOLLOW = `
INSERT INTO expectation_day AS d (tenant_id, expectation_id, day, client_id, workflow_id, check_at) VALUES (:tenant, $1, $2, $3, $4, $5)
ON CONFLICT (tenant_id, expectation_id, day) DO UPDATE SET check_at = least(d.check_at, excluded.check_at)
WHERE $6 AND (d.check_at IS NULL OR d.check_at > excluded.check_at)`

const obligationRow = ({ dueAt, ref, deadlineAt, outcome, metAt, executionId, reason, runs }: Obligation) => ({
  due_at: dueAt,
  ref,
  deadline_at: deadlineAt,
  outcome,
  met_at: metAt,
  execution_id: executionId,
  reason,
  runs,
})
const downRow = ({ from, to, isOpen, reason }: DownSpan) => ({ from_at: from, to_at: isOpen ? null : to, reason })

/** When time alone may change the day; null = it is over and nothing is open. */
function checkAt({ obligations }: Replayed, { to }: Span, now: Date): Date | null {
  const open = obligations.filter(({ outcome }) => outcome === 'pending').map(({ deadlineAt }) => deadlineAt.getTime())
  const next = Math.min(...open)
  if (now >= to) return open.length > 0 ? new Date(Math.max(next, now.getTime() + MINUTE_MS)) : null
  return new Date(Math.min(to.getTime(), Math.max(next, now.getTime() + TODAY_EVERY_MS)))
}

/** A day's replay, from where the day before ended. */
export interface ReplayedDay extends Replayed {
  span: Span
  opening: ReplayState | null
}

/** Replays one local day of an expectation as it stands now. Reads only. */
export async function replayDay(sql: Sql, subject: Subject, day: string, now: Date): Promise<ReplayedDay | null> {
  const plant = await plantOf(sql, subject.workflowId)
  const span = daySpan(plant.zone, day)
  const facts = await loadReplayFacts(sql, subject, { span, plant })
  const first = facts.rules[0]
  if (!first || first.effectiveAt >= span.to) return null
  const [before] = await sql<{ closing: unknown }>(OPENING, [subject.expectationId, day])
  const opening = readClosing(before?.closing ?? null)
  return { ...replay(opening, facts, span, now), span, opening }
}

/** Settles the oldest day that asks for it; false when there is none. */
async function settleNext(sql: Sql, now: Date, expectationId: string): Promise<boolean> {
  const [dirty] = await sql<DirtyDay>(LOCK, [expectationId, now])
  if (!dirty) return false
  const { day, clientId, workflowId } = dirty
  const [stood] = await sql<{ closing: unknown }>(
    'SELECT d.closing FROM expectation_day d WHERE d.tenant_id = :tenant AND d.expectation_id = $1 AND d.day = $2',
    [expectationId, day],
  )
  const replayed = await replayDay(sql, dirty, day, now)
  if (!replayed) return postponeDay(sql, dirty, now)
  const { span, obligations, downSpans } = replayed
  const closing = closingJson(replayed.closing)
  const given = {
    closing,
    counts: completenessOf(obligations),
    obligations: obligations.map(obligationRow),
    downSpans: downSpans.map(downRow),
  }
  const place = [expectationId, clientId, workflowId, day, span.from, span.to]
  const next = checkAt(replayed, span, now)
  const [set] = await sql<{ changed: string }>(SET, [JSON.stringify(given), ...place, now, next])
  if (Number(set?.changed) > 0)
    await markDirtyDays(sql, [
      { clientId, subject: `workflow:${workflowId}`, reason: 'obligations', fromDay: day, toDay: day },
    ])
  const hasMoved =
    stood?.closing === null || JSON.stringify(readClosing(stood?.closing)) !== JSON.stringify(readClosing(closing))
  // A day on which nothing happened ends as it stood before midnight: the day after begins all the same.
  if (now >= span.to) await sql(FOLLOW, [expectationId, addDays(day, 1), clientId, workflowId, now, hasMoved])
  return true
}

async function postponeDay(sql: Sql, { expectationId, day }: DirtyDay, now: Date): Promise<boolean> {
  await sql(
    'UPDATE expectation_day d SET check_at = $3 WHERE d.tenant_id = :tenant AND d.expectation_id = $1 AND d.day = $2',
    [expectationId, day, new Date(now.getTime() + POSTPONE_MS)],
  )
  return true
}

async function settleExpectation(caller: Caller, expectationId: string): Promise<number> {
  let days = 0
  try {
    while (await sealed(caller.scope, (sql, now) => settleNext(sql, now, expectationId))) days++
  } catch (error) {
    logger.error({ err: error, expectationId }, 'a day of an expectation could not be settled; it waits an hour')
    await sealed(caller.scope, (sql, now) =>
      sql(
        `UPDATE expectation_day d SET check_at = $2 WHERE d.tenant_id = :tenant AND d.expectation_id = $1 AND d.check_at <= $3`,
        [expectationId, new Date(now.getTime() + POSTPONE_MS), now],
      ),
    )
  }
  return days
}

const OF_CLIENT = `
SELECT DISTINCT d.expectation_id AS id FROM expectation_day d
WHERE d.tenant_id = :tenant AND d.client_id = $1 AND (d.check_at <= $2 OR (d.day = ANY($3::date[]) AND d.settled_at < $2))`

/** Brings the ledger of a client's expectations up to date now, today included: what a month or a page rests on. */
export async function settleClientLedger(caller: Caller, clientId: string): Promise<number> {
  const due = await sealed(caller.scope, (sql, now) => sql<{ id: string }>(OF_CLIENT, [clientId, now, []]))
  let days = 0
  for (const { id } of due) days += await settleExpectation(caller, id)
  return days
}

/** Every day whose ledger asks to be settled, for all partners; safe beside other workers. Returns how many were set. */
export async function settleLedgers(callerOf: (tenantId: string) => Caller): Promise<number> {
  const due = await platformQuery<{ tenant_id: string; expectation_id: string }>(
    `SELECT tenant_id, expectation_id FROM expectation_day WHERE check_at <= now() ORDER BY check_at LIMIT ${BATCH}`,
  )
  const subjects = new Map(due.map((row) => [row.expectation_id, row.tenant_id]))
  let days = 0
  for (const [expectationId, tenantId] of subjects) days += await settleExpectation(callerOf(tenantId), expectationId)
  return days
}

/** The local day of an instant in the plant of a workflow. */
export async function dayAt(sql: Sql, workflowId: string, at: Date): Promise<string> {
  return localDay((await plantOf(sql, workflowId)).zone, at)
}
