import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { withTenantSql } from '@/infra/db'
import { newId } from '@/lib/ids'
import { castClient, castPartner, machine } from '@/testing/cast'
import { Plant } from '@/testing/plant'
import type { Caller } from '../context'
import { evaluateWorkflow } from './evaluate'
import { sweepExpectations } from './sweep'

let plant: Plant
let system: Caller
let workflowId: string

const MINUTE = 60_000
const now = Date.now()
const ago = (minutes: number) => new Date(now - minutes * MINUTE)

beforeAll(async () => {
  const partner = await castPartner()
  plant = await Plant.open(partner.tenantId, await castClient(partner))
  system = machine(partner.tenantId)
})
beforeEach(async () => {
  workflowId = await plant.workflow({
    name: 'Delivery notices',
    tier: 2,
    impactNote: '14 orders due on the 18:00 truck',
  })
})
afterAll(() => plant.close())

const read = <Row>(text: string, values: unknown[] = []) => withTenantSql(system.scope, (sql) => sql<Row>(text, values))

interface IncidentRow {
  id: string
  number: number
  kind: string
  status: string
  title: string
  impact: number
  impact_note: string
  occurrences: number
  opened_at: Date
  detected_at: Date
  last_at: Date
  resolved_at: Date | null
  resolved_by: string | null
  resolution: string | null
  execution_id: string | null
  expectation_id: string | null
}
const incidents = () =>
  read<IncidentRow>('SELECT * FROM incident WHERE tenant_id = :tenant AND workflow_id = $1 ORDER BY number', [
    workflowId,
  ])
const told = async (incidentId: string) =>
  (
    await read<{ topic: string }>(
      `SELECT topic FROM outbox WHERE tenant_id = :tenant AND payload->>'incidentId' = $1 ORDER BY id`,
      [incidentId],
    )
  ).map(({ topic }) => topic)
const transitions = (subjectId: string) =>
  read<{ seq: number; from_state: string; to_state: string; at: Date; cause: { detectedLate?: boolean } }>(
    'SELECT * FROM transition WHERE tenant_id = :tenant AND subject_id = $1 ORDER BY seq',
    [subjectId],
  )

const failed = (at: Date) =>
  plant.run(workflowId, at, {
    status: 'failed',
    statusAt: at,
    endedAt: at,
    startedAt: at,
    errorStep: 'Map shipment',
    errorClass: 'ValidationError',
  })
const succeeded = (at: Date) => plant.run(workflowId, at, { statusAt: at, endedAt: at, startedAt: at })
const look = (...executionIds: string[]) => evaluateWorkflow(system, { workflowId, executionIds, outboxId: newId() })

