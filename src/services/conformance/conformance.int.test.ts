import fc from 'fast-check'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Clearance, judgeRun } from '@/domain/conformance/judge'
import { newId } from '@/lib/ids'
import { castClient, castMember, castPartner, machine, type UserCaller } from '@/testing/cast'
import { askChange, pastGuards, seeVersion, vote } from '@/testing/governed'
import { Plant } from '@/testing/plant'
import { listFindings } from '../finding/list'
import { getGovernance } from '../version/governance'
import { settleDays } from './days'
import { listConformance } from './list'
import { sweepConformance } from './sweep'

let ben: UserCaller
let carl: UserCaller
let tenantId: string
let plant: Plant
let workflowId: string
let runs = 0

const open = async () =>
  (await listFindings(ben, listFindings.input.parse({ workflowId }))).rows
    .map(({ kind }) => kind)
    .filter((kind) => !kind.startsWith('policy'))
const governance = () => getGovernance(ben, { workflowId })

/** A run as ingestion leaves it, and the state row that says there is news. */
async function ran(hash: string | null, at = new Date(), more: object = {}): Promise<void> {
  await plant.run(workflowId, at, { definitionHash: hash, ...more })
  runs++
  await pastGuards(
    `INSERT INTO workflow_state (tenant_id, workflow_id, client_id, last_event_at, runs) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (tenant_id, workflow_id) DO UPDATE SET last_event_at = greatest(workflow_state.last_event_at, excluded.last_event_at), runs = excluded.runs`,
    [tenantId, workflowId, plant.clientId, at, runs],
  )
}
async function approved(rows: number): Promise<string> {
  const { versionId, hash } = await seeVersion(machine(tenantId), workflowId, rows, false)
  const { changeId } = await askChange(ben, versionId)
  await vote(carl, changeId)
  return hash
}

beforeAll(async () => {
  const partner = await castPartner()
  tenantId = partner.tenantId
  carl = await castMember(partner, { name: 'Carl', role: 'partner_approver' })
  ben = await castMember(partner, { name: 'Ben', role: 'partner_operator' })
  plant = await Plant.open(tenantId, await castClient(partner))
})
beforeEach(async () => {
  workflowId = await plant.workflow({ tier: 2 })
})

describe('approved versus ran', () => {
  it('a sender without connector makes versions by the hash its runs carry, and nothing is held against it yet', async () => {
    await ran('h1')
    await ran(null, new Date(), { version: '2026.11' })
    await sweepConformance(machine)
    const { versions, ppm } = await governance()
    expect(versions.map(({ hash, origin, lifecycle }) => [hash, origin, lifecycle]).sort()).toEqual([
      ['h1', 'event', 'draft'],
      ['label:2026.11', 'event', 'draft'],
    ])
    expect(ppm).toBeNull()
    expect(await open()).toEqual([])
  })
  it('the first run proves an approved change, and the first run after an unapproved edit is a finding', async () => {
    const hash = await approved(1)
    await ran(hash)
    await sweepConformance(machine)
    const [version] = (await governance()).versions
    expect(version).toMatchObject({ lifecycle: 'live', change: { status: 'deployed' } })
    await ran('edited-by-night')
    await sweepConformance(machine)
    expect(await open()).toEqual(['unapproved_run'])
    await ran('edited-by-night')
    await sweepConformance(machine)
    expect(await open()).toEqual(['unapproved_run'])
  })
  it('an old version that still runs after the new one went live is a zombie', async () => {
    const old = await approved(1)
    await ran(old)
    await sweepConformance(machine)
    const fresh = await approved(2)
    await ran(old)
    await sweepConformance(machine)
    expect(await open()).toEqual([])
    await ran(fresh)
    await sweepConformance(machine)
    expect(await open()).toEqual([])
    await ran(fresh)
    await ran(old)
    await sweepConformance(machine)
    expect(await open()).toEqual(['zombie_run'])
  })
  it('runs by hand are nobody’s business', async () => {
    await approved(1)
    await ran('try-out', new Date(), { isManual: true })
    await sweepConformance(machine)
    expect(await open()).toEqual([])
  })
  it('an edit that is approved afterwards clears its finding', async () => {
    await ran(await approved(1))
    await sweepConformance(machine)
    const { versionId, hash } = await seeVersion(machine(tenantId), workflowId, 2, false)
    await ran(hash)
    await sweepConformance(machine)
    expect(await open()).toEqual(['unapproved_run'])
    const { changeId } = await askChange(ben, versionId)
    await vote(carl, changeId)
    await ran(hash)
    await sweepConformance(machine)
    expect(await open()).toEqual([])
  })
  it('looks at nothing twice: without news there is nothing to do', async () => {
    await ran('h1')
    expect(await sweepConformance(machine)).toBeGreaterThan(0)
    expect(await sweepConformance(machine)).toBe(0)
  })
  it('counts by day, and every figure opens to its runs', async () => {
    const hash = await approved(1)
    await ran(hash)
    await sweepConformance(machine)
    await ran(hash)
    await ran(hash)
    await ran('other')
    await ran(null)
    await ran('other', new Date(), { isManual: true })
    await ran('before', new Date(Date.now() - 3_600_000))
    await settleDays(machine(tenantId), { days: 2 })
    await settleDays(machine(tenantId), { days: 2 })
    const { tally, ppm, strip } = await governance()
    expect(tally).toEqual({
      approved: 3,
      emergency: 0,
      unapproved: 1,
      zombie: 0,
      unidentified: 1,
      no_baseline: 1,
      manual: 1,
    })
    expect(ppm).toBe(600_000)
    const counted = strip.reduce<Record<string, number>>(
      (sum, { verdict }) => ({ ...sum, [verdict]: (sum[verdict] ?? 0) + 1 }),
      {},
    )
    expect(counted).toEqual({ approved: 3, unapproved: 1, unidentified: 1, no_baseline: 1, manual: 1 })
    const report = await listConformance(ben, listConformance.input.parse({}))
    expect(report.workflows.find(({ workflow }) => workflow.id === workflowId)).toMatchObject({ ppm: 600_000 })
  })
})

