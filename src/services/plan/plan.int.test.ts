import { afterAll, beforeAll, expect, it } from 'vitest'
import { closePools } from '@/infra/db'
import { newId } from '@/lib/ids'
import { machine } from '@/testing/cast'
import { Plant } from '@/testing/plant'
import { anEvent, castSender, rowsOf, type Sender } from '@/testing/sender'
import { getBilling } from '../billing/get'
import { createClient } from '../client/create'
import { ingestEvents } from '../execution/ingest'
import { acknowledgeIncident } from '../incident/acknowledge'
import { applyPlan } from './apply'

let sender: Sender
let incidentId: string

beforeAll(async () => {
  sender = await castSender()
  const plant = await Plant.open(sender.tenantId, sender.clientId)
  incidentId = await plant.incident(await plant.workflow({ name: 'Order release' }), 1, {
    title: 'Order release failed',
  })
  await plant.close()
})
afterAll(closePools)

const apply = (state: 'active' | 'read_only') =>
  applyPlan(machine(sender.tenantId), applyPlan.input.parse({ plan: 'starter', state, source: 'manual' }))
const takeIn = () => {
  const slug = `c${newId().slice(-10)}`
  return createClient(sender.partner.ada, createClient.input.parse({ slug, name: slug }))
}

it('closes set-up in read-only with words that help, while runs are taken in and incidents answered; and opens again', async () => {
  await apply('read_only')
  await expect(takeIn()).rejects.toMatchObject({
    code: 'FORBIDDEN',
    message: expect.stringContaining('Settings, Billing'),
  })

  const run = anEvent({ type: 'execution.failed' })
  await ingestEvents(sender.caller, { clientId: sender.clientId, sourceId: sender.sourceId, events: [run] })
  const [stored] = await rowsOf<{ runs: number }>('SELECT count(*)::int AS runs FROM execution WHERE tenant_id = $1', [
    sender.tenantId,
  ])
  expect(stored?.runs).toBe(1)
  await acknowledgeIncident(sender.partner.ada, acknowledgeIncident.input.parse({ incidentId }))
  await expect(getBilling(sender.partner.ada, {})).resolves.toBeDefined()

  await apply('active')
  await expect(takeIn()).resolves.toBeDefined()
})

it('changes nothing, and records nothing, when it is said again', async () => {
  const { version } = await apply('active')
  const audits = () =>
    rowsOf<{ count: number }>(
      `SELECT count(*)::int AS count FROM audit_entry WHERE tenant_id = $1 AND action = 'plan.apply'`,
      [sender.tenantId],
    )
  const before = await audits()
  expect((await apply('active')).version).toBe(version)
  expect(await audits()).toEqual(before)
})
