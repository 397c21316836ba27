import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { withTenant, withTenantSql } from '@/infra/db'
import { newId } from '@/lib/ids'
import { type CastPartner, castClient, castMember, castPartner, machine, type UserCaller } from '@/testing/cast'
import { Plant } from '@/testing/plant'
import { createPolicy } from '../../escalation/policy/save'
import { startEscalation } from '../../escalation/start'
import { sweepEscalations } from '../../escalation/sweep'
import { acknowledgeIncident } from '../acknowledge'
import { resolveIncident } from '../resolve'
import { acknowledgeIncidents } from './acknowledge-many'
import { assignIncident } from './assign'
import { editIncidentTimes } from './edit-times'
import { mergeIncident } from './merge'
import { snoozeIncident } from './snooze'
import { unmergeIncident } from './unmerge'
import { wakeIncident, wakeIncidents } from './wake'

const HOUR = 3_600_000
let nordlicht: CastPartner
let plant: Plant
let ben: UserCaller
let carl: UserCaller
let cleo: UserCaller
let vera: UserCaller
let mallory: UserCaller
let workflowId: string
let incidentId: string
let foreignId: string
let number = 3000

beforeAll(async () => {
  nordlicht = await castPartner()
  const bruckner = await castClient(nordlicht, 'brueckner')
  const vela = await castClient(nordlicht, 'vela')
  ben = await castMember(nordlicht, { name: 'Ben', role: 'partner_operator' })
  carl = await castMember(nordlicht, { name: 'Carl', role: 'partner_approver' })
  cleo = await castMember(nordlicht, { name: 'Cleo', role: 'client_plant', clientIds: [bruckner] })
  vera = await castMember(nordlicht, { name: 'Vera', role: 'partner_operator', clientIds: [vela] })
  mallory = (await castPartner('Mallory')).ada
  plant = await Plant.open(nordlicht.tenantId, bruckner)
  workflowId = await plant.workflow({ name: 'Delivery notices' })
  const velas = plant.of(vela)
  foreignId = await velas.incident(await velas.workflow(), 2999)
})
const open = (row: object = {}) => {
  number += 1
  return plant.incident(workflowId, number, { openedAt: new Date(Date.now() - HOUR), ...row })
}
beforeEach(async () => {
  incidentId = await open()
})
afterAll(() => plant.close())

const read = <Row>(text: string, values: unknown[]) =>
  withTenantSql(nordlicht.ada.scope, (sql) => sql<Row>(text, values))
const row = async (id = incidentId) =>
  (
    await read<Record<string, unknown>>(
      `SELECT status, assignee_name AS who, snoozed_until AS until, merged_into_id AS into, cause_category AS cause, opened_at AS opened,
         impact_started_at AS impact FROM incident WHERE tenant_id = :tenant AND id = $1`,
      [id],
    )
  )[0]
const trail = async (id = incidentId) =>
  (
    await read<{ action: string }>(
      'SELECT action FROM audit_entry WHERE tenant_id = :tenant AND subject_id = $1 ORDER BY seq',
      [id],
    )
  ).map(({ action }) => action)
const soon = () => new Date(Date.now() + HOUR)
const give = (who: UserCaller, to: UserCaller | null, heldBy: UserCaller | null = null) =>
  assignIncident(who, { incidentId, userId: to?.actor.id ?? null, heldByUserId: heldBy?.actor.id ?? null })