describe('a failing run', () => {
  it('opens one incident, stamped with the run’s end, and tells once', async () => {
    const run = await failed(ago(1))
    await look(run)
    const [incident, ...more] = await incidents()
    expect(more).toEqual([])
    expect(incident).toMatchObject({
      kind: 'failed',
      status: 'open',
      title: 'Delivery notices failed at Map shipment',
      impact: 60,
      impact_note: '14 orders due on the 18:00 truck',
      occurrences: 1,
      opened_at: ago(1),
      execution_id: run,
    })
    expect(await told(incident?.id ?? '')).toEqual(['incident.opened'])
  })

  it('counts once, however often it is looked at', async () => {
    const runs = [await failed(ago(3)), await failed(ago(2))]
    await look(runs[0] ?? '')
    await look(...runs)
    await look(...runs)
    expect(await incidents()).toMatchObject([{ occurrences: 2, opened_at: ago(3), last_at: ago(2) }])
  })

  it('twenty at once, by many workers: one incident, twenty occurrences, no number burnt', async () => {
    const lastNumber = async () => {
      const [row] = await read<{ value: number }>(
        `SELECT coalesce(max(value), 0)::int AS value FROM counter WHERE tenant_id = :tenant`,
      )
      return row?.value ?? 0
    }
    const before = await lastNumber()
    const runs = await Promise.all(Array.from({ length: 20 }, (_, i) => failed(ago(20 - i))))
    await Promise.all(runs.map((run) => look(run)))
    const [incident, ...more] = await incidents()
    expect(more).toEqual([])
    expect(incident).toMatchObject({ occurrences: 20, number: before + 1 })
    expect(await lastNumber()).toBe(before + 1)
    expect(await told(incident?.id ?? '')).toEqual(['incident.opened'])
  })

  it('is ended by the next success, and happens anew after it', async () => {
    await look(await failed(ago(9)))
    await look(await succeeded(ago(5)))
    await look(await failed(ago(1)))
    const [first, second] = await incidents()
    expect(first).toMatchObject({
      status: 'resolved',
      resolved_by: 'system',
      resolution: 'recovered',
      resolved_at: ago(5),
    })
    expect(second).toMatchObject({ status: 'open', opened_at: ago(1) })
    expect(await told(first?.id ?? '')).toEqual(['incident.opened', 'incident.resolved'])
  })

  it('is not ended by a success from before it', async () => {
    await look(await failed(ago(2)))
    await look(await succeeded(ago(4)))
    expect(await incidents()).toMatchObject([{ status: 'open' }])
  })

  it('that arrives after a later success is on record, ended at once', async () => {
    await plant.state(workflowId, { lastSuccessAt: ago(2) })
    await look(await failed(ago(6)))
    expect(await incidents()).toMatchObject([{ status: 'resolved', opened_at: ago(6), resolved_at: ago(2) }])
  })

  it('is looked at again after a while, should its success have slipped by unseen', async () => {
    await look(await failed(ago(2)))
    const later = await read<{ payload: unknown; wait: boolean }>(
      `SELECT payload, not_before > created_at AS wait FROM outbox WHERE tenant_id = :tenant AND topic = 'workflow.evaluate' AND payload->>'workflowId' = $1`,
      [workflowId],
    )
    expect(later).toEqual([{ payload: { workflowId, executionIds: [] }, wait: true }])
    await plant.state(workflowId, { lastSuccessAt: ago(1) })
    await look()
    expect(await incidents()).toMatchObject([{ status: 'resolved', resolved_at: ago(1) }])
  })

  it('older than a week is history, not news', async () => {
    await look(await failed(ago(8 * 24 * 60)))
    expect(await incidents()).toEqual([])
  })

  it('of a retired workflow is no news either; of an unclaimed one it is', async () => {
    workflowId = await plant.workflow({ lifecycle: 'retired' })
    await look(await failed(ago(1)))
    expect(await incidents()).toEqual([])
    workflowId = await plant.workflow({ lifecycle: 'unclaimed', tier: 3 })
    await look(await failed(ago(1)))
    expect(await incidents()).toMatchObject([{ status: 'open', impact: 35 }])
  })
})

/** Every hour in UTC, five minutes of grace; waiting for the slot at `due`. */
const hourly = (due: Date, state: object = {}, rule: object = {}) =>
  plant.rule(
    workflowId,
    {
      status: 'on_time',
      since: new Date(due.getTime() - 60 * MINUTE),
      dueAt: due,
      lastMetAt: new Date(due.getTime() - 60 * MINUTE),
      nextCheckAt: due,
      ...state,
    },
    { cron: '0 * * * *', zone: 'UTC', graceS: 300, createdAt: new Date(due.getTime() - 24 * 60 * MINUTE), ...rule },
  )
/** The full hour that is at least `minutes` past. */
const slot = (minutes: number) => new Date(Math.floor((now - minutes * MINUTE) / (60 * MINUTE)) * 60 * MINUTE)
const sweep = () => sweepExpectations((tenantId) => machine(tenantId))

