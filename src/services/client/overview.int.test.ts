import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listExpectations } from '@/services/expectation/list'
import { incidentNumber, search } from '@/services/search/find'
import { castClient, castMember, castPartner, type UserCaller } from '@/testing/cast'
import { Plant } from '@/testing/plant'
import { getClientOverview } from './overview'

let plant: Plant
let ben: UserCaller
let cleo: UserCaller
let mallory: UserCaller
const now = new Date()
const minutes = (count: number) => new Date(now.getTime() + count * 60_000)
const rules = (caller: UserCaller, input: object = {}) => listExpectations(caller, listExpectations.input.parse(input))

beforeAll(async () => {
  const nordlicht = await castPartner()
  const bruckner = await castClient(nordlicht, 'brueckner')
  const vela = await castClient(nordlicht, 'vela')
  ben = await castMember(nordlicht, { name: 'Ben', role: 'partner_operator' })
  cleo = await castMember(nordlicht, { name: 'Cleo', role: 'client_plant', clientIds: [vela] })
  mallory = (await castPartner('Mallory')).ada
  plant = await Plant.open(nordlicht.tenantId, bruckner)
  const siteId = await plant.site('Europe/Berlin')
  await plant.insert('equipment_node', {
    id: siteId,
    siteId,
    level: 'area',
    slug: 'dock',
    name: 'Dock',
    path: 'brueckner/werk/dock',
  })
  await plant.system('erp')
  const delivery = await plant.process(siteId, 'Delivery', 2)
  await plant.process(siteId, 'Release', 1)
  const asn = await plant.workflow({ name: 'Delivery notices', key: 'asn-outbound', processId: delivery })
  const loose = await plant.workflow({ name: 'Goods issue' })
  await plant.workflow({ name: 'stray', lifecycle: 'unclaimed' })
  await plant.workflow({ name: 'unwatched' })
  await plant.rule(asn, { status: 'down', since: minutes(-51), dueAt: minutes(-61) })
  await plant.rule(loose, { status: 'on_time', dueAt: minutes(30) })
  await plant.rule(loose, { status: 'on_time', dueAt: minutes(10) })
  await plant.incident(asn, 2041, { title: 'Delivery notices not reaching the carrier' })
  const runId = await plant.run(asn, minutes(-60), { runKey: 'e-9187' })
  await plant.event({ workflowId: asn, executionId: runId }, 'execution.started', minutes(-60), {
    keys: { order: '4711' },
  })
  await plant.of(vela).workflow({ name: 'Case intake' })
})
afterAll(() => plant.close())

describe('one client', () => {
  it('shows its plants, its processes in plant order, and what nobody has claimed', async () => {
    const page = await getClientOverview(ben, { slug: 'brueckner' })
    expect(page.client.sites).toMatchObject([{ city: 'Hamburg', equipment: [{ name: 'Dock' }] }])
    expect(page.processes.map(({ name, state, workflows }) => [name, state, workflows.length])).toEqual([
      ['Release', null, 0],
      ['Delivery', 'down', 1],
    ])
    expect(page.loose.map(({ name }) => name)).toEqual(['Goods issue', 'unwatched'])
    expect(page.unclaimed.map(({ name }) => name)).toEqual(['stray'])
    expect(page.incidents.map(({ number }) => number)).toEqual([2041])
  })
  it('names the people who see it to those who may see people', async () => {
    expect((await getClientOverview(ben, { slug: 'brueckner' })).members?.map(({ name }) => name)).toEqual([
      'Ada',
      'Ben',
    ])
    expect((await getClientOverview(ben, { slug: 'vela' })).members?.map(({ name }) => name)).toEqual([
      'Ada',
      'Ben',
      'Cleo',
    ])
    expect((await getClientOverview(cleo, { slug: 'vela' })).members).toBeNull()
  })
  it('is not there for others', async () => {
    for (const caller of [cleo, mallory])
      await expect(getClientOverview(caller, { slug: 'brueckner' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('expectations', () => {
  it('are ordered by need: broken first, then what is due next', async () => {
    const { rows, statuses, unwatched } = await rules(ben)
    expect(rows.map(({ workflow, dueAt }) => [workflow.name, dueAt])).toEqual([
      ['Delivery notices', minutes(-61)],
      ['Goods issue', minutes(10)],
      ['Goods issue', minutes(30)],
    ])
    expect([statuses.down, statuses.on_time, unwatched]).toEqual([1, 2, 2])
  })
  it('are filtered by state, and by client within the walls', async () => {
    expect((await rules(ben, { status: 'down' })).found).toBe(1)
    expect((await rules(ben, { client: 'vela' })).found).toBe(0)
    expect((await rules(cleo)).found).toBe(0)
    await expect(rules(mallory, { client: 'brueckner' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('search', () => {
  const kinds = async (caller: UserCaller, text: string) => (await search(caller, { text })).map((hit) => hit.kind)
  it('finds clients, workflows, incidents, runs and orders by what people type', async () => {
    expect(await kinds(ben, 'brueck')).toEqual(['client'])
    expect(await kinds(ben, 'delivery')).toEqual(['workflow', 'incident'])
    expect(await search(ben, { text: 'INC-2041' })).toMatchObject([{ kind: 'incident', number: 2041 }])
    expect(await search(ben, { text: 'e-91' })).toMatchObject([
      { kind: 'run', runKey: 'e-9187', workflow: 'Delivery notices' },
    ])
    expect(await search(ben, { text: '4711' })).toMatchObject([{ kind: 'order', key: 'order', value: '4711' }])
  })
  it('takes % and _ as they are', async () => expect(await kinds(ben, '%%')).toEqual([]))
  it('finds nothing of others', async () => {
    for (const caller of [cleo, mallory]) {
      for (const text of ['brueck', 'delivery', '2041', 'e-91', '4711']) expect(await kinds(caller, text)).toEqual([])
    }
  })
  it('reads an incident number in each of its forms', () => {
    expect(['INC-2041', 'inc2041', '#2041', '2041', 'e-2041', '99999999999'].map(incidentNumber)).toEqual([
      2041,
      2041,
      2041,
      2041,
      null,
      null,
    ])
  })
})
