import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '@/lib/ids'
import { castClient, castMember, castPartner, type UserCaller } from '@/testing/cast'
import { countStatements, Plant } from '@/testing/plant'
import { getAroundIncident } from './around-incident'
import { getRun } from './get'

const started = new Date('2026-11-19T13:51:06Z')
const after = (seconds: number) => new Date(started.getTime() + seconds * 1000)

let plant: Plant
let ben: UserCaller
let cleo: UserCaller
let mallory: UserCaller
let failed: string
let before: string
let next: string

beforeAll(async () => {
  const nordlicht = await castPartner()
  const bruckner = await castClient(nordlicht, 'brueckner')
  ben = await castMember(nordlicht, { name: 'Ben', role: 'partner_operator' })
  cleo = await castMember(nordlicht, { name: 'Cleo', role: 'client_plant', clientIds: [await castClient(nordlicht)] })
  mallory = (await castPartner('Mallory')).ada
  plant = await Plant.open(nordlicht.tenantId, bruckner)
  await plant.site('Europe/Berlin')
  const workflowId = await plant.workflow({ name: 'Delivery notices' })
  const sourceId = await plant.source()
  before = await plant.run(workflowId, after(-300))
  failed = await plant.run(workflowId, started, {
    runKey: 'e-9187',
    attempt: 2,
    sourceId,
    status: 'failed',
    endedAt: after(2),
    durationMs: null,
    errorClass: 'ValidationError',
    errorStep: 'Map shipment',
  })
  await plant.run(workflowId, after(-60), { runKey: 'e-9187', attempt: 1, status: 'failed' })
  next = await plant.run(workflowId, after(300))
  const run = { workflowId, executionId: failed }
  await plant.event(run, 'execution.failed', after(2), {
    error: { class: 'ValidationError', message: 'shipTo.gln missing', step: 'Map shipment' },
  })
  await plant.event(run, 'step.fetch', after(1), { durationMs: 800 })
  await plant.event(run, 'execution.started', started, { keys: { order: '4711' } })
  await plant.event({ workflowId, executionId: next }, 'execution.started', after(300), { keys: { order: '9999' } })
  await plant.incident(workflowId, 2041, { executionId: failed, openedAt: after(2), lastAt: after(2) })
  await plant.incident(workflowId, 1999, { openedAt: after(-9000), lastAt: after(-8000) })
})
afterAll(() => plant.close())

describe('one run', () => {
  it("tells what happened, in order, with the sender's own words", async () => {
    const page = await getRun(ben, { executionId: failed })
    expect(page.run).toMatchObject({
      runKey: 'e-9187',
      attempt: 2,
      durationMs: 2000,
      zone: 'Europe/Berlin',
      source: { name: 'n8n' },
      client: { slug: 'brueckner' },
    })
    expect(page.error).toEqual({ class: 'ValidationError', message: 'shipTo.gln missing', step: 'Map shipment' })
    expect(page.keys).toEqual({ order: '4711' })
    expect(page.steps).toMatchObject([{ name: 'fetch', durationMs: 800, endedAt: after(1) }])
    expect(page.events.map(({ type }) => type)).toEqual(['execution.started', 'step.fetch', 'execution.failed'])
  })
  it('links to its neighbours, its other attempts and its incident', async () => {
    const page = await getRun(ben, { executionId: failed })
    expect(page.next?.id).toBe(next)
    expect(page.attempts.map(({ attempt }) => attempt)).toEqual([1])
    expect(page.incidents.map(({ number }) => number)).toEqual([2041])
    const first = await getRun(ben, { executionId: before })
    expect([first.previous, first.error, first.events.length]).toEqual([null, null, 0])
  })
  it('answers in four statements', async () =>
    expect(await countStatements(() => getRun(ben, { executionId: failed }))).toBe(4))
  it("is not there for others, nor under an id that cannot be a run's", async () => {
    for (const caller of [cleo, mallory])
      await expect(getRun(caller, { executionId: failed })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    for (const executionId of [newId(started), '1b4e28ba-2fa1-41d2-883f-0016d3cca427']) {
      await expect(getRun(ben, { executionId })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    }
  })
})

describe('around an incident', () => {
  it('names the run that opened it, in its own words, and the last success before', async () => {
    const { workflow, window, buckets, firstFailure, lastSuccess, nextSuccess } = await getAroundIncident(ben, {
      number: 2041,
    })
    expect(workflow.name).toBe('Delivery notices')
    expect(firstFailure).toMatchObject({ id: failed, errorStep: 'Map shipment', message: 'shipTo.gln missing' })
    expect([lastSuccess?.id, nextSuccess?.id]).toEqual([before, next])
    expect([window.start, window.end]).toEqual([new Date('2026-11-19T07:45:00Z'), new Date('2026-11-19T19:45:00Z')])
    expect(buckets).toHaveLength(48)
  })
  it('is not there for others', async () => {
    for (const caller of [cleo, mallory])
      await expect(getAroundIncident(caller, { number: 2041 })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})
