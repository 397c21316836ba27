import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { closePools } from '@/infra/db'
import { newId } from '@/lib/ids'
import { castClient, castPartner, machine } from '@/testing/cast'
import { type FakeReceiver, startReceiver } from '@/testing/fakes/receiver'
import type { Caller } from '../context'
import { createWebhook } from './create'
import { fanOut } from './fan-out'
import { listWebhookDeliveries } from './list'
import { endOldWebhookSecret, rotateWebhookSecret } from './rotate'
import { webhookPump } from './sweep'
import { replayWebhook, testWebhook } from './try'
import { updateWebhook } from './update'

/** The product's own client, with the receivers of this test as trusted addresses. */
const allowed: string[] = vi.hoisted(() => [])
vi.mock('@/infra/http-out', async (original) => {
  const real = await original<typeof import('@/infra/http-out')>()
  const { lookup } = await import('node:dns')
  const out = real.createOutbound({ resolve: lookup as never, allow: allowed })
  return { ...real, requestOut: out }
})

const receivers: FakeReceiver[] = []
let [good, other]: FakeReceiver[] = []

beforeAll(async () => {
  receivers.push(...(await Promise.all(Array.from({ length: 8 }, () => startReceiver()))))
  allowed.push(...receivers.map(({ address }) => address))
  ;[good, other] = receivers
})
beforeEach(() => {
  for (const receiver of receivers) {
    receiver.received.length = 0
    receiver.usual('ok')
  }
})
afterAll(async () => {
  await Promise.all(receivers.map((receiver) => receiver.close()))
  await closePools()
})

async function setUp() {
  const partner = await castPartner()
  const clientId = await castClient(partner)
  const listen = (url: string, of: string | null = null) =>
    createWebhook(
      partner.ada,
      createWebhook.input.parse({ name: newId(), url, types: ['report.released'], clientId: of }),
    )
  const system = machine(partner.tenantId)
  const say = (id: string = newId(), whose = clientId, outboxId = newId()) =>
    fanOut(system, 'report.released', { clientId: whose, data: { id, month: '2026-10' }, outboxId })
  const log = async (endpointId: string) => (await listWebhookDeliveries(partner.ada, { endpointId })).data
  return { partner, clientId, listen, say, log, system }
}

const pumpOf = () => webhookPump((tenantId): Caller => machine(tenantId))
async function deliver() {
  const pump = pumpOf()
  await pump.sweep()
  await pump.idle()
}
/** Makes every waiting message due, as if its pause had passed. */
async function later(endpointId: string) {
  await asOwner(`UPDATE webhook_message SET next_at = now() WHERE endpoint_id = $1 AND status = 'waiting'`, endpointId)
  await asOwner(
    `UPDATE webhook_endpoint SET due_at = now(), quiet_until = NULL WHERE id = $1 AND status = 'active'`,
    endpointId,
  )
}
async function asOwner(text: string, id: string) {
  const { default: pg } = await import('pg')
  const db = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await db.connect()
  await db.query(text, [id])
  await db.end()
}

it('a delivery is verified by the reference library, with both secrets while two are live', async () => {
  const { partner, listen, say } = await setUp()
  const { endpointId, secret } = await listen(good?.url ?? '')
  await say()
  await deliver()
  const { secret: second } = await rotateWebhookSecret(partner.ada, { endpointId })
  await expect(rotateWebhookSecret(partner.ada, { endpointId })).rejects.toMatchObject({ code: 'CONFLICT' })
  await say()
  await deliver()
  await endOldWebhookSecret(partner.ada, { endpointId })
  await say()
  await deliver()
  const accepts = (key: string) =>
    (good?.received ?? []).map(({ body, headers }) => {
      try {
        return Boolean(new Webhook(key).verify(body, headers as Record<string, string>))
      } catch {
        return false
      }
    })
  expect(accepts(secret)).toEqual([true, true, false])
  expect(accepts(second)).toEqual([false, true, true])
  expect(JSON.parse(good?.received[0]?.body ?? '')).toMatchObject({
    type: 'report.released',
    data: { month: '2026-10' },
  })
})

it('one message per endpoint and fact: the effect runs twice, two workers race, each receiver hears it once', async () => {
  const { listen, say, log } = await setUp()
  const [one, two] = [await listen(good?.url ?? ''), await listen(other?.url ?? '')]
  const [id, outboxId] = [newId(), newId()]
  for (let turn = 0; turn < 3; turn++) await say(id, undefined, outboxId)
  for (let turn = 0; turn < 30; turn++) await say()
  const pumps = [pumpOf(), pumpOf(), pumpOf()]
  await Promise.all(pumps.map((pump) => pump.sweep()))
  await Promise.all(pumps.map((pump) => pump.idle()))
  for (const [receiver, { endpointId }] of [
    [good, one],
    [other, two],
  ] as const) {
    const ids = receiver?.received.map(({ headers }) => headers['webhook-id'])
    expect(ids).toHaveLength(31)
    expect(new Set(ids).size).toBe(31)
    expect((await log(endpointId)).every(({ status, tries }) => status === 'delivered' && tries.length === 1)).toBe(
      true,
    )
  }
})

