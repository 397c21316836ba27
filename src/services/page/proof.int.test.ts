import { spawn } from 'node:child_process'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type FakeResend, startFakeResend } from '@/testing/fakes/resend'

const provider: FakeResend = await startFakeResend()
process.env.RESEND_API_KEY = 're_test'
process.env.RESEND_BASE_URL = provider.url
const { platformQuery, withTenantSql } = await import('@/infra/db')
const { newId } = await import('@/lib/ids')
const { castClient, castMember, castPartner, machine } = await import('@/testing/cast')
const { Plant } = await import('@/testing/plant')
const { createPolicy } = await import('../escalation/policy/save')
const { STAGES } = await import('../escalation/stage')
const { startEscalation } = await import('../escalation/start')
const { sweepEscalations } = await import('../escalation/sweep')
const { acknowledgeIncident } = await import('../incident/acknowledge')
const { sweepPages, tellPeople } = await import('./tell')

type UserCaller = Awaited<ReturnType<typeof castMember>>
let partner: Awaited<ReturnType<typeof castPartner>>
let plant: Awaited<ReturnType<typeof Plant.open>>
let ben: UserCaller
let workflowId: string
let number = 5000

const system = () => machine(partner.tenantId)
const read = <Row>(text: string, values: unknown[] = []) =>
  withTenantSql(system().scope, (sql) => sql<Row>(text, values))

beforeAll(async () => {
  partner = await castPartner()
  const clientId = await castClient(partner, 'brueckner')
  ben = await castMember(partner, { name: 'Ben', role: 'partner_operator' })
  await platformQuery('UPDATE membership SET on_duty_since = now() WHERE user_id = $1', [ben.actor.id])
  plant = await Plant.open(partner.tenantId, clientId)
  workflowId = await plant.workflow({ name: 'Delivery notices', tier: 1 })
})
beforeEach(async () => {
  provider.sent.length = 0
  provider.requests.length = 0
  await plant.raw('DELETE FROM page_pace WHERE tenant_id = $1')
})
afterAll(async () => {
  await plant.close()
  await provider.close()
})

/** One page per incident and person stands, as long as it is the next. */
const incident = () => plant.incident(workflowId, ++number, { title: `Notices ${number} failed` })
/** The minute is over, and whoever held a lease is known to be dead. */
const aMinuteLater = async () => {
  await plant.raw(`UPDATE page_pace SET last_at = last_at - interval '61 seconds' WHERE tenant_id = $1`)
  await plant.raw(`UPDATE notification SET not_before = now() WHERE tenant_id = $1 AND status = 'queued'`)
  await plant.raw(
    `UPDATE page SET next_try_at = now() - interval '1 second' WHERE tenant_id = $1 AND next_try_at IS NOT NULL`,
  )
}
const sweep = async () => {
  await sweepEscalations(machine)
  await sweepPages(machine)
}
const logOf = (incidentId: string) =>
  read<{ kind: string; step: number }>(
    'SELECT l.kind, l.step FROM escalation_log l WHERE l.tenant_id = :tenant AND l.incident_id = $1 ORDER BY l.at, l.id',
    [incidentId],
  )
const newsOf = (incidentId: string) =>
  read<{ status: string }>('SELECT n.status FROM notification n WHERE n.tenant_id = :tenant AND n.incident_id = $1', [
    incidentId,
  ])

/** A process of its own that dies by SIGKILL at the stage; answers how it ended. */
function dieAt(stage: string, incidentId: string, outboxId: string): Promise<string | null> {
  const file = 'src/testing/escalation/worker.ts'
  const child = spawn(process.execPath, ['--import', 'tsx', file, partner.tenantId, incidentId, outboxId, stage], {
    env: process.env,
    stdio: 'ignore',
  })
  return new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)))
}

describe('a worker killed', () => {
  it.each(STAGES)('%s: nothing is lost, nothing is sent twice', { timeout: 30_000 }, async (stage) => {
    const [incidentId, outboxId] = [await incident(), newId()]
    expect(await dieAt(stage, incidentId, outboxId)).toBe('SIGKILL')
    // The effect's row goes out again, timers fire, leases end.
    await startEscalation(system(), { incidentId, outboxId })
    await aMinuteLater()
    await sweep()
    await sweep()
    expect(provider.sent.map(({ subject }) => subject)).toEqual(['Down: Delivery notices, Client brueckner'])
    expect(await newsOf(incidentId)).toEqual([{ status: 'sent' }])
    expect((await logOf(incidentId)).map(({ kind }) => kind)).toEqual(['called', 'ended'])
  })
})

