import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDuration, emptySketch } from '@/domain/rollup/sketch'
import { sketchBytes } from '@/domain/rollup/sketch-proto'
import { plantDay } from '@/services/health/success'
import { listRuns } from '@/services/run/list'
import { castClient, castMember, castPartner, type UserCaller } from '@/testing/cast'
import { countStatements, Plant } from '@/testing/plant'
import { getWorkflow } from './get'
import { listWorkflows } from './list'

const HOUR_MS = 3_600_000
const read = (caller: UserCaller, workflowId: string, input: object = {}) =>
  getWorkflow(caller, getWorkflow.input.parse({ workflowId, ...input }))
const list = (caller: UserCaller, input: object = {}) => listWorkflows(caller, listWorkflows.input.parse(input))

let plant: Plant
let ben: UserCaller
let cleo: UserCaller
let mallory: UserCaller
let asn: string
const now = new Date()
const ago = (hours: number) => new Date(now.getTime() - hours * HOUR_MS)

beforeAll(async () => {
  const nordlicht = await castPartner()
  const bruckner = await castClient(nordlicht, 'brueckner')
  const vela = await castClient(nordlicht, 'vela')
  ben = await castMember(nordlicht, { name: 'Ben', role: 'partner_operator' })
  cleo = await castMember(nordlicht, { name: 'Cleo', role: 'client_plant', clientIds: [vela] })
  mallory = (await castPartner('Mallory')).ada
  plant = await Plant.open(nordlicht.tenantId, bruckner)
  await plant.site('Europe/Berlin')
  asn = await plant.workflow({ name: 'Delivery notices', key: 'asn-outbound', tier: 1 })
  await plant.workflow({ name: 'Goods issue', tier: 2 })
  await plant.workflow({ name: 'stray', lifecycle: 'unclaimed' })
  await plant.workflow({ name: 'old', lifecycle: 'retired' })
  await plant.of(vela).workflow({ name: 'Case intake', tier: 2 })
  await plant.state(asn, { lastStatus: 'failed', lastStatusAt: ago(1) })
  const rule = await plant.rule(asn, { status: 'late', since: ago(1), dueAt: ago(1) })
  await plant.transition(asn, rule, { seq: 1, fromState: 'on_time', toState: 'late', at: ago(1) })
  for (let index = 0; index < 30; index++) {
    const id = await plant.run(asn, ago(2 + index / 10), {
      durationMs: (index + 1) * 1000,
      status: index % 10 === 0 ? 'failed' : 'succeeded',
    })
    if (index === 0)
      await plant.event({ workflowId: asn, executionId: id }, 'execution.failed', ago(2), { keys: { order: '4719' } })
  }
  await plant.run(asn, ago(31 * 24))
  const sketch = emptySketch()
  for (let index = 0; index < 30; index++) if (index % 10 > 0) addDuration(sketch, (index + 1) * 1000)
  const took = { sketch: sketchBytes(sketch), durationMsMax: 30_000 }
  await plant.day(asn, plantDay(now, 'Europe/Berlin'), { succeeded: 27, failed: 3, ...took })
  await plant.day(asn, plantDay(ago(40 * 24), 'Europe/Berlin'), { failed: 7 })
  await plant.minute(asn, ago(2), { succeeded: 4, failed: 1 })
  const none = { succeeded: 0, failed: 0, cancelled: 0, manual: 3, durationMsSum: 0, settledAt: now }
  const hour = (at: Date, counts: object) =>
    plant.insert('rollup_hour', { workflowId: asn, hour: at, ...none, ...counts })
  await hour(ago(2), { succeeded: 4, failed: 1 })
  await hour(ago(27 * 24), { succeeded: 6 })
  await hour(ago(29 * 24), { succeeded: 100 })
  await plant.incident(asn, 7, { status: 'resolved', resolvedAt: now, openedAt: ago(1) })
  await plant.incident(asn, 5, { openedAt: ago(90) })
})
afterAll(() => plant.close())