describe('walls', () => {
  it.each([
    ['another client’s operator', () => vera],
    ['another partner', () => mallory],
  ])('%s finds nothing', async (_, of) => {
    const who = of()
    const tries = [
      () => give(who, null),
      () => snoozeIncident(who, { incidentId, until: soon(), reason: 'later' }),
      () => wakeIncident(who, { incidentId }),
      () => mergeIncident(who, { incidentId, intoId: incidentId, reason: 'same' }),
      () => unmergeIncident(who, { incidentId }),
      () => editIncidentTimes(who, { incidentId, openedAt: new Date(0), reason: 'no' }),
      () => acknowledgeIncidents(who, { incidentIds: [incidentId] }),
    ]
    for (const attempt of tries) await expect(attempt()).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await trail()).toEqual([])
  })

  it('needs the duty to respond', async () => {
    await expect(give(cleo, ben)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(snoozeIncident(cleo, { incidentId, until: soon(), reason: 'later' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
  })
})

describe('assign', () => {
  it('only to people who may respond and see the client', async () => {
    for (const who of [cleo, vera, mallory]) await expect(give(ben, who)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await give(ben, carl)
    expect((await row())?.who).toBe('Carl')
    expect(await trail()).toEqual(['incident.assign'])
  })

  it('of two who take it over at once, one has it and the other is told who', async () => {
    const results = await Promise.allSettled([give(ben, ben), give(carl, carl)])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'CONFLICT', message: expect.stringMatching(/^(Ben|Carl) has this incident now/) },
    })
    expect(await trail()).toHaveLength(1)
  })

  it('who takes what is nobody’s has it; who acknowledges another’s does not take it away', async () => {
    await acknowledgeIncident(ben, { incidentId })
    expect((await row())?.who).toBe('Ben')
    incidentId = await open()
    await give(ben, carl)
    await acknowledgeIncident(ben, { incidentId })
    expect((await row())?.who).toBe('Carl')
  })
})

describe('snooze', () => {
  it('sleeps with a reason, and the worker wakes it when the time is over, once', async () => {
    await snoozeIncident(ben, { incidentId, until: soon(), reason: 'Supplier opens at 06:00' })
    await wakeIncidents(machine)
    expect((await row())?.until).not.toBeNull()
    await plant.raw(
      `UPDATE incident SET snoozed_until = now() - interval '1 second' WHERE tenant_id = $1 AND snoozed_until IS NOT NULL`,
    )
    await Promise.all([wakeIncidents(machine), wakeIncidents(machine)])
    expect(await row()).toMatchObject({ until: null, status: 'open' })
    expect(await trail()).toEqual(['incident.snooze', 'incident.snoozeOver'])
  })
  it('a person may end it early, and its end ends it', async () => {
    await snoozeIncident(ben, { incidentId, until: soon(), reason: 'waiting' })
    await wakeIncident(carl, { incidentId })
    await wakeIncident(carl, { incidentId })
    expect(await trail()).toEqual(['incident.snooze', 'incident.wake'])
    await snoozeIncident(ben, { incidentId, until: soon(), reason: 'waiting' })
    await resolveIncident(ben, { incidentId, resolution: 'done', causeCategory: 'credential' })
    expect(await row()).toMatchObject({ until: null, status: 'resolved', cause: 'credential' })
  })
})

describe('a call for help that sleeps with its incident', () => {
  it('goes on at once when the sleep is ended early, and no sooner', async () => {
    const steps = [0, 5].map((delayMin) => ({ delayMin, isPlantHours: false, targets: [{ kind: 'duty' as const }] }))
    const plan = { steps, repeat: 1, repeatAfterMin: 30, isEmptySkipped: false }
    const policy = { name: 'Night', clientId: plant.clientId, processId: null, tier: null, plan }
    await createPolicy(nordlicht.ada, { escalationPolicy: policy })
    await startEscalation(machine(nordlicht.tenantId), { incidentId, outboxId: newId() })
    const fire = () =>
      plant.raw(
        `UPDATE escalation SET next_at = now(), state = jsonb_set(state, '{nextAt}', to_jsonb(now())) WHERE tenant_id = $1 AND incident_id = '${incidentId}'`,
      )
    const until = soon()
    await snoozeIncident(ben, { incidentId, until, reason: 'waiting' })
    await fire()
    await sweepEscalations(machine)
    const timer = async () =>
      (
        await read<{ at: Date; isDue: boolean }>(
          'SELECT e.next_at AS at, e.next_at <= now() AS "isDue" FROM escalation e WHERE e.tenant_id = :tenant AND e.incident_id = $1',
          [incidentId],
        )
      )[0]
    expect(await timer()).toEqual({ at: until, isDue: false })
    await wakeIncident(carl, { incidentId })
    expect(await timer()).toMatchObject({ isDue: true })
  })
})

describe('merge', () => {
  it('folds, moves along what was folded, ends together, and comes out again', async () => {
    const [head, other] = [await open(), await open()]
    await mergeIncident(ben, { incidentId: other, intoId: incidentId, reason: 'same gateway' })
    await mergeIncident(ben, { incidentId, intoId: head, reason: 'same gateway' })
    expect([(await row(other))?.into, (await row())?.into]).toEqual([head, head])
    await unmergeIncident(ben, { incidentId: other })
    expect((await row(other))?.into).toBeNull()
    await resolveIncident(ben, { incidentId: head, resolution: 'gateway restarted' })
    expect([(await row(head))?.status, (await row())?.status, (await row(other))?.status]).toEqual([
      'resolved',
      'resolved',
      'open',
    ])
    expect(await trail()).toEqual(['incident.merge', 'incident.resolve'])
  })

  it('never into another client’s, nor could the database store it', async () => {
    await expect(mergeIncident(ben, { incidentId, intoId: foreignId, reason: 'x' })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('same client'),
    })
    const forged = withTenant(nordlicht.ada.scope, ({ sql }) =>
      sql('UPDATE incident SET merged_into_id = $2::uuid WHERE tenant_id = :tenant AND id = $1::uuid', [
        incidentId,
        foreignId,
      ]),
    )
    await expect(forged).rejects.toThrow('incident_merged_fk')
  })

  it('two who merge crosswise at once: one merge, no circle', async () => {
    const other = await open()
    const results = await Promise.allSettled([
      mergeIncident(ben, { incidentId, intoId: other, reason: 'a' }),
      mergeIncident(carl, { incidentId: other, intoId: incidentId, reason: 'b' }),
    ])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect([(await row(other))?.into, (await row())?.into].filter((into) => into !== null)).toHaveLength(1)
  })
})