it('an endpoint of one client never hears of another', async () => {
  const { partner, clientId, listen, say } = await setUp()
  const elsewhere = await castClient(partner)
  await listen(good?.url ?? '', clientId)
  await say(newId(), elsewhere)
  await deliver()
  expect(good?.received).toEqual([])
})

it('receivers that hang, redirect, fail, lie or cut keep no healthy one waiting', async () => {
  const { listen, say, log } = await setUp()
  const moods = [
    'hang',
    'redirect',
    'cut',
    { status: 500 },
    { status: 429, headers: { 'retry-after': '600' } },
  ] as const
  const sick: string[] = []
  for (const [index, mood] of moods.entries()) {
    const receiver = receivers[index + 2]
    receiver?.usual(mood)
    sick.push((await listen(receiver?.url ?? '')).endpointId)
  }
  const healthy = await listen(good?.url ?? '')
  for (let turn = 0; turn < 5; turn++) await say()
  const pump = pumpOf()
  await pump.sweep()
  // The hanging one has not answered and will not for 20 s: nobody waits for it.
  await expect.poll(() => good?.received.length, { timeout: 10_000 }).toBe(5)
  await expect
    .poll(async () => (await log(healthy.endpointId)).filter(({ status }) => status === 'delivered').length)
    .toBe(5)
  expect((await log(sick[0] ?? '')).every(({ status, tries }) => status === 'waiting' && tries.length === 0)).toBe(true)
  const redirected = (await log(sick[1] ?? '')).flatMap(({ tries }) => tries)
  expect(redirected[0]).toMatchObject({ status: null, detail: expect.stringContaining('redirect') })
  receivers[2]?.usual('ok')
  receivers[2]?.close()
  await pump.idle()
})

it('410 disables at once, and the owners are told once; a replay waits until it is put back to work', async () => {
  const { partner, listen, say, log } = await setUp()
  const { endpointId } = await listen(good?.url ?? '')
  good?.next({ status: 410 })
  await say()
  await deliver()
  const [message] = await log(endpointId)
  expect(message).toMatchObject({ status: 'failed', tries: [{ status: 410 }] })
  const again = { endpointId, messageId: message?.id ?? '' }
  await expect(replayWebhook(partner.ada, again)).rejects.toMatchObject({ code: 'CONFLICT' })
  await updateWebhook(partner.ada, { endpointId, status: 'active' })
  await replayWebhook(partner.ada, again)
  await replayWebhook(partner.ada, again)
  await deliver()
  expect(good?.received.map(({ headers }) => headers['webhook-id'])).toEqual([message?.id, message?.id])
  expect((await log(endpointId))[0]).toMatchObject({ status: 'delivered', tries: [{ number: 2 }, { number: 1 }] })
})

it('ten tries, then it is disabled', async () => {
  const { partner, listen, say, log } = await setUp()
  const { endpointId } = await listen(good?.url ?? '')
  good?.usual({ status: 500, body: 'broken' })
  await say()
  for (let turn = 0; turn < 12; turn++) {
    await deliver()
    await later(endpointId)
  }
  expect(good?.received).toHaveLength(10)
  expect(new Set(good?.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
  const { endpoint } = await listWebhookDeliveries(partner.ada, { endpointId })
  expect(endpoint).toMatchObject({ status: 'disabled', disabledReason: 'exhausted', problem: '500 broken' })
  expect((await log(endpointId))[0]?.tries).toHaveLength(10)
})

it('the test button shows the answer and leaves nothing to be tried again', async () => {
  const { partner, listen, log } = await setUp()
  const { endpointId } = await listen(good?.url ?? '')
  good?.next({ status: 503, body: 'later' })
  expect(await testWebhook(partner.ada, { endpointId })).toMatchObject({
    isDelivered: false,
    status: 503,
    detail: 'later',
  })
  expect(await testWebhook(partner.ada, { endpointId })).toMatchObject({ isDelivered: true, status: 200 })
  await deliver()
  expect(good?.received).toHaveLength(2)
  expect((await log(endpointId)).map(({ status }) => status)).toEqual(['delivered', 'failed'])
})
