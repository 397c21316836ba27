import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ContractTermsInput } from '@/domain/contract/input'
import { ObjectiveInput } from '@/domain/objective/schema'
import { closePools } from '@/infra/db'
import { sha256 } from '@/lib/crypto'
import { canonicalJson } from '@/lib/json'
import { addContractVersion } from '@/services/contract/add-version'
import { createContract } from '@/services/contract/create'
import { createObjective } from '@/services/objective/create'
import { type CastPartner, castPartner, machine } from '@/testing/cast'
import { type Manufacturer, makeManufacturer } from '@/testing/factories'
import { Plant } from '@/testing/plant'
import { addAddendum } from './addendum'
import { freezeMonth } from './freeze'
import { getMonth } from './get'
import { listMonths } from './list'
import { previewMonth } from './preview'
import { setAutomaticFreeze } from './set-automatic'
import { settleClient } from './settle'
import { keepMonths } from './sweep'

/** The month that ended more than 72 hours before any day this test may run on, but the first four of a month. */
const LAST = (() => {
  const now = new Date(Date.now() - 5 * 86_400_000)
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1)).toISOString().slice(0, 7)
})()
const OPEN = new Date().toISOString().slice(0, 7)

let partner: CastPartner
let plant: Plant
let made: Manufacturer
let objectiveId: string

const TERMS = {
  currency: 'EUR',
  feeMinor: 100_000,
  clocks: { time: 'plant', atRiskPct: 75, tiers: [] },
  maintenance: { counts: 'out', noticeHours: 0, monthlyCapMinutes: null },
  pauses: { counts: 'in', reasons: [] },
  creditTiers: [{ below: 990_000, pct: 10 }],
}

beforeAll(async () => {
  partner = await castPartner()
  const { ada, tenantId } = partner
  made = await makeManufacturer(ada)
  const { clientId, workflowId } = made
  plant = await Plant.open(tenantId, clientId)
  const scope = { kind: 'workflow', id: workflowId }
  const objective = { name: 'Orders', form: 'occurrences', scope, targetPpm: 990_000, zone: 'Europe/Berlin' }
  objectiveId = (await createObjective(ada, { objective: ObjectiveInput.parse(objective) })).objectiveId
  const { contractId } = await createContract(ada, { clientId, name: 'Service', zone: 'Europe/Berlin' })
  const promise = { objectiveId, targetPpm: 990_000, sharePpm: 1_000_000, creditTiers: null }
  const terms = ContractTermsInput.parse({ ...TERMS, objectives: [promise] })
  await addContractVersion(ada, { contractId, effectiveFrom: `${LAST}-01`, terms, note: null })
  // What the new promise marked is counted now, so that the rows below stand.
  await settleClient(machine(tenantId), clientId)
  const settled = { objectiveId, eligible: 100, settledAt: new Date(Date.now() - 3_600_000) }
  await plant.raw(`DELETE FROM objective_day WHERE tenant_id = $1 AND to_char(day, 'YYYY-MM') = '${LAST}'`)
  await plant.insert('objective_day', { ...settled, day: `${LAST}-01`, good: 100, bad: 0 })
  await plant.insert('objective_day', { ...settled, day: `${LAST}-02`, good: 96, bad: 4, excluded: '{"off_shift": 7}' })
})

afterAll(async () => {
  await plant.close()
  await closePools()
})

/** Texts of the statements that `work` sends. */
async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const original = Client.prototype.query
  const texts: string[] = []
  Client.prototype.query = function (this: Client, ...args: unknown[]) {
    const [first] = args
    texts.push(typeof first === 'string' ? first : ((first as { text?: string })?.text ?? ''))
    return Reflect.apply(original, this, args)
  } as typeof original
  try {
    await work()
  } finally {
    Client.prototype.query = original
  }
  return texts
}

describe('a month', () => {
  it('is computed from settled rows: no statement reads a run or an event', async () => {
    const texts = await statementsOf(() => previewMonth(partner.ada, { clientId: made.clientId, month: LAST }))
    expect(texts.filter((text) => /objective_day/.test(text))).toHaveLength(1)
    expect(texts.filter((text) => /\b(execution|event_log|execution_key|rollup_minute)\b/.test(text))).toEqual([])
  })

  it('is not frozen before it ends', async () => {
    const early = freezeMonth(partner.ada, { clientId: made.clientId, month: OPEN, reason: 'too early' })
    await expect(early).rejects.toMatchObject({
      code: 'INVALID',
      message: expect.stringContaining('cannot be frozen before'),
    })
  })

  it('is frozen once, with a digest anybody can check', async () => {
    const input = { clientId: made.clientId, month: LAST, reason: null }
    const first = await freezeMonth(partner.ada, input)
    const frozen = await getMonth(partner.ada, input)
    expect(sha256(canonicalJson(frozen.figures))).toBe(frozen.digest)
    expect(frozen.figures.objectives).toMatchObject([
      { id: objectiveId, eligible: 200, good: 196, excluded: { off_shift: 7 } },
    ])
    expect(frozen.figures.segments[0]?.objectives[0]).toMatchObject({
      ppm: 980_000,
      allowedBad: 2,
      remaining: -2,
      verdict: 'missed',
    })
    expect(frozen.figures.credits).toMatchObject({ minor: 10_000, isCapped: false })
    expect(await freezeMonth(partner.ada, input)).toEqual(first)
    expect((await listMonths(partner.ada, { clientId: made.clientId })).items).toMatchObject([
      { month: LAST, creditMinor: 10_000, missed: 1, addenda: 0 },
    ])
  })

  it('refuses figures whose digest is not theirs', async () => {
    const forged = {
      ...{ id: made.workflowId, month: '2020-01', zone: 'UTC', fromAt: new Date(0), toAt: new Date(1), figures: '{}' },
      ...{ digest: 'a'.repeat(64), inputsDigest: 'a'.repeat(64), frozenBy: 'Mallory', frozenAt: new Date() },
    }
    await expect(plant.insert('month_freeze', forged)).rejects.toThrow('month_freeze_digest')
  })

  it('stays as it was when late news arrives: a numbered addendum says what changed', async () => {
    const key = { clientId: made.clientId, month: LAST }
    const frozen = await getMonth(partner.ada, key)
    expect(await addAddendum(partner.ada, { ...key, reason: 'nothing new' })).toMatchObject({ changes: 0 })
    await plant.raw(
      `UPDATE objective_day SET eligible = 101, good = 97, settled_at = clock_timestamp() WHERE tenant_id = $1 AND day = '${LAST}-02'`,
    )
    expect(await keepMonths(machine, new Date())).toBe(1)
    expect(await keepMonths(machine, new Date())).toBe(0)
    const after = await getMonth(partner.ada, key)
    expect(after.digest).toBe(frozen.digest)
    expect(after.figures).toEqual(frozen.figures)
    expect(after.addenda).toMatchObject([{ number: 1, previousDigest: frozen.digest, addedBy: 'test' }])
    expect(after.addenda[0]?.changes).toContainEqual({ id: `objectives/${objectiveId}/good`, before: 196, after: 197 })
  })

  it('is frozen by the worker where people asked for it', async () => {
    const other = await makeManufacturer(partner.ada, 'Weber')
    expect(await setAutomaticFreeze(partner.ada, { clientId: other.clientId, isAutomatic: true })).toEqual({
      isAutomatic: true,
    })
    await keepMonths(machine, new Date())
    expect((await listMonths(partner.ada, { clientId: other.clientId })).items).toMatchObject([
      { month: LAST, frozenBy: 'test' },
    ])
  })
})
