import { mintScope } from '@/domain/access/scope'
import { newId } from '@/lib/ids'
import { sweepExpectations } from '@/services/evaluation/sweep'
import { makeProbes } from '@/testing/scale/probes'
import { rowsOf, type Sender } from '@/testing/sender'
import type { Latency } from '../latency'
import { startProduct } from './processes'

const WORKFLOWS = 1_000
const PROBES = 300
/** Probes fall due one after the other, so that each waits for its own tick. */
const APART_MS = 110
const LEAD_MS = 6_000
const GIVE_UP_MS = 60_000

/** As autovacuum would have done by the time a table has so many rows. */
async function analyze(): Promise<void> {
  await rowsOf('ANALYZE workflow, expectation, expectation_state, incident, transition, outbox')
}

/** Rules spread over workflows, made by the server; their timers fire within a day, none of them soon. */
async function armTimers(sender: Sender, count: number): Promise<void> {
  const stem = newId().slice(-12)
  await rowsOf(
    `INSERT INTO workflow (tenant_id, id, client_id, key, name, lifecycle, tier, created_at)
     SELECT $1, gen_random_uuid(), $2, $3 || n, 'Armed ' || n, 'live', 2, now() FROM generate_series(1, ${WORKFLOWS}) n`,
    [sender.tenantId, sender.clientId, `armed-${stem}-`],
  )
  for (let done = 0; done < count; done += 250_000) {
    await rowsOf(
      `WITH w AS MATERIALIZED (SELECT id, row_number() OVER (ORDER BY id) - 1 AS n FROM workflow WHERE tenant_id = $1 AND key LIKE $3 || '%'),
       e AS (INSERT INTO expectation (tenant_id, id, client_id, workflow_id, kind, interval_s, zone, grace_s, created_at)
         SELECT $1, gen_random_uuid(), $2, w.id, 'interval', 3600, 'UTC', 600, now() - interval '1 day'
         FROM generate_series(1, $4::int) g JOIN w ON w.n = g % ${WORKFLOWS} RETURNING id, workflow_id)
       INSERT INTO expectation_state (tenant_id, expectation_id, client_id, workflow_id, status, since, due_at, last_met_at, next_check_at, seq, version)
       SELECT $1, id, $2, workflow_id, 'on_time', now(), t.due, now(), t.due, 1, 1
       FROM e CROSS JOIN LATERAL (SELECT now() + interval '1 hour' + random() * interval '23 hours' + (e.id IS NULL)::int * interval '0' AS due) t`,
      [sender.tenantId, sender.clientId, `armed-${stem}-`, Math.min(250_000, count - done)],
    )
  }
  await analyze()
}

interface DeadlineResult extends Latency {
  /** incidents that do not bear the computed deadline to the microsecond */
  wrongStamps: number
}

/** B7: milliseconds from a deadline to its incident's row being visible to others, by the database's clock. */
async function measureDeadlines(sender: Sender, bundle: string): Promise<DeadlineResult> {
  const worker = await startProduct('worker', bundle)
  const waiting = new Set(await makeProbes(sender, PROBES, { firstMs: LEAD_MS, apartMs: APART_MS }))
  const latencies: number[] = []
  let wrongStamps = 0
  const until = performance.now() + LEAD_MS + PROBES * APART_MS + GIVE_UP_MS
  while (waiting.size > 0) {
    if (performance.now() > until) throw new Error(`${waiting.size} deadlines passed without an incident`)
    const seen = await rowsOf<{ id: string; ms: number; is_exact: boolean }>(
      `SELECT i.expectation_id AS id, (extract(epoch FROM clock_timestamp() - s.due_at - interval '60 seconds') * 1000)::float8 AS ms,
         i.opened_at = s.due_at + interval '60 seconds' AS is_exact
       FROM incident i JOIN expectation_state s ON s.tenant_id = i.tenant_id AND s.expectation_id = i.expectation_id
       WHERE i.tenant_id = $1 AND i.expectation_id = ANY($2::uuid[]) AND i.detected_at > now() - interval '1 minute'`,
      [sender.tenantId, [...waiting]],
    )
    for (const { id, ms, is_exact } of seen) {
      waiting.delete(id)
      latencies.push(ms)
      if (!is_exact) wrongStamps++
    }
    await new Promise((resolve) => setTimeout(resolve, 4))
  }
  await worker.stop()
  // The first incidents load the worker's code.
  latencies.splice(0, 10)
  latencies.sort((a, b) => a - b)
  const at = (share: number) => latencies[Math.max(0, Math.ceil(latencies.length * share) - 1)] ?? Number.NaN
  return { p50: at(0.5), p99: at(0.99), max: at(1), wrongStamps }
}

interface EvaluationResult {
  /** per due rule, opening its incident */
  usPerRule: number
  /** a look with nothing due */
  idleMs: number
}

const BATCH = 10_000
const middle = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN

/** B8: what a due rule costs, incident included, in this process; and what a look costs when nothing is due. */
async function measureEvaluation(sender: Sender, rounds = 3): Promise<EvaluationResult> {
  const callerOf = () => ({
    scope: mintScope(sender.tenantId, null),
    actor: { kind: 'system' as const, name: 'bench' },
    requestId: newId(),
  })
  const perRule: number[] = []
  for (let round = 0; round <= rounds; round++) {
    await makeProbes(sender, BATCH, { firstMs: -100_000, apartMs: 0.001 })
    await analyze()
    const startedAt = performance.now()
    let looked = 0
    while (looked < BATCH) looked += (await sweepExpectations(callerOf)).looked
    // The first round warms up.
    if (round > 0) perRule.push(((performance.now() - startedAt) * 1000) / looked)
  }
  const idle: number[] = []
  for (let look = 0; look < 200; look++) {
    const startedAt = performance.now()
    await sweepExpectations(callerOf)
    idle.push(performance.now() - startedAt)
  }
  return { usPerRule: middle(perRule), idleMs: middle(idle) }
}

const ARMED = 1_000_000

/** Timers at a million armed rules, before and after a long history. */
export interface TimersMeasured {
  armed: number
  b7: DeadlineResult
  b8: EvaluationResult
  /** the same evaluation when the history has grown */
  b8Later: EvaluationResult | null
}

/** B7 and B8 at a million armed rules. Call `later` when the history has grown. */
export async function measureTimers(sender: Sender, bundle: string) {
  await armTimers(sender, ARMED)
  const b7 = await measureDeadlines(sender, bundle)
  const b8 = await measureEvaluation(sender)
  const measured: TimersMeasured = { armed: ARMED, b7, b8, b8Later: null }
  return { measured, later: async () => ({ ...measured, b8Later: await measureEvaluation(sender) }) }
}
