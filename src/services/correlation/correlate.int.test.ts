import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { withTenantSql } from '@/infra/db'
import { acknowledgeIncident } from '@/services/incident/acknowledge'
import { resolveIncident } from '@/services/incident/resolve'
import { type CastPartner, castClient, castMember, castPartner, machine, type UserCaller } from '@/testing/cast'
import { Plant } from '@/testing/plant'
import { correlateIncident } from './correlate'
import { listCorrelationRules } from './list'
import { previewCorrelation } from './preview'
import { releaseHeld } from './release'
import { archiveCorrelationRule, createCorrelationRule, updateCorrelationRule } from './save'
import { settleGroup } from './settle'

let partner: CastPartner
let plant: Plant
let ben: UserCaller
let erp: string
let number = 0

beforeAll(async () => {
  partner = await castPartner()
  ben = await castMember(partner, { name: 'Ben', role: 'partner_operator' })
})
beforeEach(async () => {
  plant = await Plant.open(partner.tenantId, await castClient(partner))
  erp = await plant.system('erp', 'SAP')
})
afterAll(() => plant.close())

const system = () => machine(partner.tenantId)
const read = <Row>(text: string, values: unknown[] = []) =>
  withTenantSql(partner.ada.scope, (sql) => sql<Row>(text, values))
const rowOf = async (id: string) => {
  const [row] = await read<{
    parent: string | null
    raised: Date | null
    held: Date | null
    status: string
    by: string | null
    rank: number
    ended: Date | null
  }>(
    `SELECT parent_id AS parent, raised_at AS raised, held_until AS held, status::text, acknowledged_by AS by, rank, ended_at AS ended
     FROM incident WHERE tenant_id = :tenant AND id = $1`,
    [id],
  )
  if (!row) throw new Error('an incident')
  return row
}
const told = async (...ids: string[]) =>
  (
    await read<{ id: string }>(
      `SELECT payload->>'incidentId' AS id FROM outbox WHERE tenant_id = :tenant AND topic = 'incident.raised' AND payload->>'incidentId' = ANY($1)`,
      [ids],
    )
  ).map(({ id }) => id)

/** An incident of a workflow of its own that writes to the ERP. */
async function fail(at: Plant = plant, toSystemId: string = erp, tier = 2): Promise<string> {
  const workflowId = await at.workflow({ tier, toSystemId })
  number += 1
  return at.incident(workflowId, number)
}
const correlate = (incidentId: string) => correlateIncident(system(), { incidentId })

const RULE = {
  ...{
    reach: 'client',
    match: { mode: 'all', conditions: [{ field: 'system', op: 'is', values: ['MES'] }] },
    groupBy: ['system'],
  },
  ...{ windowS: 600, threshold: 3, waitS: 120, resolve: 'all', resolveDelayS: 0, reopenDelayS: 0 },
}

describe('correlateIncident', () => {
  it('calls people for the first, and for no other of its group; the head’s rank is the group’s', async () => {
    const [first, second] = [await fail(), await fail(plant, erp, 1)]
    expect(await correlate(first)).toBe('head')
    const alone = (await rowOf(first)).rank
    expect(await correlate(second)).toBe('member')
    expect(await told(first, second)).toEqual([first])
    expect(await rowOf(second)).toMatchObject({ parent: first, raised: null })
    expect((await rowOf(first)).rank).toBeGreaterThan(alone)
  })
  it('delivered again, nothing changes', async () => {
    const [first, second] = [await fail(), await fail()]
    for (const id of [first, second, second, first, first]) await correlate(id)
    expect(await told(first, second)).toEqual([first])
    expect((await rowOf(second)).parent).toBe(first)
  })
  it('forty at once make one head and one call', async () => {
    const ids = await Promise.all(Array.from({ length: 40 }, () => fail()))
    await Promise.all([...ids, ...ids].map(correlate))
    const rows = await Promise.all(ids.map(rowOf))
    expect(rows.filter(({ parent }) => parent === null)).toHaveLength(1)
    expect(await told(...ids)).toHaveLength(1)
  })
  it('what shares nothing is told on its own; what is over already is told to nobody', async () => {
    const workflowId = await plant.workflow()
    const alone = await plant.incident(workflowId, ++number)
    expect(await correlate(alone)).toBe('head')
    const over = await plant.incident(workflowId, ++number, { status: 'resolved', resolvedAt: new Date() })
    expect(await correlate(over)).toBe('over')
    expect(await told(alone, over)).toEqual([alone])
  })
})

