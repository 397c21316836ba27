import { lookup } from 'node:dns'
import { createServer } from 'node:net'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { registerConnectors } from '@/connectors'
import type { ChannelKind } from '@/domain/channel/schema'
import { closePools, withTenant } from '@/infra/db'
import { newId } from '@/lib/ids'
import { castPartner, machine } from '@/testing/cast'
import { type FakeReceiver, startReceiver } from '@/testing/fakes/receiver'
import { ssrfCorpus } from '@/testing/ssrf-corpus'
import { mailChannel } from '../notify/channel-mail'
import { createWebhook } from '../webhook/create'
import { testWebhook } from '../webhook/try'
import { createChannel } from './create'
import { listChannelDeliveries, listChannels } from './list'
import { type ChannelMessage, registerChannels } from './port'
import { sendThroughChannel } from './send'
import { testChannel } from './try'
import { updateChannel } from './update'

/** The product's own client and rules; this test says which receivers are trusted, and where unknown names lead. */
const net = vi.hoisted(() => ({ allow: [] as string[], ports: new Set(['443', '8443']), isTrap: false, pagerduty: '' }))
vi.mock('@/infra/http-out', async (original) => {
  const real = await original<typeof import('@/infra/http-out')>()
  const resolve = (name: string, options: object, done: (...answer: never[]) => void) =>
    net.isTrap
      ? done(null as never, [{ address: '127.0.0.1', family: 4 }] as never)
      : lookup(name, options as never, done as never)
  const out = real.createOutbound({ resolve: resolve as never, allow: net.allow, ports: net.ports })
  return {
    ...real,
    requestOut: (url: string, options: never) => out(url.includes('pagerduty.com') ? net.pagerduty : url, options),
  }
})

registerConnectors()
registerChannels(mailChannel)

let [slack, teams, pagerduty]: FakeReceiver[] = []
beforeAll(async () => {
  slack = await startReceiver('ok')
  teams = await startReceiver('', 202)
  pagerduty = await startReceiver('{"status":"success","message":"Event processed","dedup_key":"d"}', 202)
  net.pagerduty = pagerduty.url
  net.allow.push(slack.address, teams.address, pagerduty.address)
})
afterAll(async () => {
  await Promise.all([slack, teams, pagerduty].map((each) => each?.close()))
  await closePools()
})

const message = (change: Partial<ChannelMessage> = {}): ChannelMessage => ({
  ...{ key: newId(), event: 'trigger', dedupKey: 'inc-1', brand: 'Nordlicht', locale: 'en', severity: 'critical' },
  ...{
    title: 'Order release <!channel> & "co" failed',
    lines: ['3 runs failed'],
    facts: [{ label: 'Site', value: 'Bremen' }],
  },
  ...{
    url: 'https://nordlicht.example/incidents/7',
    actions: [{ label: 'Take it', url: 'https://nordlicht.example/ack/x' }],
  },
  ...{ at: new Date('2026-11-23T10:00:00Z'), source: 'Order release', clientName: 'Hansa' },
  ...change,
})

async function channelOf(kind: ChannelKind, address: string) {
  const { tenantId, ada } = await castPartner()
  const { channelId } = await createChannel(ada, { kind, name: kind, clientId: null, address })
  const send = (change: Partial<ChannelMessage> = {}) =>
    sendThroughChannel(machine(tenantId), channelId, message(change))
  const log = async () => (await listChannelDeliveries(ada, { channelId })).deliveries
  return { ada, tenantId, channelId, send, log }
}

it('Slack: mentions are text, one message per key, one that lies is not believed', async () => {
  const { send, log, ada } = await channelOf('slack', slack?.url ?? '')
  const key = newId()
  expect(await send({ key })).toMatchObject({ outcome: 'sent' })
  expect(await send({ key })).toMatchObject({ outcome: 'sent' })
  expect(slack?.received).toHaveLength(1)
  expect(slack?.received[0]?.body).toContain('&lt;!channel&gt; &amp;')
  slack?.next({ status: 200, body: 'invalid_blocks' })
  expect(await send()).toMatchObject({ outcome: 'refused', detail: expect.stringContaining('invalid_blocks') })
  slack?.next('redirect')
  expect(await send()).toMatchObject({ outcome: 'refused', detail: expect.stringContaining('redirect') })
  expect((await log()).map(({ status }) => status)).toEqual(['refused', 'refused', 'sent'])
  expect(JSON.stringify(await listChannels(ada, {}))).not.toContain(slack?.url)
})

it('two workers with one message: one of them sends it', async () => {
  const { send } = await channelOf('slack', slack?.url ?? '')
  const [before, key] = [slack?.received.length ?? 0, newId()]
  const outcomes = await Promise.all([1, 2, 3].map(() => send({ key })))
  expect((slack?.received.length ?? 0) - before).toBe(1)
  expect(outcomes.some(({ outcome }) => outcome === 'sent')).toBe(true)
})

