import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { withTenantSql } from '@/infra/db'
import { type CastPartner, castClient, castMember, castPartner, type UserCaller } from '@/testing/cast'
import { Plant } from '@/testing/plant'
import { pageIncidents, readIncident } from '../record/incidents'
import { acknowledgeIncident } from './acknowledge'
import { addIncidentNote } from './add-note'
import { getIncident } from './get'
import { listIncidents } from './list'
import { resolveIncident } from './resolve'

let nordlicht: CastPartner
let plant: Plant
let ben: UserCaller
let carl: UserCaller
let cleo: UserCaller
let stranger: UserCaller
let mallory: UserCaller
let workflowId: string
let incidentId: string
let number = 2040

beforeAll(async () => {
  nordlicht = await castPartner()
  const bruckner = await castClient(nordlicht, 'brueckner')
  const vela = await castClient(nordlicht, 'vela')
  ben = await castMember(nordlicht, { name: 'Ben', role: 'partner_operator' })
  carl = await castMember(nordlicht, { name: 'Carl', role: 'partner_approver' })
  cleo = await castMember(nordlicht, { name: 'Cleo', role: 'client_plant', clientIds: [bruckner] })
  stranger = await castMember(nordlicht, { name: 'Vera', role: 'partner_operator', clientIds: [vela] })
  mallory = (await castPartner('Mallory')).ada
  plant = await Plant.open(nordlicht.tenantId, bruckner)
  workflowId = await plant.workflow({ name: 'Delivery notices', siteId: await plant.site('Europe/Berlin') })
})
beforeEach(async () => {
  number += 1
  incidentId = await plant.incident(workflowId, number, {
    title: 'Delivery notices failed',
    openedAt: new Date(Date.now() - 60_000),
  })
})
afterAll(() => plant.close())

const read = <Row>(text: string, values: unknown[]) =>
  withTenantSql(nordlicht.ada.scope, (sql) => sql<Row>(text, values))
const trail = async () =>
  (
    await read<{ action: string }>(
      'SELECT action FROM audit_entry WHERE tenant_id = :tenant AND subject_id = $1 ORDER BY seq',
      [incidentId],
    )
  ).map(({ action }) => action)
const told = () =>
  read('SELECT topic FROM outbox WHERE tenant_id = :tenant AND payload->>$2 = $1', [incidentId, 'incidentId'])

describe('acknowledgeIncident', () => {
  it('says who has it, on record', async () => {
    expect(await acknowledgeIncident(ben, { incidentId })).toMatchObject({
      number,
      status: 'acknowledged',
      acknowledgedBy: 'Ben',
    })
    expect(await trail()).toEqual(['incident.acknowledge'])
  })
  it('twice by the same person is once', async () => {
    await acknowledgeIncident(ben, { incidentId })
    await acknowledgeIncident(ben, { incidentId })
    expect(await trail()).toEqual(['incident.acknowledge'])
  })
  it('of two at once, one has it and the other is told who', async () => {
    const results = await Promise.allSettled([
      acknowledgeIncident(ben, { incidentId }),
      acknowledgeIncident(carl, { incidentId }),
    ])
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'CONFLICT', message: expect.stringMatching(/^(Ben|Carl) has/) },
    })
    expect(await trail()).toEqual(['incident.acknowledge'])
  })
  it('needs the duty to respond', async () => {
    await expect(acknowledgeIncident(cleo, { incidentId })).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})