describe('candidates', () => {
  it('wait for enough others, or for their time', async () => {
    const { ruleId } = await createCorrelationRule(
      partner.ada,
      createCorrelationRule.input.parse({ name: 'MES', position: 1, spec: RULE }),
    )
    const mes = await plant.system('mes', 'MES')
    const [a, b, c] = [await fail(plant, mes), await fail(plant, mes), await fail(plant, mes)]
    expect(await correlate(a)).toBe('candidate')
    expect(await correlate(b)).toBe('candidate')
    expect(await told(a, b)).toEqual([])
    expect(await releaseHeld(system(), { incidentId: a })).toBe(false)
    expect(await correlate(c)).toBe('head')
    expect(await told(a, b, c)).toEqual([a])
    expect(await rowOf(b)).toMatchObject({ parent: a, held: null })
    const other = await Plant.open(partner.tenantId, await castClient(partner))
    const late = await fail(other, await other.system('mes', 'MES'))
    expect(await correlate(late)).toBe('candidate')
    await other.raw(
      `UPDATE incident SET held_until = now() - interval '1 s' WHERE tenant_id = $1 AND held_until IS NOT NULL`,
    )
    expect(await releaseHeld(system(), { incidentId: late })).toBe(true)
    expect(await releaseHeld(system(), { incidentId: late })).toBe(false)
    expect(await told(late)).toEqual([late])
    await other.close()
    await archiveCorrelationRule(partner.ada, { ruleId })
  })
})

describe('settleGroup', () => {
  async function group(): Promise<[string, string, string]> {
    const ids: [string, string, string] = [await fail(), await fail(), await fail()]
    for (const id of ids) await correlate(id)
    return ids
  }
  const resolve = (incidentId: string) => resolveIncident(ben, { incidentId, resolution: 'runs again' })

  it('while members stand the group goes on, and who took it keeps it in silence', async () => {
    const [head, next, last] = await group()
    await acknowledgeIncident(ben, { incidentId: head })
    await resolve(head)
    expect(await settleGroup(system(), { incidentId: head })).toBe('handed_on')
    expect(await rowOf(next)).toMatchObject({ parent: null, status: 'acknowledged', by: 'Ben' })
    expect((await rowOf(head)).parent).toBe(next)
    expect((await rowOf(last)).parent).toBe(next)
    expect(await told(head, next, last)).toEqual([head])
    await resolve(last)
    expect(await settleGroup(system(), { incidentId: last })).toBe('member')
    await resolve(next)
    expect(await settleGroup(system(), { incidentId: next })).toBe('ended')
    expect((await rowOf(next)).ended).not.toBeNull()
  })
  it('what nobody took is told again when its head ends', async () => {
    const [head, next, last] = await group()
    await resolve(head)
    expect(await settleGroup(system(), { incidentId: head })).toBe('handed_on')
    expect((await told(head, next, last)).sort()).toEqual([head, next].sort())
  })
  it('what comes back within the reopen delay continues the group and is told', async () => {
    const first = await fail()
    await correlate(first)
    await resolve(first)
    expect(await settleGroup(system(), { incidentId: first })).toBe('ended')
    const again = await fail()
    expect(await correlate(again)).toBe('head')
    expect(await told(again)).toEqual([again])
    expect((await rowOf(first)).parent).toBe(again)
  })
  it('waits for the resolve delay before the end is told', async () => {
    const ruleId = (await listCorrelationRules(partner.ada, {})).rules.find(({ name }) => name === 'Shared system')?.id
    if (!ruleId) throw new Error('a built-in rule')
    const spec = { ...RULE, match: { mode: 'all', conditions: [] }, threshold: 1, waitS: 0, resolveDelayS: 60 }
    const rule = { ruleId, name: 'Shared system', position: 2_000, spec }
    await updateCorrelationRule(partner.ada, updateCorrelationRule.input.parse(rule))
    const only = await fail()
    await correlate(only)
    await resolve(only)
    expect(await settleGroup(system(), { incidentId: only })).toBe('later')
    expect(await settleGroup(system(), { incidentId: only, isSettling: true })).toBe('ended')
    await archiveCorrelationRule(partner.ada, { ruleId })
    expect(
      (await listCorrelationRules(partner.ada, {})).rules.find(({ id }) => id === ruleId)?.spec.resolveDelayS,
    ).toBe(0)
  })
})

describe('rules', () => {
  it('are shown on the past before they decide, and are nothing for who sees one client only', async () => {
    const mes = await plant.system('mes', 'MES')
    for (let n = 0; n < 3; n++) await fail(plant, mes)
    const asked = previewCorrelation.input.parse({ position: 1, spec: RULE })
    const preview = await previewCorrelation(ben, asked)
    expect(preview.groups.some(({ members }) => members.length === 2)).toBe(true)
    expect(preview.calls).toBeLessThanOrEqual(preview.incidents)
    const scoped = await castMember(partner, { name: 'Olga', role: 'partner_operator', clientIds: [plant.clientId] })
    await expect(previewCorrelation(scoped, asked)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(withTenantSql(scoped.scope, (sql) => sql('SELECT id FROM correlation_rule'))).resolves.toEqual([])
  })
})