it('a provider that is busy says when to come again, and one that fails three times is left alone', async () => {
  const { send, channelId, ada } = await channelOf('teams', teams?.url ?? '')
  teams?.next({ status: 429, headers: { 'retry-after': '90' } })
  expect(await send()).toMatchObject({ outcome: 'retry', retryAfterMs: 90_000 })
  const before = teams?.received.length
  expect(await send()).toMatchObject({ outcome: 'retry' })
  expect(teams?.received).toHaveLength(before ?? 0)
  await updateChannel(ada, { channelId, isPaused: false })
  teams?.next({ status: 500 }, 'cut', {
    status: 200,
    body: 'Webhook message delivery failed with error: HTTP error 503',
  })
  for (let turn = 0; turn < 3; turn++) expect(await send()).toMatchObject({ outcome: 'retry' })
  const [held] = await listChannels(ada, {})
  expect(held?.brokenUntil).not.toBeNull()
  await withTenant(ada.scope, ({ tx }) => tx.channel.updateMany({ where: { id: channelId }, data: { paceAt: null } }))
  expect(await testChannel(ada, { channelId })).toMatchObject({ outcome: 'sent' })
})

it('no provider is asked faster than it allows', async () => {
  const { send } = await channelOf('slack', slack?.url ?? '')
  const outcomes = []
  for (let turn = 0; turn < 12; turn++) outcomes.push(await send())
  expect(outcomes.filter(({ outcome }) => outcome === 'retry').length).toBeGreaterThan(0)
  expect(outcomes.filter(({ outcome }) => outcome === 'refused')).toEqual([])
})

it('Teams: a card of at most 28 KB, whatever it is told', async () => {
  const { send } = await channelOf('teams', teams?.url ?? '')
  const lines = Array.from({ length: 300 }, (_, index) => `${index} ${'ü'.repeat(400)}`)
  expect(await send({ lines })).toMatchObject({ outcome: 'sent' })
  const body = teams?.received.at(-1)?.body ?? ''
  expect(Buffer.byteLength(body)).toBeLessThanOrEqual(28 * 1024)
  expect(JSON.parse(body)).toMatchObject({
    type: 'message',
    attachments: [{ contentUrl: null, content: { version: '1.4' } }],
  })
})

it('PagerDuty: trigger, acknowledge and resolve share their key; garbage is no success', async () => {
  const { send } = await channelOf('pagerduty', 'R0123456789012345678901234567890')
  for (const event of ['trigger', 'acknowledge', 'resolve'] as const)
    expect(await send({ event })).toMatchObject({ outcome: 'sent' })
  const bodies = pagerduty?.received.map(({ body }) => JSON.parse(body)) ?? []
  expect(bodies.map(({ event_action, dedup_key }) => [event_action, dedup_key])).toEqual(
    ['trigger', 'acknowledge', 'resolve'].map((event) => [event, 'inc-1']),
  )
  expect(bodies[0].payload).toMatchObject({ severity: 'critical', source: 'Order release' })
  pagerduty?.next('garbage')
  expect(await send()).toMatchObject({ outcome: 'refused' })
})

it('mail: one mail per key in the partner’s own store', async () => {
  const { send, tenantId } = await channelOf('mail', 'shift@hansa.example')
  const key = newId()
  for (let turn = 0; turn < 2; turn++) expect(await send({ key })).toMatchObject({ outcome: 'sent' })
  const mails = await withTenant(machine(tenantId).scope, ({ sql }) =>
    sql('SELECT 1 FROM mail_message WHERE tenant_id = :tenant'),
  )
  expect(mails).toHaveLength(1)
})

it('0 connections to the trap over the SSRF corpus, through channels and webhook endpoints', async () => {
  let knocks = 0
  const trap = createServer((socket) => {
    knocks++
    socket.destroy()
  })
  await new Promise<void>((resolve) => trap.listen(0, '::', resolve))
  const address = trap.address()
  const port = typeof address === 'object' && address ? address.port : 0
  net.ports.add(String(port))
  net.isTrap = true
  const { ada, channelId } = await channelOf('slack', 'https://hooks.slack.com/services/x')
  const corpus = ssrfCorpus(port)
  expect(corpus.length).toBeGreaterThanOrEqual(200)
  const { endpointId } = await createWebhook(
    ada,
    createWebhook.input.parse({ name: 'x', url: 'https://example.com/', types: ['incident.opened'], clientId: null }),
  )
  for (const url of corpus) {
    // Past every check at the door: what is stored is what is tried.
    await withTenant(ada.scope, ({ tx }) => tx.webhookEndpoint.updateMany({ where: { id: endpointId }, data: { url } }))
    expect({ url, ...(await testWebhook(ada, { endpointId })) }).toMatchObject({
      url,
      isDelivered: false,
      status: null,
    })
    const isTaken = await updateChannel(ada, { channelId, address: url || ' ' }).then(
      () => true,
      () => false,
    )
    if (!isTaken) continue
    await withTenant(ada.scope, ({ tx }) => tx.channel.updateMany({ where: { id: channelId }, data: { paceAt: null } }))
    expect({ url, ...(await testChannel(ada, { channelId })) }).toMatchObject({ url, outcome: 'refused' })
  }
  expect(knocks).toBe(0)
  await new Promise((resolve) => trap.close(resolve))
}, 60_000)