describe('workers that race', () => {
  it('one call for help, delivered eight times at once: one page', async () => {
    const [incidentId, outboxId] = [await incident(), newId()]
    await Promise.all(Array.from({ length: 8 }, () => startEscalation(system(), { incidentId, outboxId })))
    expect(provider.sent).toHaveLength(1)
    expect((await logOf(incidentId)).map(({ kind }) => kind)).toEqual(['called', 'ended'])
  })

  it('one timer, six workers: the step is called once, by one', async () => {
    const steps = [0, 5].map((delayMin) => ({ delayMin, isPlantHours: false, targets: [{ kind: 'duty' as const }] }))
    const plan = { steps, repeat: 0, repeatAfterMin: 30, isEmptySkipped: true }
    const policy = { name: 'Night', clientId: plant.clientId, processId: null, tier: null, plan }
    const { policyId } = await createPolicy(partner.ada, { escalationPolicy: policy })
    const incidentId = await incident()
    await startEscalation(system(), { incidentId, outboxId: newId() })
    await plant.raw(
      `UPDATE escalation SET next_at = now(), state = jsonb_set(state, '{nextAt}', to_jsonb(now())) WHERE tenant_id = $1 AND next_at IS NOT NULL`,
    )
    await aMinuteLater()
    await Promise.all(Array.from({ length: 6 }, sweep))
    expect((await logOf(incidentId)).map(({ kind, step }) => `${kind} ${step}`)).toEqual([
      'called 0',
      'called 1',
      'ended null',
    ])
    expect(provider.sent).toHaveLength(2)
    expect(new Set(provider.sent.map(({ key }) => key)).size).toBe(2)
    await plant.raw(`UPDATE escalation_policy SET archived_at = now() WHERE tenant_id = $1 AND id = '${policyId}'`)
  })

  it('taken in the middle: nobody else is called, what waits is not sent', async () => {
    const steps = [0, 5].map((delayMin) => ({ delayMin, isPlantHours: false, targets: [{ kind: 'duty' as const }] }))
    const plan = { steps, repeat: 2, repeatAfterMin: 30, isEmptySkipped: true }
    const policy = { name: 'Night', clientId: plant.clientId, processId: null, tier: null, plan }
    const { policyId } = await createPolicy(partner.ada, { escalationPolicy: policy })
    const incidentId = await incident()
    await startEscalation(system(), { incidentId, outboxId: newId() })
    await acknowledgeIncident(ben, { incidentId })
    await aMinuteLater()
    await sweep()
    expect(provider.sent).toHaveLength(1)
    const [running] = await read<{ because: string }>(
      'SELECT e.ended_because AS because FROM escalation e WHERE e.tenant_id = :tenant AND e.incident_id = $1',
      [incidentId],
    )
    expect(running).toEqual({ because: 'acknowledged' })
    await plant.raw(`UPDATE escalation_policy SET archived_at = now() WHERE tenant_id = $1 AND id = '${policyId}'`)
  })
})

describe('a storm of 200 incidents for one person', () => {
  it('one message a minute, none lost, what matters first', { timeout: 60_000 }, async () => {
    const ids: string[] = []
    for (let index = 0; index < 200; index++) ids.push(await incident())
    for (let from = 0; from < ids.length; from += 5)
      await Promise.all(
        ids.slice(from, from + 5).map((incidentId) => startEscalation(system(), { incidentId, outboxId: newId() })),
      )
    await Promise.all([tellPeople(system()), tellPeople(system()), sweep()])
    expect(provider.sent).toHaveLength(1)
    for (let minute = 2; minute <= 4; minute++) {
      await aMinuteLater()
      provider.next('fail-500')
      await Promise.all([sweep(), tellPeople(system()), sweep()])
      await plant.raw(
        `UPDATE page SET next_try_at = now() - interval '1 second' WHERE tenant_id = $1 AND next_try_at IS NOT NULL`,
      )
      await sweep()
      expect(provider.sent.length).toBeLessThanOrEqual(minute)
    }
    const [told] = await read<{ told: number; pages: number }>(
      `SELECT count(DISTINCT n.incident_id)::int AS told, count(DISTINCT n.page_id)::int AS pages FROM notification n
       WHERE n.tenant_id = :tenant AND n.incident_id = ANY($1) AND n.status = 'sent'`,
      [ids],
    )
    expect(told).toEqual({ told: 200, pages: provider.sent.length })
    expect(provider.sent[1]?.subject).toMatch(/^\d+ incidents need you$/)
  })
})
