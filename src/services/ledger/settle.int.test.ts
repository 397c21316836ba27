import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withTenantSql } from '@/infra/db'
import { newId } from '@/lib/ids'
import { castClient, castPartner, machine } from '@/testing/cast'
import { Plant } from '@/testing/plant'
import type { Caller } from '../context'
import { evaluateWorkflow } from '../evaluation/evaluate'
import { settleLedgers } from './settle'

const HOUR = 3_600_000
const MINUTE = 60_000
let plant: Plant
let system: Caller
/** Three whole days of UTC, then today. */
const today = Math.floor(Date.now() / (24 * HOUR)) * 24 * HOUR
const at = (day: number, clock: string) => new Date(today + day * 24 * HOUR + Date.parse(`1970-01-01T${clock}:00Z`))

beforeAll(async () => {
  const partner = await castPartner()
  plant = await Plant.open(partner.tenantId, await castClient(partner))
  system = machine(partner.tenantId)
})
afterAll(() => plant.close())

const read = <Row>(text: string, values: unknown[] = []) => withTenantSql(system.scope, (sql) => sql<Row>(text, values))
const settle = () => settleLedgers((tenantId) => machine(tenantId))

async function ruleSince(createdAt: Date, row: Record<string, unknown>) {
  const workflowId = await plant.workflow({ name: 'Order release' })
  const own = { kind: 'cron', cron: '0 */6 * * *', zone: 'UTC', graceS: 600, spec: {}, ...row }
  const state = { status: 'new', nextCheckAt: null, dueAt: createdAt }
  const expectationId = await plant.rule(workflowId, state, { createdAt, ...own, spec: JSON.stringify(own.spec) })
  const day = createdAt.toISOString().slice(0, 10)
  const kept = { intervalS: null, maxDurationS: null, triggerWorkflowId: null, ...own }
  await plant.insert('expectation_rule', { expectationId, effectiveAt: createdAt, rule: JSON.stringify(kept) })
  await plant.insert('expectation_day', { expectationId, workflowId, day, checkAt: createdAt })
  return { workflowId, expectationId }
}

interface Day {
  day: string
  expected: number
  met: number
  late: number
  missed: number
  excused: number
  pending: number
  check_at: Date | null
}
const days = (expectationId: string) =>
  read<Day>(
    `SELECT d.day::text, d.expected, d.met, d.late, d.missed, d.excused, d.pending, d.check_at FROM expectation_day d
     WHERE d.tenant_id = :tenant AND d.expectation_id = $1 ORDER BY d.day`,
    [expectationId],
  )
const owed = (expectationId: string) =>
  read<{ due_at: Date; outcome: string; reason: string | null; runs: number }>(
    `SELECT o.due_at, o.outcome::text, o.reason, o.runs FROM obligation o
     WHERE o.tenant_id = :tenant AND o.expectation_id = $1 AND o.due_at < $2 ORDER BY o.due_at`,
    [expectationId, new Date(today)],
  )
const downtime = (expectationId: string) =>
  read<{ from_at: Date; to_at: Date | null }>(
    `SELECT t.from_at, t.to_at FROM downtime t WHERE t.tenant_id = :tenant AND t.expectation_id = $1 AND t.to_at IS DISTINCT FROM t.from_at
       AND t.from_at < $2 ORDER BY t.from_at`,
    [expectationId, new Date(today)],
  )

describe('the ledger', () => {
  it('closes every slot once, cuts downtime at midnight, and prints its completeness', async () => {
    const { workflowId, expectationId } = await ruleSince(at(-3, '00:30'), {})
    const run = (day: number, clock: string, row = {}) => plant.run(workflowId, at(day, clock), row)
    await run(-3, '06:01')
    await run(-3, '06:02') // done twice
    await run(-3, '12:20') // late
    await run(-3, '18:01', { isManual: true }) // counts nothing
    await run(-2, '00:01', { status: 'failed' })
    await run(-2, '06:00')
    await run(-2, '12:00')
    await run(-2, '18:00')
    for (const clock of ['00:01', '06:01', '12:01', '18:01']) await run(-1, clock)
    await settle()
    expect((await owed(expectationId)).map(({ outcome, reason, runs }) => [outcome, reason, runs])).toEqual([
      ['met', null, 2],
      ['late', 'finished_late', 1],
      ['missed', 'no_run', 0],
      ['missed', 'failed', 0],
      ['met', null, 1],
      ['met', null, 1],
      ['met', null, 1],
      ...Array.from({ length: 4 }, () => ['met', null, 1]),
    ])
    const [first, second, third, current] = await days(expectationId)
    expect(first).toMatchObject({ expected: 3, met: 1, late: 1, missed: 1, excused: 0, pending: 0, check_at: null })
    expect(second).toMatchObject({ expected: 4, met: 3, late: 0, missed: 1, check_at: null })
    expect(third).toMatchObject({ expected: 4, met: 4 })
    expect(current?.expected).toBe(4)
    expect(await downtime(expectationId)).toEqual([
      { from_at: at(-3, '12:10'), to_at: at(-3, '12:20') },
      { from_at: at(-3, '18:10'), to_at: at(-2, '00:00') },
      { from_at: at(-2, '00:00'), to_at: at(-2, '06:00') },
    ])
  })

  it('is set again by a late event, not added to, and the days after follow', async () => {
    const { workflowId, expectationId } = await ruleSince(at(-3, '00:30'), {})
    for (const clock of ['06:01', '12:01']) await plant.run(workflowId, at(-3, clock))
    for (const clock of ['06:01', '12:01', '18:01']) await plant.run(workflowId, at(-2, clock))
    for (const clock of ['00:01', '06:01', '12:01', '18:01']) await plant.run(workflowId, at(-1, clock))
    await settle()
    expect((await days(expectationId)).map(({ missed }) => missed).slice(0, 3)).toEqual([1, 1, 0])
    const before = await owed(expectationId)
    const runs = [await plant.run(workflowId, at(-3, '18:02')), await plant.run(workflowId, at(-2, '00:02'))]
    await evaluateWorkflow(system, { workflowId, executionIds: runs, outboxId: newId() })
    await plant.raw(`UPDATE expectation_day SET check_at = now() WHERE tenant_id = $1 AND check_at IS NOT NULL`)
    await settle()
    expect((await days(expectationId)).map(({ missed }) => missed).slice(0, 3)).toEqual([0, 0, 0])
    expect(await downtime(expectationId)).toEqual([])
    expect(await owed(expectationId)).toHaveLength(before.length)
    const settled = await days(expectationId)
    await plant.raw(`UPDATE expectation_day SET check_at = now() WHERE tenant_id = $1`)
    await settle()
    const again = await days(expectationId)
    expect(again.map(({ check_at, ...day }) => day)).toEqual(settled.map(({ check_at, ...day }) => day))
  })

  it('judges an interval by gaps: as many rows as gaps, never one per success', async () => {
    const interval = { kind: 'interval', cron: null, intervalS: 7200, graceS: 600 }
    const { workflowId, expectationId } = await ruleSince(at(-2, '00:00'), interval)
    for (let minute = 0; minute < 24 * 60; minute += 10) {
      const started = new Date(at(-2, '00:05').getTime() + minute * MINUTE)
      const isGap = minute > 10 * 60 && minute < 15 * 60
      if (!isGap) await plant.run(workflowId, started)
    }
    await settle()
    const [day] = await days(expectationId)
    expect(day).toMatchObject({ late: 1, missed: 0, excused: 0, pending: 0 })
    expect(day?.expected).toBeLessThan(26)
    expect(await downtime(expectationId)).toContainEqual({ from_at: at(-2, '12:15'), to_at: at(-2, '15:05') })
  })
})

