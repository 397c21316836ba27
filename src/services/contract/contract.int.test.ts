import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addDays, localDay } from '@/domain/calendar/day'
import { withTenantSql } from '@/infra/db'
import { type CastPartner, castClient, castMember, castPartner, type UserCaller } from '@/testing/cast'
import { Plant } from '@/testing/plant'
import { objectiveOver, TERMS } from '@/testing/promise'
import { getIncident } from '../incident/get'
import { listIncidents } from '../incident/list'
import { pauseIncident } from '../incident/pause'
import { resumeIncident } from '../incident/resume'
import { archiveObjective } from '../objective/archive'
import { createObjective } from '../objective/create'
import { getObjective } from '../objective/get'
import { listObjectives } from '../objective/list'
import { updateObjective } from '../objective/update'
import { addContractVersion } from './add-version'
import { archiveContract } from './archive'
import { createContract } from './create'
import { getContract } from './get'
import { listContracts } from './list'

const ZONE = 'Europe/Berlin'
let partner: CastPartner
let ada: UserCaller
let ben: UserCaller
let mallory: UserCaller
let clientId: string
let plant: Plant
let workflowId: string
let objectiveId: string
let contractId: string
let number = 9000

const today = () => localDay(ZONE, new Date())
const version = (effectiveFrom: string, terms: object = {}) =>
  addContractVersion(
    ada,
    addContractVersion.input.parse({
      ...{ contractId, effectiveFrom },
      terms: { ...TERMS, objectives: [{ objectiveId, targetPpm: 990_000 }], ...terms },
    }),
  )
const rows = <Row>(text: string, values: unknown[] = []) => withTenantSql(ada.scope, (sql) => sql<Row>(text, values))

beforeAll(async () => {
  partner = await castPartner()
  ada = partner.ada
  ben = await castMember(partner, { name: 'Ben', role: 'partner_operator' })
  mallory = (await castPartner('Mallory')).ada
})
beforeEach(async () => {
  clientId = await castClient(partner)
  plant = await Plant.open(partner.tenantId, clientId)
  workflowId = await plant.workflow({ siteId: await plant.site(ZONE), createdAt: new Date('2026-01-01T00:00:00Z') })
  const objective = objectiveOver(workflowId, 'Orders on time')
  objectiveId = (await createObjective(ada, createObjective.input.parse({ objective }))).objectiveId
  contractId = (await createContract(ada, { clientId, name: 'Managed', zone: ZONE })).contractId
  return () => plant.close()
})

