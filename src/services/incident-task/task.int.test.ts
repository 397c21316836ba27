import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { withTenant } from '@/infra/db'
import { portalSnapshot } from '@/services/portal/snapshot'
import { type CastPartner, castClient, castMember, castPartner, type UserCaller } from '@/testing/cast'
import { Plant } from '@/testing/plant'
import { addIncidentNote } from '../incident/add-note'
import { getIncident } from '../incident/get'
import { resolveIncident } from '../incident/resolve'
import { addIncidentTask } from './add'
import { finishIncidentTask } from './finish'
import { listIncidentTasks } from './list'
import { reassignIncidentTask } from './reassign'
import { verifyIncidentTask } from './verify'

let nordlicht: CastPartner
let plant: Plant
let ben: UserCaller
let carl: UserCaller
let cleo: UserCaller
let vera: UserCaller
let incidentId: string
let number = 4000
const later = () => new Date(Date.now() + 86_400_000)

beforeAll(async () => {
  nordlicht = await castPartner()
  const bruckner = await castClient(nordlicht, 'brueckner')
  const vela = await castClient(nordlicht, 'vela')
  ben = await castMember(nordlicht, { name: 'Ben', role: 'partner_operator' })
  carl = await castMember(nordlicht, { name: 'Carl', role: 'partner_approver' })
  cleo = await castMember(nordlicht, { name: 'Cleo', role: 'client_plant', clientIds: [bruckner] })
  vera = await castMember(nordlicht, { name: 'Vera', role: 'partner_operator', clientIds: [vela] })
  plant = await Plant.open(nordlicht.tenantId, bruckner)
})
beforeEach(async () => {
  number += 1
  incidentId = await plant.incident(await plant.workflow(), number)
})
afterAll(() => plant.close())

const add = (kind: 'follow_up' | 'corrective' | 'preventive' = 'corrective', title = 'Renew the carrier certificate') =>
  addIncidentTask(ben, { incidentId, kind, title, userId: ben.actor.id, dueAt: later() })
const list = async (who: UserCaller, given: object = {}) =>
  listIncidentTasks(who, listIncidentTasks.input.parse({ incidentId, ...given }))

describe('tasks after an incident', () => {
  it('are done by one and verified by another, and neither twice', async () => {
    const { taskId } = await add()
    await expect(verifyIncidentTask(carl, { taskId })).rejects.toMatchObject({ code: 'CONFLICT' })
    await finishIncidentTask(ben, { taskId, outcome: 'Renewed until 2028' })
    await expect(verifyIncidentTask(ben, { taskId })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    expect((await list(ben)).tasks).toMatchObject([{ state: 'unverified', isOwnWork: true, ownerName: 'Ben' }])
    const race = await Promise.allSettled([
      verifyIncidentTask(carl, { taskId }),
      verifyIncidentTask(nordlicht.ada, { taskId }),
    ])
    expect(race.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect((await list(ben)).tasks).toEqual([])
    expect((await list(ben, { which: 'all' })).tasks).toMatchObject([
      { state: 'closed', outcome: 'Renewed until 2028' },
    ])
    await expect(reassignIncidentTask(ben, { taskId, userId: carl.actor.id, dueAt: later() })).rejects.toMatchObject({
      code: 'CONFLICT',
    })
  })

  it('the database itself refuses the one who did it', async () => {
    const { taskId } = await add()
    await finishIncidentTask(ben, { taskId, outcome: 'done' })
    const forged = withTenant(nordlicht.ada.scope, ({ sql }) =>
      sql(
        `UPDATE incident_task SET verified_at = now(), verified_by_id = done_by_id, verified_by_name = 'x' WHERE tenant_id = :tenant AND id = $1::uuid`,
        [taskId],
      ),
    )
    await expect(forged).rejects.toThrow('incident_task_verified')
  })

  it('overdue is counted and found; another client’s people find nothing', async () => {
    const { taskId } = await add('follow_up')
    await plant.raw(
      `UPDATE incident_task SET due_at = now() - interval '1 day' WHERE tenant_id = $1 AND done_at IS NULL`,
    )
    expect(await list(ben, { which: 'overdue' })).toMatchObject({
      overdue: 1,
      tasks: [{ id: taskId, state: 'overdue' }],
    })
    expect((await list(vera)).tasks).toEqual([])
    for (const attempt of [
      () => finishIncidentTask(vera, { taskId, outcome: 'x' }),
      () => verifyIncidentTask(vera, { taskId }),
      () => reassignIncidentTask(vera, { taskId, userId: vera.actor.id, dueAt: later() }),
      () =>
        addIncidentTask(vera, { incidentId, kind: 'corrective', title: 'x', userId: vera.actor.id, dueAt: later() }),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('what stays inside', () => {
  it('no internal word, task, category or owner’s reason reaches the client’s people or their portal', async () => {
    const canary = 'CANARY-internal'
    await addIncidentNote(ben, { incidentId, audience: 'internal', body: `${canary} note` })
    await addIncidentNote(ben, { incidentId, audience: 'client', body: 'We work on it' })
    const { taskId } = await add('preventive', `${canary} task`)
    await finishIncidentTask(ben, { taskId, outcome: `${canary} outcome` })
    await resolveIncident(ben, { incidentId, resolution: `${canary} resolution`, causeCategory: 'human' })
    const seen = [await getIncident(cleo, { number }), await list(cleo), await list(cleo, { which: 'all' })]
    const visitor = { kind: 'visitor', name: 'portal visitor' } as const
    const portal = await portalSnapshot({ ...cleo, actor: visitor }, {})
    expect(JSON.stringify([seen, portal])).not.toContain(canary)
    expect(JSON.stringify(seen)).toContain('We work on it')
    expect(portal.updates.map((update) => update.incidentNumber)).toContain(number)
    expect(JSON.stringify(await getIncident(ben, { number }))).toContain(`${canary} note`)
  })
})