describe('the verdict in SQL is the verdict of the rules', () => {
  it('for random histories', async () => {
    const T0 = Date.now() - 20 * 3_600_000
    const at = (minutes: number) => new Date(T0 + minutes * 60_000)
    const keys = ['k1', 'k2', 'k3']
    const arbitrary = fc.record({
      clearances: fc.array(
        fc.record({
          key: fc.constantFrom(...keys),
          from: fc.integer({ min: 1, max: 900 }),
          length: fc.option(fc.integer({ min: 1, max: 300 })),
          isEmergency: fc.boolean(),
        }),
        { maxLength: 5 },
      ),
      runs: fc.array(
        fc.record({
          key: fc.option(fc.constantFrom(...keys)),
          at: fc.integer({ min: 0, max: 1_000 }),
          isManual: fc.boolean(),
        }),
        { minLength: 5, maxLength: 25 },
      ),
    })
    for (const { clearances, runs: planned } of fc.sample(arbitrary, { numRuns: 12, seed: 42 })) {
      workflowId = await plant.workflow({})
      const known: Clearance[] = clearances.map(({ key, from, length, isEmergency }) => ({
        ...{ key, isEmergency, from: at(from) },
        to: length === null ? null : at(from + length),
      }))
      const versions = new Map<string, string>()
      for (const [index, key] of keys.entries()) {
        const id = newId()
        versions.set(key, id)
        await plant.insert('workflow_version', {
          ...{ id, workflowId, number: index + 1, hash: key, origin: 'event', firstSeenAt: at(0), lastSeenAt: at(0) },
          ...{ isActive: false, lifecycle: 'draft' },
        })
      }
      for (const { key, from, to, isEmergency } of known)
        await pastGuards(
          `INSERT INTO change (tenant_id, id, client_id, number, workflow_id, version_id, title, why, risk, is_emergency, is_baseline, content_hash,
             author_ids, requester_id, requester_name, status, created_at, cleared_at, superseded_at, request_status, request_id, proof)
           VALUES ($1, $2, $3, (random() * 1e9)::int, $4, $5, 't', 'w', 'r', $6, false, repeat('a', 64), '{}', $2, 'x', 'deployed', $7, $7, $8, 'approved', $2, '{}')`,
          [tenantId, newId(), plant.clientId, workflowId, versions.get(key), isEmergency, from, to],
        )
      for (const run of planned)
        await plant.run(workflowId, at(run.at), { definitionHash: run.key, isManual: run.isManual })
      const { strip } = await governance()
      const expected = planned
        .map((run) => judgeRun({ key: run.key, beganAt: at(run.at), isManual: run.isManual }, known))
        .sort()
      const found = strip.map(({ verdict }) => verdict).sort()
      expect(found).toEqual(expected)
    }
  })
})
