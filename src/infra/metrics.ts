import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { platformQuery, pool } from './db'

/** Everything `/metrics` shows. One registry per process, also when Next bundles its own copy of this module. */
const shared = globalThis as typeof globalThis & { andonMetrics?: ReturnType<typeof create> }

const POOLS = ['andon_app', 'andon_ingest', 'andon_platform'] as const

function create() {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry, prefix: 'andon_' })
  const events = new Counter({
    name: 'andon_events_total',
    help: 'Events by outcome',
    labelNames: ['outcome'] as const,
    registers,
  })
  const ack = new Histogram({
    name: 'andon_ack_seconds',
    help: 'First byte read to answer sent, after the commit, per door and status',
    labelNames: ['door', 'status'] as const,
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12],
    registers,
  })
  const effects = new Histogram({
    name: 'andon_effect_seconds',
    help: 'Commit of the cause to the effect being done, per topic and outcome',
    labelNames: ['topic', 'outcome'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.12, 0.25, 0.5, 1, 2.5, 5, 15, 60, 600],
    registers,
  })
  databaseGauges(registers)
  return {
    registry,
    events: outcomes(events),
    ack,
    effects,
    answers: new Map<string, Histogram.Internal<'door' | 'status'>>(),
  }
}

/** One counter per outcome, looked up once: labels cost more than counting. */
function outcomes(events: Counter<'outcome'>) {
  const one = (outcome: string) => events.labels({ outcome })
  return {
    accepted: one('accepted'),
    duplicate: one('duplicate'),
    conflict: one('conflict'),
    rejected: one('rejected'),
  }
}

/** Asked of the database when somebody scrapes; NaN while it is away. */
function databaseGauges(registers: Registry[]): void {
  const gauge = (name: string, help: string, read: () => Promise<number>) =>
    new Gauge({
      name,
      help,
      registers,
      async collect() {
        this.set(await read().catch(() => Number.NaN))
      },
    })
  const seconds = (sql: string) => async () => Number((await platformQuery<{ value: number }>(sql))[0]?.value ?? 0)
  gauge(
    'andon_outbox_oldest_seconds',
    'Age of the oldest effect that is due and not done',
    seconds(
      `SELECT coalesce(extract(epoch FROM now() - min(not_before)), 0)::float8 AS value FROM outbox
       WHERE done_at IS NULL AND failed_at IS NULL AND not_before <= now()`,
    ),
  )
  gauge(
    'andon_timer_oldest_seconds',
    'How late the oldest due timer is',
    seconds(
      `SELECT coalesce(extract(epoch FROM now() - min(next_check_at)), 0)::float8 AS value FROM expectation_state WHERE next_check_at <= now()`,
    ),
  )
  gauge(
    'andon_default_partition_rows',
    'Rows outside every time partition (counted up to 1000); above 0 is an alarm',
    strays,
  )
  new Gauge({
    name: 'andon_pool_waiting',
    help: 'Callers waiting for a database connection',
    labelNames: ['pool'] as const,
    registers,
    collect() {
      for (const role of POOLS) this.set({ pool: role }, pool(role).waitingCount)
    },
  })
}

/** Only the owner reads partitions directly. */
async function strays(): Promise<number> {
  const { rows } = await pool('andon_owner').query<{ n: number }>(
    `SELECT ((SELECT count(*) FROM (SELECT FROM event_log_default LIMIT 1000) e)
           + (SELECT count(*) FROM (SELECT FROM execution_default LIMIT 1000) x))::int AS n`,
  )
  return rows[0]?.n ?? 0
}

function metrics(): ReturnType<typeof create> {
  shared.andonMetrics ??= create()
  return shared.andonMetrics
}

/** Counters of the ingest path. */
export const ingestMetrics = {
  count(result: { accepted: number; duplicates: number; conflicts: number; rejected: readonly unknown[] }): void {
    const { events } = metrics()
    if (result.accepted) events.accepted.inc(result.accepted)
    if (result.duplicates) events.duplicate.inc(result.duplicates)
    if (result.conflicts) events.conflict.inc(result.conflicts)
    if (result.rejected.length) events.rejected.inc(result.rejected.length)
  },
  /** How full the queue in front of the database is. */
  watchQueue(queue: { readonly events: number; readonly bytes: number }): void {
    const registers = [metrics().registry]
    new Gauge({
      name: 'andon_ingest_queue_events',
      help: 'Events waiting or in flight',
      registers,
      collect() {
        this.set(queue.events)
      },
    })
    new Gauge({
      name: 'andon_ingest_queue_bytes',
      help: 'Bytes waiting or in flight',
      registers,
      collect() {
        this.set(queue.bytes)
      },
    })
  },
}

/** Seconds from a request's first byte to its answer. */
export function observeAnswer(door: string, status: number, elapsedS: number): void {
  const { ack, answers } = metrics()
  const name = `${door} ${status}`
  const known = answers.get(name)
  const answer = known ?? ack.labels({ door, status: String(status) })
  if (!known) answers.set(name, answer)
  answer.observe(elapsedS)
}

/** Seconds from an effect's outbox row to its outcome. */
export function observeEffect(topic: string, outcome: string, elapsedS: number): void {
  metrics().effects.observe({ topic, outcome }, elapsedS)
}

/** The text a scraper reads. */
export async function renderMetrics(): Promise<{ contentType: string; body: string }> {
  const { registry } = metrics()
  return { contentType: registry.contentType, body: await registry.metrics() }
}
