import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plantDay } from '@/services/health/success'
import { type CastPartner, castClient, castMember, castPartner, type UserCaller } from '@/testing/cast'
import { countStatements, Plant } from '@/testing/plant'
import { getBoard } from './get'
import { getNav } from './nav'

const QUARTER_MS = 15 * 60_000
const board = (caller: UserCaller, input: object = {}) => getBoard(caller, getBoard.input.parse(input))

let nordlicht: CastPartner
let plant: Plant
let ben: UserCaller
let asn: string
let release: string
const opened = new Date(Date.now() - 51 * 60_000)

beforeAll(async () => {
  nordlicht = await castPartner()
  const bruckner = await castClient(nordlicht, 'brueckner')
  const vela = await castClient(nordlicht, 'vela')
  ben = await castMember(nordlicht, { name: 'Ben', role: 'partner_operator' })
  plant = await Plant.open(nordlicht.tenantId, bruckner)
  const siteId = await plant.site('Europe/Berlin')
  const [wms, erp] = [await plant.system('wms'), await plant.system('erp')]
  asn = await plant.workflow({
    name: 'Delivery notices',
    processId: await plant.process(siteId, 'Delivery', 2),
    fromSystemId: wms,
    toSystemId: erp,
  })
  release = await plant.workflow({ name: 'Order release', processId: await plant.process(siteId, 'Release', 1) })
  await plant.workflow({ name: 'stray', lifecycle: 'unclaimed' })
  await plant.workflow({ name: 'old', lifecycle: 'retired' })
  const now = Date.now()
  const due = new Date(now - 61 * 60_000)
  await plant.rule(asn, { status: 'down', since: opened, dueAt: due })
  await plant.rule(release, {
    status: 'on_time',
    since: new Date(now - 86_400_000),
    dueAt: new Date(now + 10 * 60_000),
  })
  await plant.state(release, { lastStatus: 'succeeded', lastStatusAt: new Date(now - 5 * 60_000) })
  const start = Math.floor(now / QUARTER_MS) * QUARTER_MS
  await plant.minute(release, new Date(start - 4 * QUARTER_MS), { succeeded: 3 })
  await plant.minute(release, new Date(start - 4 * QUARTER_MS + 60_000), { succeeded: 2, failed: 1 })
  await plant.minute(release, new Date(start - 30 * 3_600_000), { failed: 9 })
  const today = plantDay(new Date(now), 'Europe/Berlin')
  const before = (days: number) => plantDay(new Date(now - days * 86_400_000), 'Europe/Berlin')
  await plant.day(release, today, { succeeded: 90, failed: 1 })
  await plant.day(release, before(29), { succeeded: 9, cancelled: 4 })
  await plant.day(release, before(31), { failed: 500 })
  await plant.incident(asn, 2041, {
    kind: 'missed',
    impact: 86,
    impactNote: '14 orders due on the 18:00 truck',
    openedAt: opened,
  })
  await plant.incident(asn, 2038, { impact: 12, status: 'resolved' })
  const melting = plant.of(vela)
  await melting.site('America/Chicago', { city: 'Milwaukee' })
  await melting.incident(await melting.workflow({ name: 'Holds' }), 2043, { impact: 54 })
})
afterAll(() => plant.close())

describe('the board', () => {
  it('names first who needs a person, and lists incidents by what they cost', async () => {
    const { headline, incidents } = await board(ben)
    expect(headline).toEqual({
      kind: 'needsYou',
      client: 'Client brueckner',
      why: '14 orders due on the 18:00 truck',
      number: 2041,
      more: 1,
      taken: 0,
      loose: 0,
    })
    expect(incidents.map(({ number }) => number)).toEqual([2041, 2043])
  })

  it('shows each client on its own clock, workflows in the order of the plant', async () => {
    const { groups } = await board(ben)
    expect(groups.map(({ client, zone, site, unclaimed }) => [client.slug, zone, site?.city, unclaimed])).toEqual([
      ['brueckner', 'Europe/Berlin', 'Hamburg', 1],
      ['vela', 'America/Chicago', 'Milwaukee', 0],
    ])
    expect(groups[0]?.rows.map(({ name, health }) => [name, health.state, health.word])).toEqual([
      ['Order release', 'ok', 'onTime'],
      ['Delivery notices', 'down', 'missed'],
    ])
    expect(groups[0]?.rows[1]).toMatchObject({
      fromSystem: { kind: 'wms' },
      toSystem: { kind: 'erp' },
      health: { since: opened },
    })
  })

  it('adds up the last 30 plant days to the run', async () => {
    const row = (await board(ben)).groups[0]?.rows[0]
    expect(row?.success).toMatchObject({ succeeded: 99, failed: 1, cancelled: 4, ppm: 990_000 })
  })

  it('draws the quarters of the last day: what is older is not on it', async () => {
    const { groups, window } = await board(ben)
    const strip = groups[0]?.rows[0]?.strip ?? []
    const ended = strip.filter(({ succeeded, failed }) => succeeded + failed > 0)
    expect(strip).toHaveLength(window.buckets)
    expect(ended).toMatchObject([{ state: 'down', succeeded: 5, failed: 1 }])
    expect(strip.filter(({ state }) => state === 'expected')).toHaveLength(16)
    const down = groups[0]?.rows[1]?.strip.filter(({ state }) => state === 'down') ?? []
    expect(down.length).toBeGreaterThanOrEqual(4)
    expect(down.length).toBeLessThanOrEqual(5)
  })

  it('narrows to the abnormal and to one client', async () => {
    const { groups } = await board(ben, { client: 'brueckner', onlyAbnormal: true })
    expect(groups.map(({ rows, calm }) => [rows.map(({ name }) => name), calm])).toEqual([[['Delivery notices'], 1]])
  })

  it('answers within eight statements', async () => {
    expect(await countStatements(() => board(ben))).toBe(7)
  })
})

describe('the frame', () => {
  it('counts what its links open', async () => {
    const nav = await getNav(ben, {})
    expect(nav).toMatchObject({
      incidents: 2,
      workflows: 4,
      clients: [
        { slug: 'brueckner', state: 'down' },
        { slug: 'vela', state: 'down' },
      ],
    })
  })
})

describe('walls', () => {
  it('a member of one client sees that client only, and no other by its name', async () => {
    const vela = (await getNav(ben, {})).clients[1]?.id ?? ''
    const cleo = await castMember(nordlicht, { name: 'Cleo', role: 'client_plant', clientIds: [vela] })
    expect((await board(cleo)).incidents.map(({ number }) => number)).toEqual([2043])
    await expect(board(cleo, { client: 'brueckner' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
  it('a rival sees an empty board', async () => {
    const { ada: mallory } = await castPartner('Mallory')
    expect(await board(mallory)).toMatchObject({ headline: { kind: 'empty' }, incidents: [], groups: [], clients: [] })
    await expect(board(mallory, { client: 'brueckner' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})