describe('edit times', () => {
  it('corrects with a reason and keeps what was recorded', async () => {
    const recorded = (await row())?.opened as Date
    const opened = new Date(recorded.getTime() - HOUR)
    const impactStartedAt = new Date(recorded.getTime() - 2 * HOUR)
    await editIncidentTimes(ben, { incidentId, openedAt: opened, impactStartedAt, reason: 'The shift called at 03:10' })
    expect(await row()).toMatchObject({ opened, impact: impactStartedAt })
    const edits = await read<object>(
      'SELECT field, before_at AS before, after_at AS after, reason, author FROM incident_edit WHERE tenant_id = :tenant AND incident_id = $1 ORDER BY field',
      [incidentId],
    )
    const by = { reason: 'The shift called at 03:10', author: 'Ben' }
    expect(edits).toEqual([
      { field: 'impactStartedAt', before: null, after: impactStartedAt, ...by },
      { field: 'openedAt', before: recorded, after: opened, ...by },
    ])
  })
  it('refuses what is out of order, and then nothing moved', async () => {
    const before = await row()
    const late = { incidentId, impactStartedAt: new Date(Date.now() - 60_000), reason: 'x' }
    await expect(editIncidentTimes(ben, late)).rejects.toMatchObject({ code: 'INVALID' })
    expect(await row()).toEqual(before)
    expect(await trail()).toEqual([])
  })
})

describe('acknowledge many', () => {
  it('says one by one what became of each, and hinders none', async () => {
    const [taken, over, free] = [incidentId, await open(), await open()]
    await acknowledgeIncident(carl, { incidentId: taken })
    await resolveIncident(carl, { incidentId: over, resolution: 'done' })
    const { results } = await acknowledgeIncidents(ben, { incidentIds: [taken, over, free, free] })
    const of = (id: string) => results.find((each) => each.incidentId === id)
    expect(results).toHaveLength(3)
    expect(of(taken)?.problem).toContain('Carl has already')
    expect(of(over)?.problem).toContain('was resolved')
    expect(of(free)).toMatchObject({ isTaken: true, problem: null })
    expect(await trail(free)).toEqual(['incident.acknowledge-many'])
  })
})