describe('a contract', () => {
  it('is a draft, then in force; versions are numbered, kept, audited', async () => {
    expect((await getContract(ada, { contractId })).contract.phase).toBe('draft')
    expect(await version('2026-01-01')).toMatchObject({ number: 1, digest: expect.stringMatching(/^[0-9a-f]{64}$/) })
    await version(`${today().slice(0, 7)}-01`, { feeMinor: 520_000 })
    await version(addDays(today(), 40), { capPct: 50 })
    const { versions, contract } = await getContract(ada, { contractId })
    expect(contract.phase).toBe('in_force')
    expect(versions.map(({ number: n, phase }) => [n, phase])).toEqual([
      [3, 'planned'],
      [2, 'in_force'],
      [1, 'past'],
    ])
    expect(versions[1]?.changes).toEqual([{ path: 'feeMinor', before: 480_000, after: 520_000 }])
    const trail = await rows<{ action: string }>(
      'SELECT action FROM audit_entry WHERE tenant_id = :tenant AND subject_id = $1 ORDER BY seq',
      [contractId],
    )
    expect(trail.map(({ action }) => action)).toEqual(['contract.create', ...Array(3).fill('contract.add-version')])
  })

  it('refuses a day that has passed, a frozen month, another currency, and objectives of others', async () => {
    await version('2026-01-01')
    await expect(version(today())).rejects.toMatchObject({ code: 'INVALID' })
    await expect(version(addDays(today(), 1), { currency: 'USD' })).rejects.toThrow(/keeps it/)
    const stranger = await castClient(partner)
    const theirs = await Plant.open(partner.tenantId, stranger)
    const theirWorkflow = await theirs.workflow()
    await theirs.close()
    const objective = objectiveOver(theirWorkflow, 'Theirs')
    const other = await createObjective(ada, createObjective.input.parse({ objective }))
    const foreign = { objectives: [{ objectiveId: other.objectiveId, targetPpm: 990_000 }] }
    await expect(version(addDays(today(), 1), foreign)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(getContract(mallory, { contractId })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(addContractVersion(ben, {} as never)).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })

  it('binds a client alone, until it has ended', async () => {
    await expect(createContract(ada, { clientId, name: 'Second', zone: ZONE })).rejects.toMatchObject({
      code: 'CONFLICT',
    })
    await version('2026-01-01')
    await archiveContract(ada, { contractId })
    await expect(version(addDays(today(), 1))).rejects.toMatchObject({ code: 'CONFLICT' })
    await createContract(ada, { clientId, name: 'Second', zone: ZONE })
    const { rows: lines } = await listContracts(ada, { client: null })
    expect(lines.filter(({ name }) => name === 'Second').map(({ phase }) => phase)).toEqual(['draft'])
  })

  it('keeps what it promises from being measured otherwise', async () => {
    await version('2026-01-01')
    const edited = (patch: object) =>
      updateObjective(ada, {
        objectiveId,
        objective: createObjective.input.parse({ objective: { ...objectiveOver(workflowId, 'Renamed'), ...patch } })
          .objective,
      })
    await expect(edited({ form: 'occurrences' })).rejects.toMatchObject({ code: 'CONFLICT' })
    await expect(archiveObjective(ada, { objectiveId })).rejects.toMatchObject({ code: 'CONFLICT' })
    expect(await edited({ targetPpm: 995_000 })).toMatchObject({ version: 2 })
    // the promise keeps its own target
    const { versions } = await getContract(ada, { contractId })
    expect(versions[0]?.terms.objectives[0]?.targetPpm).toBe(990_000)
  })
})

describe('an objective', () => {
  it('shows what its days add up to, and what it measures nothing for', async () => {
    const line = async () => (await listObjectives(ada, listObjectives.input.parse({ workflowId }))).rows[0]
    expect((await line())?.standing).toMatchObject({
      problem: 'no_expectations',
      attainment: { verdict: 'misconfigured' },
    })
    await plant.rule(workflowId, { status: 'on_time' }, { createdAt: new Date('2026-01-01T00:00:00Z') })
    const month = today().slice(0, 7)
    for (const [day, bad] of [
      [`${month}-01`, 2],
      [today(), 1],
    ] as const) {
      const counts = { eligible: 100, good: 100 - bad, bad, excluded: { maintenance: 3 } }
      if (day !== `${month}-01` || today() !== `${month}-01`)
        await plant.insert('objective_day', { objectiveId, day, ...counts, settledAt: new Date() })
    }
    const found = (await line())?.standing
    expect(found).toMatchObject({
      attainment: { n: 200, bad: 3, allowedBad: 2, remaining: -1, ppm: 985_000, verdict: 'missed' },
      tally: { excluded: { maintenance: 6 } },
      isFull: false,
    })
    const page = await getObjective(ada, { objectiveId })
    expect(page.burnDown.points.findLast(({ remaining }) => remaining !== null)).toMatchObject({
      day: today(),
      remaining: -1,
    })
    await expect(getObjective(mallory, { objectiveId })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('clocks of an incident', () => {
  const open = async (minutesAgo: number) => {
    number += 1
    const openedAt = new Date(Date.now() - minutesAgo * 60_000)
    return { incidentId: await plant.incident(workflowId, number, { openedAt }), number }
  }

  it('are those of the contract, and mark the list', async () => {
    await version('2026-01-01', { clocks: { ...TERMS.clocks, time: 'always' } })
    const { number: n } = await open(100)
    const { promise } = await getIncident(ben, { number: n })
    expect(promise).toMatchObject({ contract: { id: contractId, version: 1 }, paused: null })
    expect(promise?.clocks.map(({ kind, state }) => [kind, state])).toEqual([
      ['response', 'breached'],
      ['update', 'breached'],
      ['resolve', 'on_track'],
    ])
    const { rows: lines } = await listIncidents(ben, listIncidents.input.parse({ status: 'all' }))
    expect(lines.find((line) => line.number === n)?.clock).toEqual({ kind: 'response', state: 'breached' })
  })

  it('stop for a reason the contract accepts, on record, and go on', async () => {
    const { incidentId, number: n } = await open(10)
    const pause = (reason: 'waiting_for_client' | 'outside_control') =>
      pauseIncident(ben, { incidentId, reason, note: 'Asked Cleo' })
    await expect(pause('waiting_for_client')).rejects.toThrow(/No contract has clocks/)
    await version('2026-01-01', { clocks: { ...TERMS.clocks, time: 'always' } })
    await expect(pause('outside_control')).rejects.toThrow(/does not accept the reason/)
    await pause('waiting_for_client')
    await pause('waiting_for_client')
    const { promise } = await getIncident(ben, { number: n })
    expect(promise?.paused).toMatchObject({ reason: 'waiting_for_client', author: 'Ben' })
    expect(promise?.clocks.find(({ kind }) => kind === 'resolve')).toMatchObject({ state: 'paused', dueAt: null })
    await resumeIncident(ben, { incidentId })
    await resumeIncident(ben, { incidentId })
    expect((await getIncident(ben, { number: n })).promise?.paused).toBeNull()
    const moves = await rows('SELECT 1 FROM incident_pause WHERE tenant_id = :tenant AND incident_id = $1', [
      incidentId,
    ])
    expect(moves).toHaveLength(2)
    await expect(
      pauseIncident(mallory, { incidentId, reason: 'waiting_for_client', note: null }),
    ).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })
})
