import { violationsOf } from '@/domain/expectation/assertion'
import { type Hit, type Owed, owedObligations } from '@/domain/expectation/owed'
import { type Expectation, isScheduled } from '@/domain/expectation/schema'
import type { Sql } from '@/infra/db'
import type { WatchedExpectation, WatchedRun, WatchedWorkflow } from './evaluate-watch'

const HOUR_MS = 3_600_000
/** What was closed a while ago still takes its success, so that nothing else does. */
const CLOSED_BACK_MS = 26 * HOUR_MS

/** The business key that names what is owed; null = the next success will do. */
function keyNameOf({ kind, spec }: Pick<Expectation, 'kind' | 'spec'>): string | null {
  return kind === 'trigger' ? (spec.trigger?.key ?? null) : spec.key
}

const KEYS = `
SELECT l.execution_id AS id, l.payload->'keys' AS keys FROM event_log l
WHERE l.tenant_id = :tenant AND l.execution_id = ANY($1::uuid[]) AND l.payload ? 'keys' ORDER BY l.occurred_at`

/** The business keys of runs, from all their events. */
export async function keysOfRuns(
  sql: Sql,
  executionIds: readonly string[],
): Promise<Map<string, Record<string, string>>> {
  const found = new Map<string, Record<string, string>>()
  if (executionIds.length === 0) return found
  const rows = await sql<{ id: string; keys: Record<string, string> }>(KEYS, [executionIds])
  for (const { id, keys } of rows) found.set(id, { ...found.get(id), ...keys })
  return found
}

const NOTE = `
INSERT INTO expectation_hit (tenant_id, expectation_id, execution_id, client_id, ref, at)
SELECT :tenant, x.expectation_id, x.execution_id, $2, x.ref, x.at
FROM json_to_recordset($1) AS x(expectation_id uuid, execution_id uuid, ref text, at timestamptz)
ON CONFLICT (tenant_id, expectation_id, execution_id) DO UPDATE SET at = excluded.at, ref = excluded.ref
WHERE (expectation_hit.at, expectation_hit.ref) IS DISTINCT FROM (excluded.at, excluded.ref)`

/** Keeps which successes answer for what is owed, beyond the payloads they came in. */
export async function noteHits(
  sql: Sql,
  { clientId }: WatchedWorkflow,
  expectations: readonly WatchedExpectation[],
  runs: readonly WatchedRun[],
): Promise<void> {
  const named = expectations.filter(({ rule }) => !isScheduled(rule))
  const good = runs.filter(({ status, isManual }) => status === 'succeeded' && !isManual)
  if (named.length === 0 || good.length === 0) return
  const needsKeys = named.some(({ rule }) => keyNameOf(rule) !== null)
  const keys = needsKeys
    ? await keysOfRuns(
        sql,
        good.map(({ executionId }) => executionId),
      )
    : new Map()
  const hits = named.flatMap(({ id, rule }) => {
    const name = keyNameOf(rule)
    return good.flatMap((run) => {
      const ref = name === null ? '' : keys.get(run.executionId)?.[name]
      const isKept = violationsOf(rule.spec.assertions, run).length === 0
      return ref === undefined || !isKept
        ? []
        : [{ expectation_id: id, execution_id: run.executionId, ref, at: run.at }]
    })
  })
  if (hits.length > 0) await sql(NOTE, [JSON.stringify(hits), clientId])
}

const OPEN = `
SELECT d.expectation_id AS "expectationId", d.due_at AS "dueAt", d.ref, d.trigger_at AS "triggerAt", d.withdrawn_at AS "withdrawnAt",
  d.withdrawn_reason AS "withdrawnReason"
FROM expectation_due d
WHERE d.tenant_id = :tenant AND d.expectation_id = ANY($1::uuid[]) AND (d.closed_at IS NULL OR d.due_at > $2)
ORDER BY d.due_at, d.ref LIMIT 20000`

const HITS = `
SELECT h.expectation_id AS "expectationId", h.execution_id AS "executionId", h.ref, h.at FROM expectation_hit h
WHERE h.tenant_id = :tenant AND h.expectation_id = ANY($1::uuid[]) AND h.at > $2 ORDER BY h.at LIMIT 50000`

type OwedRow = Owed & { expectationId: string }
type HitRow = Hit & { expectationId: string }

function ofEach<T extends { expectationId: string }>(rows: readonly T[]): Map<string, T[]> {
  const grouped = new Map<string, T[]>()
  for (const row of rows) {
    const own = grouped.get(row.expectationId)
    if (own) own.push(row)
    else grouped.set(row.expectationId, [row])
  }
  return grouped
}

/** Puts what is owed by name, and what became of it by `now`, beside the rules that have no slots of their own. */
export async function withOwed(
  sql: Sql,
  expectations: readonly WatchedExpectation[],
  now: Date,
): Promise<WatchedExpectation[]> {
  const ids = expectations.filter(({ rule }) => !isScheduled(rule)).map(({ id }) => id)
  if (ids.length === 0) return [...expectations]
  const since = new Date(now.getTime() - CLOSED_BACK_MS)
  const owed = ofEach(await sql<OwedRow>(OPEN, [ids, since]))
  const oldest = Math.min(
    since.getTime(),
    ...[...owed.values()].map(([first]) => (first?.triggerAt ?? first?.dueAt ?? since).getTime()),
  )
  const hits = ofEach(await sql<HitRow>(HITS, [ids, new Date(oldest - 2 * CLOSED_BACK_MS)]))
  return expectations.map((expectation) => {
    const { id, rule } = expectation
    if (isScheduled(rule)) return expectation
    const facts = { now, isByRef: keyNameOf(rule) !== null, isPaused: () => false }
    return { ...expectation, owed: owedObligations(rule, owed.get(id) ?? [], hits.get(id) ?? [], facts) }
  })
}

const CLOSE = `
UPDATE expectation_due d SET closed_at = $2
FROM json_to_recordset($1) AS x(expectation_id uuid, due_at timestamptz, ref text)
WHERE d.tenant_id = :tenant AND d.expectation_id = x.expectation_id AND d.due_at = x.due_at AND d.ref = x.ref AND d.closed_at IS NULL`

const GIVE_UP_MS = 24 * HOUR_MS

/** What is met, withdrawn or a day past its deadline is looked at no more. */
export async function closeOwed(sql: Sql, expectations: readonly WatchedExpectation[], now: Date): Promise<void> {
  const done = expectations.flatMap(({ id, owed }) =>
    (owed ?? [])
      .filter(({ outcome, deadlineAt }) => {
        const isSettled = outcome === 'met' || outcome === 'late' || outcome === 'excused'
        return isSettled || now.getTime() >= deadlineAt.getTime() + GIVE_UP_MS
      })
      .map(({ dueAt, ref }) => ({ expectation_id: id, due_at: dueAt, ref })),
  )
  if (done.length > 0) await sql(CLOSE, [JSON.stringify(done), now])
}