describe('the page of a workflow', () => {
  it('shows its state, its promise and its incidents, open ones first', async () => {
    const { workflow, incidents } = await read(ben, asn)
    expect(workflow).toMatchObject({
      key: 'asn-outbound',
      zone: 'Europe/Berlin',
      health: { state: 'down', word: 'failed' },
    })
    expect(workflow.success).toMatchObject({ succeeded: 27, failed: 3, ppm: 900_000 })
    expect(incidents.map(({ number }) => number)).toEqual([5, 7])
  })
  it('has 90 plant days, 168 hours of the week and the durations of the runs that succeeded', async () => {
    const { days, hours, durations } = await read(ben, asn)
    expect(days).toHaveLength(90)
    expect(days.filter(({ state }) => state === 'down').map(({ failed }) => failed)).toEqual([7, 3])
    expect(hours).toHaveLength(168)
    expect(hours.reduce((sum, { runs }) => sum + runs, 0)).toBe(11)
    expect(hours.reduce((sum, { broken }) => sum + broken, 0)).toBe(1)
    expect(durations).toMatchObject({ runs: 27, maxMs: 30_000 })
    expect(Math.abs((durations?.p50Ms ?? 0) - 16_000)).toBeLessThanOrEqual(160)
  })
  it('lists the newest runs with their order, 25 at a time, and goes on below without a gap', async () => {
    const first = await read(ben, asn)
    expect(first.runs[0]).toMatchObject({ status: 'failed', keys: { order: '4719' }, durationMs: 1000 })
    expect(first.runs).toHaveLength(25)
    const rest = await read(ben, asn, { after: first.nextRuns })
    expect(rest.runs).toHaveLength(5)
    expect(rest.nextRuns).toBeNull()
    expect(new Set([...first.runs, ...rest.runs].map(({ id }) => id)).size).toBe(30)
  })
  it('narrows runs to a state and to a span, its end left out', async () => {
    expect((await read(ben, asn, { status: 'failed' })).runs).toHaveLength(3)
    expect((await read(ben, asn, { from: ago(2.15), to: ago(2) })).runs).toHaveLength(1)
    const all = await listRuns(ben, listRuns.input.parse({ workflowId: asn, limit: 1000 }))
    expect(all.runs).toHaveLength(30)
  })
  it('answers within eight statements', async () => expect(await countStatements(() => read(ben, asn))).toBe(8))
  it('is not there for another client, another partner, or an unknown id', async () => {
    for (const caller of [cleo, mallory]) await expect(read(caller, asn)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(read(ben, ben.actor.id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('the registry', () => {
  it('has the worst first and leaves retired ones out until asked', async () => {
    const { rows, found, total, states } = await list(ben)
    expect(rows.map(({ name }) => name)).toEqual(['Delivery notices', 'Goods issue', 'stray', 'Case intake'])
    expect([found, total, states.down, states.unknown]).toEqual([4, 5, 1, 3])
    expect((await list(ben, { lifecycle: 'retired' })).rows.map(({ name }) => name)).toEqual(['old'])
  })
  it('filters by client, tier, state and every word of a text', async () => {
    const names = async (input: object) => (await list(ben, input)).rows.map(({ name }) => name)
    expect(await names({ client: 'vela' })).toEqual(['Case intake'])
    expect(await names({ tier: 2 })).toEqual(['Goods issue', 'Case intake'])
    expect(await names({ state: 'down' })).toEqual(['Delivery notices'])
    expect(await names({ text: 'OUTBOUND brueck' })).toEqual(['Delivery notices'])
    expect(await names({ text: 'outbound vela' })).toEqual([])
  })
  it('shows a client scope only its own', async () => {
    expect((await list(cleo)).rows.map(({ name }) => name)).toEqual(['Case intake'])
    await expect(list(cleo, { client: 'brueckner' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect((await list(mallory)).total).toBe(0)
  })
})