describe('a missed expectation', () => {
  it('is late a minute after its slot and an incident at its deadline, both stamped with the computed moment', async () => {
    const due = slot(30)
    const deadline = new Date(due.getTime() + 5 * MINUTE)
    const expectation = await hourly(due)
    await sweep()
    expect(await transitions(expectation)).toMatchObject([
      { seq: 2, from_state: 'on_time', to_state: 'late', at: new Date(due.getTime() + MINUTE) },
      { seq: 3, from_state: 'late', to_state: 'down', at: deadline, cause: { reason: 'missed', detectedLate: true } },
    ])
    const [incident] = await incidents()
    expect(incident).toMatchObject({
      kind: 'missed',
      status: 'open',
      opened_at: deadline,
      impact: 65,
      expectation_id: expectation,
    })
    expect(incident?.detected_at.getTime()).toBeGreaterThan(deadline.getTime())
  })

  it('is found once by two workers at the same time', async () => {
    await hourly(slot(30))
    await hourly(slot(30), {}, { graceS: 600 })
    await Promise.all([sweep(), sweep(), sweep()])
    expect(await incidents()).toMatchObject([{ occurrences: 1 }, { occurrences: 1 }])
  })

  it('recovers with the next success, and the incident with it', async () => {
    const expectation = await hourly(slot(30))
    await sweep()
    const at = ago(1)
    await look(await succeeded(at))
    expect((await transitions(expectation)).at(-1)).toMatchObject({ from_state: 'down', to_state: 'on_time', at })
    expect(await incidents()).toMatchObject([{ status: 'resolved', resolved_by: 'system', resolved_at: at }])
  })

  it('races with its run: one history, gapless, whoever comes first', async () => {
    const expectation = await hourly(slot(30))
    const run = await succeeded(ago(1))
    await Promise.all([sweep(), look(run), sweep(), look(run)])
    const history = await transitions(expectation)
    expect(history.map(({ seq }) => seq)).toEqual(history.map((_, index) => index + 2))
    expect(history.at(-1)).toMatchObject({ to_state: 'on_time' })
    expect(await incidents()).toMatchObject([{ status: 'resolved', occurrences: 1 }])
  })

  it('of an unclaimed workflow moves, but nobody is told', async () => {
    workflowId = await plant.workflow({ lifecycle: 'unclaimed' })
    const expectation = await hourly(slot(30))
    await sweep()
    expect((await transitions(expectation)).at(-1)).toMatchObject({ to_state: 'down' })
    expect(await incidents()).toEqual([])
  })

  it('with a schedule nobody can compute waits an hour; its neighbours do not', async () => {
    const bad = await hourly(
      slot(30),
      { status: 'started', startedAt: ago(50), openRuns: JSON.stringify([{ id: 'x', startedAt: ago(50) }]) },
      {
        cron: '0 0 30 2 *',
      },
    )
    const good = await hourly(slot(30))
    await sweep()
    const states = await read<{ expectation_id: string; status: string; wait: boolean }>(
      `SELECT expectation_id, status, next_check_at > now() + interval '59 minutes' AS wait FROM expectation_state WHERE tenant_id = :tenant AND workflow_id = $1`,
      [workflowId],
    )
    expect(states.find((row) => row.expectation_id === bad)).toMatchObject({ wait: true })
    expect(states.find((row) => row.expectation_id === good)).toMatchObject({ status: 'down' })
  })

  it('says when the next timer fires', async () => {
    // Everything armed so far waits for the next full hour at the earliest, which may be near: this one is nearer.
    await sweep()
    await hourly(new Date(Date.now() + MINUTE / 2))
    const { nextInMs } = await sweep()
    expect(nextInMs).toBeGreaterThan(0)
    expect(nextInMs).toBeLessThanOrEqual(MINUTE / 2)
  })
})

describe('a run that lasts too long', () => {
  it('is an incident of its own kind at start plus limit', async () => {
    const started = ago(20)
    const run = await plant.run(workflowId, started, {
      status: 'running',
      statusAt: started,
      startedAt: started,
      endedAt: null,
      durationMs: null,
    })
    await hourly(new Date(now + 60 * MINUTE), { since: ago(60), lastMetAt: ago(60) }, { maxDurationS: 600 })
    await look(run)
    expect(await incidents()).toMatchObject([
      { kind: 'overrun', opened_at: ago(10), title: 'Delivery notices is running too long' },
    ])
  })
})
