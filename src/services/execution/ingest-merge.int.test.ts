import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { executionEventOf, normalise } from '@/domain/event/normalise'
import { validateEvent } from '@/domain/event/validate'
import { type ExecutionState, mergeAll } from '@/domain/execution/merge'
import { closePools } from '@/infra/db'
import { castSender, rollupsAndRecount, rowsOf, type Sender } from '@/testing/sender'
import { ingestEvents } from './ingest'

let first: Sender
beforeAll(async () => {
  first = await castSender()
})
afterAll(closePools)

/** Starts are drawn more often: two of one run must meet. */
const TYPES = [
  'execution.started',
  'execution.started',
  'execution.started',
  'execution.succeeded',
  'execution.failed',
  'execution.cancelled',
  'step.a',
  'log',
] as const
const BASE = Date.now() - 3_600_000

/** Few runs, few instants and awkward keys, so that ties and contradictions are common. */
const zEvent = fc.record(
  {
    execution: fc.constantFrom('a', 'é'),
    type: fc.constantFrom(...TYPES),
    time: fc.integer({ min: 0, max: 5 }).map((step) => new Date(BASE + step * 40_000).toISOString()),
    attempt: fc.constantFrom(1, 2),
    durationMs: fc.integer({ min: 0, max: 2_147_483_647 }),
    version: fc.constantFrom('1', '2', '\u{1F600}', '\uffe0'),
    definitionHash: fc.constantFrom('a', 'b'),
    measures: fc.constantFrom({}, { rows: 0 }, { rows: 12, weight_kg: 0.5 }),
    data: fc.constantFrom({ mode: 'manual' }, { mode: 'webhook' }, {}),
    error: fc.record({ class: fc.constantFrom('x', 'y'), step: fc.constantFrom('s', 't') }),
  },
  { requiredKeys: ['execution', 'type', 'time'] },
)
const KEYS = ['k', 'K', '\u{1F600}', '\uffe0', 'k2', 'ß', '0', 'zz']

const plan = fc.array(zEvent, { minLength: 3, maxLength: KEYS.length }).chain((events) => {
  const keyed = events.map((event, index) => ({ id: KEYS[index] ?? '', workflow: 'w', ...event }))
  return fc.record({
    events: fc.constant(keyed),
    order: fc.shuffledSubarray(keyed, { minLength: keyed.length }),
    cuts: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: keyed.length, maxLength: keyed.length }),
  })
})

function batches<T>(items: readonly T[], cuts: readonly number[]): T[][] {
  const rest = [...items]
  return cuts.map((size) => rest.splice(0, size)).filter((batch) => batch.length > 0)
}

function oracle(events: readonly unknown[]): Map<string, ExecutionState | null> {
  const runs = new Map<string, NonNullable<ReturnType<typeof executionEventOf>>[]>()
  for (const raw of events) {
    const checked = validateEvent(raw)
    if (!checked.ok) throw new Error(checked.reason)
    const normalised = normalise(checked.event, Date.now())
    const said = executionEventOf(normalised)
    const name = `${normalised.runKey}#${normalised.attempt}`
    if (said) runs.set(name, [...(runs.get(name) ?? []), said])
  }
  return new Map([...runs].map(([name, said]) => [name, mergeAll(said)]))
}

const STORED = `SELECT run_key || '#' || attempt AS name, status, status_at, status_key, started_at, ended_at, duration_ms, error_class, error_step, version,
  definition_hash, measures, is_manual
  FROM execution WHERE tenant_id = $1 AND source_id = $2`

interface StoredRow {
  name: string
  status: ExecutionState['status']
  status_at: Date
  status_key: string
  started_at: Date | null
  ended_at: Date | null
  duration_ms: number | null
  error_class: string | null
  error_step: string | null
  version: string | null
  definition_hash: string | null
  measures: Record<string, number> | null
  is_manual: boolean
}

async function stored(sender: Sender): Promise<Map<string, ExecutionState>> {
  const rows = await rowsOf<StoredRow>(STORED, [sender.tenantId, sender.sourceId])
  const stateOf = (row: StoredRow): ExecutionState => ({
    status: row.status,
    statusAt: row.status_at.getTime(),
    statusKey: row.status_key,
    startedAt: row.started_at?.getTime() ?? null,
    endedAt: row.ended_at?.getTime() ?? null,
    durationMs: row.duration_ms,
    errorClass: row.error_class,
    errorStep: row.error_step,
    version: row.version,
    definitionHash: row.definition_hash,
    measures: row.measures,
    isManual: row.is_manual,
  })
  return new Map(rows.map((row) => [row.name, stateOf(row)]))
}

it('gives the run of the domain’s merge, in any order, any batches and any repetition', async () => {
  await fc.assert(
    fc.asyncProperty(plan, async ({ events, order, cuts }) => {
      const sender = await castSender(first.partner)
      const send = (batch: readonly unknown[]) =>
        ingestEvents(sender.caller, { clientId: sender.clientId, sourceId: sender.sourceId, events: batch })
      const sent = batches(order, cuts)
      // the first half one after the other, the rest at the same time, as two senders do
      for (const batch of sent.slice(0, sent.length >> 1)) await send(batch)
      await Promise.all(sent.slice(sent.length >> 1).map(send))
      await send(events)
      expect(await stored(sender)).toEqual(oracle(events))
    }),
    { numRuns: 60 },
  )
  const { rollups, recount } = await rollupsAndRecount(first.tenantId)
  expect(rollups).toEqual(recount)
  expect(rollups.length).toBeGreaterThan(10)
}, 120_000)