describe('what a run obliges another workflow to', () => {
  it('is owed by its business key, late for one order and met for the other', async () => {
    const first = await plant.workflow({ name: 'Order release' })
    const spec = { trigger: { on: 'succeeded', withinS: 600, withinClock: 'always', key: 'order' } }
    const rule = { kind: 'trigger', cron: null, graceS: 60, triggerWorkflowId: first, spec }
    const createdAt = new Date(Date.now() - 3 * HOUR)
    const { workflowId, expectationId } = await ruleSince(createdAt, rule)
    const run = async (workflow: string, minutesAgo: number, order: string) => {
      const when = new Date(Date.now() - minutesAgo * MINUTE)
      const executionId = await plant.run(workflow, when)
      await plant.insert('event_log', {
        ...{ id: newId(), receivedAt: when, sourceId: newId(), workflowId: workflow, executionId, key: newId() },
        ...{
          type: 'execution.succeeded',
          occurredAt: when,
          clockSkew: false,
          payload: JSON.stringify({ keys: { order } }),
        },
      })
      await evaluateWorkflow(system, { workflowId: workflow, executionIds: [executionId], outboxId: newId() })
    }
    await run(first, 60, '4711')
    await run(first, 50, '4712')
    await run(workflowId, 45, '4712')
    await evaluateWorkflow(system, { workflowId, executionIds: [], outboxId: newId() })
    const [incident] = await read<{ title: string; status: string }>(
      `SELECT i.title, i.status::text FROM incident i WHERE i.tenant_id = :tenant AND i.expectation_id = $1`,
      [expectationId],
    )
    expect(incident).toEqual({ title: 'Order release did not happen for 4711', status: 'open' })
    await run(workflowId, 5, '4711')
    const [healed] = await read<{ status: string }>(
      `SELECT i.status::text FROM incident i WHERE i.tenant_id = :tenant AND i.expectation_id = $1`,
      [expectationId],
    )
    expect(healed).toEqual({ status: 'resolved' })
    await settle()
    const ledger = await read<{ ref: string; outcome: string }>(
      `SELECT o.ref, o.outcome::text FROM obligation o WHERE o.tenant_id = :tenant AND o.expectation_id = $1 ORDER BY o.ref`,
      [expectationId],
    )
    expect(ledger).toEqual([
      { ref: '4711', outcome: 'late' },
      { ref: '4712', outcome: 'met' },
    ])
  })
})

describe('a promise about a fact', () => {
  it('that a run breaks does not meet the slot and opens an incident that names the fact', async () => {
    const spec = { assertions: [{ fact: 'rows', op: 'gt', value: 0 }] }
    const createdAt = new Date(Date.now() - HOUR)
    const { workflowId, expectationId } = await ruleSince(createdAt, { spec })
    const run = async (minutesAgo: number, rows: number) => {
      const when = new Date(Date.now() - minutesAgo * MINUTE)
      const executionId = await plant.run(workflowId, when, { measures: JSON.stringify({ rows }) })
      await evaluateWorkflow(system, { workflowId, executionIds: [executionId], outboxId: newId() })
    }
    const incidents = () =>
      read<{ kind: string; title: string; status: string }>(
        `SELECT i.kind::text, i.title, i.status::text FROM incident i WHERE i.tenant_id = :tenant AND i.expectation_id = $1 AND i.kind = 'violated'`,
        [expectationId],
      )
    await run(10, 0)
    const title = 'Order release ran, but not as promised: rows > 0 (was 0)'
    expect(await incidents()).toEqual([{ kind: 'violated', title, status: 'open' }])
    await run(5, 12)
    expect(await incidents()).toEqual([{ kind: 'violated', title, status: 'resolved' }])
  })
})