describe('outside the walls', () => {
  it.each([
    ['another client’s operator', () => stranger],
    ['another partner', () => mallory],
  ])('%s finds nothing', async (_, who) => {
    await expect(acknowledgeIncident(who(), { incidentId })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(addIncidentNote(who(), { incidentId, audience: 'client', body: 'hello' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    await expect(resolveIncident(who(), { incidentId, resolution: 'gone' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    await expect(getIncident(who(), { number })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect((await listIncidents(who(), listIncidents.input.parse({ status: 'all' }))).rows).toEqual([])
    expect(await trail()).toEqual([])
  })
})

describe('resolveIncident', () => {
  it('ends it with what was done, tells the end, and stays ended', async () => {
    await resolveIncident(ben, { incidentId, resolution: 'Rolled back to v13' })
    expect(await trail()).toEqual(['incident.resolve'])
    expect(await told()).toEqual([{ topic: 'incident.resolved' }])
    await expect(resolveIncident(ben, { incidentId, resolution: 'again' })).rejects.toMatchObject({ code: 'CONFLICT' })
    await expect(acknowledgeIncident(ben, { incidentId })).rejects.toMatchObject({ code: 'CONFLICT' })
  })
})

describe('getIncident', () => {
  it('tells the story latest first, each time by its own moment', async () => {
    await acknowledgeIncident(ben, { incidentId })
    await addIncidentNote(ben, { incidentId, audience: 'internal', body: 'v14 drops shipTo.gln' })
    await addIncidentNote(ben, { incidentId, audience: 'client', body: 'Notices are delayed' })
    await resolveIncident(ben, { incidentId, resolution: 'Rolled back to v13' })
    const { incident, timeline, mayRespond } = await getIncident(ben, { number })
    expect(incident).toMatchObject({
      number,
      status: 'resolved',
      resolvedBy: 'Ben',
      resolution: 'Rolled back to v13',
      site: { zone: 'Europe/Berlin' },
    })
    expect(mayRespond).toBe(true)
    expect(timeline.map((entry) => (entry.kind === 'note' ? entry.body : entry.kind))).toEqual([
      'resolved',
      'Rolled back to v13',
      'Notices are delayed',
      'v14 drops shipTo.gln',
      'acknowledged',
      'opened',
    ])
  })
  it('shows the client’s people no internal word', async () => {
    await addIncidentNote(ben, { incidentId, audience: 'internal', body: 'secret suspicion' })
    await addIncidentNote(ben, { incidentId, audience: 'client', body: 'We work on it' })
    await resolveIncident(ben, { incidentId, resolution: 'secret cause' })
    const detail = await getIncident(cleo, { number })
    expect(JSON.stringify(detail)).not.toContain('secret')
    expect(detail).toMatchObject({ mayRespond: false, mayReadInternal: false })
    expect(detail.timeline).toContainEqual(expect.objectContaining({ kind: 'note', body: 'We work on it' }))
    const record = await readIncident(cleo, { incidentId })
    const page = await pageIncidents(cleo, pageIncidents.input.parse({}))
    expect(page.data.map(({ id }) => id)).toContain(incidentId)
    expect(JSON.stringify([record, page])).not.toContain('secret')
    expect(await readIncident(ben, { incidentId })).toMatchObject({ resolution: 'secret cause' })
  })
  it('includes how the expectation moved while it was open', async () => {
    const expectationId = await plant.rule(workflowId, { status: 'down' })
    const at = new Date(Date.now() - 30_000)
    number += 1
    await plant.incident(workflowId, number, { expectationId, openedAt: at, kind: 'missed' })
    await plant.transition(workflowId, expectationId, {
      seq: 1,
      fromState: 'on_time',
      toState: 'late',
      at: new Date(at.getTime() - 300_000),
    })
    await plant.transition(workflowId, expectationId, { seq: 2, fromState: 'late', toState: 'down', at })
    const { timeline } = await getIncident(ben, { number })
    expect(timeline).toEqual([
      expect.objectContaining({ kind: 'transition', from: 'late', to: 'down', reason: 'missed' }),
      expect.objectContaining({ kind: 'opened' }),
    ])
  })
})

describe('listIncidents', () => {
  const list = (input: object = {}) => listIncidents(ben, listIncidents.input.parse(input))

  it('puts first what costs most, and leaves out what is resolved', async () => {
    number += 1
    await plant.incident(workflowId, number, { impact: 90 })
    await resolveIncident(ben, { incidentId, resolution: 'done' })
    const { rows, found, open } = await list()
    expect(rows[0]).toMatchObject({ number, impact: 90, client: { slug: 'brueckner' }, zone: 'Europe/Berlin' })
    expect(rows.map(({ id }) => id)).not.toContain(incidentId)
    expect(rows).toHaveLength(found)
    expect(rows.filter(({ status }) => status === 'open')).toHaveLength(open)
    expect((await list({ status: 'resolved' })).rows.map(({ id }) => id)).toContain(incidentId)
  })
  it('by client, within the walls', async () => {
    expect((await list({ client: 'vela' })).rows).toEqual([])
    await expect(list({ client: 'nobody' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})
