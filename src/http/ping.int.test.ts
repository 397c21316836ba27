import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { closePools } from '@/infra/db'
import { createSource } from '@/services/source/create'
import { createPingKey } from '@/services/source/create-ping-key'
import { createWorkflow } from '@/services/workflow/create'
import { castClient, castPartner } from '@/testing/cast'
import { rowsOf } from '@/testing/sender'
import { requestListener } from './listener'
import { pingDoor } from './ping'

let server: Server
let base: string
beforeAll(async () => {
  server = createServer(requestListener([pingDoor], null))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/ping/`
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await closePools()
})

let tenantId: string
let key: string
beforeEach(async () => {
  const partner = await castPartner()
  const clientId = await castClient(partner)
  tenantId = partner.tenantId
  const workflow = { clientId, key: 'nightly', name: 'Nightly', tier: 2, siteId: null, processId: null }
  const { workflowId } = await createWorkflow(partner.ada, {
    ...workflow,
    fromSystemId: null,
    toSystemId: null,
    ownerName: null,
    impactNote: null,
  })
  await createSource(partner.ada, { clientId, kind: 'ping', name: 'cron' })
  key = (await createPingKey(partner.ada, { workflowId, name: 'nightly', expiresAt: null })).key
})

const ping = async (suffix = '', init?: RequestInit) => {
  const response = await fetch(`${base}${key}${suffix}`, init)
  return `${response.status} ${await response.text()}`
}
const runs = () =>
  rowsOf<{ run_key: string; status: string; error_class: string | null }>(
    'SELECT run_key, status, error_class FROM execution WHERE tenant_id = $1 ORDER BY anchor_at, id',
    [tenantId],
  )
const logs = () =>
  rowsOf<{ type: string; payload: { data?: unknown } }>(
    'SELECT type, payload FROM event_log WHERE tenant_id = $1 ORDER BY received_at',
    [tenantId],
  )

it('is one run that succeeded, by GET, POST and HEAD', async () => {
  expect(await ping()).toBe('200 OK')
  expect(await ping('', { method: 'POST', body: '12 rows' })).toBe('200 OK')
  expect(await ping('', { method: 'HEAD' })).toBe('200 ')
  expect((await runs()).map(({ status }) => status)).toEqual(['succeeded', 'succeeded', 'succeeded'])
  expect((await logs())[1]?.payload.data).toEqual({ body: '12 rows' })
})

it.each([
  ['/fail', 'failed', 'reported_failure'],
  ['/17', 'failed', 'exit_code'],
  ['/0', 'succeeded', null],
  ['/start', 'running', null],
])('%s is %s', async (suffix, status, errorClass) => {
  expect(await ping(suffix)).toBe('200 OK')
  expect(await runs()).toMatchObject([{ status, error_class: errorClass }])
})

it('pairs start and finish by rid, however they overlap', async () => {
  for (const suffix of ['/start?rid=a', '/start?rid=b', '/fail?rid=a', '?rid=b'])
    expect(await ping(suffix)).toBe('200 OK')
  expect((await runs()).map(({ run_key, status }) => `${run_key} ${status}`).sort()).toEqual([
    'a failed',
    'b succeeded',
  ])
})

it('without rid, a finish ends the run that the last start opened, and the next finish is a run of its own', async () => {
  for (const suffix of ['/start', '/log', '/fail', '']) expect(await ping(suffix)).toBe('200 OK')
  expect((await runs()).map(({ status }) => status)).toEqual(['failed', 'succeeded'])
})

it('a log alone makes no run', async () => {
  expect(await ping('/log', { method: 'POST', body: 'hello' })).toBe('200 OK')
  expect([await runs(), (await logs()).map(({ type }) => type)]).toEqual([[], ['log']])
})

it('keeps the first 100 kB of a body and answers however long it is', async () => {
  const body = 'ä'.repeat(400_000)
  expect(await ping('', { method: 'POST', body })).toBe('200 OK')
  const [row] = await rowsOf<{ kept: string }>('SELECT payload::text AS kept FROM event_log WHERE tenant_id = $1', [
    tenantId,
  ])
  expect(Buffer.byteLength(row?.kept ?? '')).toBeGreaterThan(90_000)
  expect(Buffer.byteLength(row?.kept ?? '')).toBeLessThan(110_000)
})

it('says what is wrong', async () => {
  expect(await ping('/boom')).toMatch(/^400 .*path: /)
  expect(await ping('?rid=%20')).toMatch(/^400 .*rid: /)
  expect(await ping('', { method: 'PUT' })).toMatch(/^405 /)
  expect(await ping('/start/now')).toMatch(/^404 /)
  key = key.replace(/.$/, (last) => (last === 'x' ? 'y' : 'x'))
  expect(await ping()).toMatch(/^404 /)
  key = 'nothing'
  expect(await ping()).toMatch(/^404 /)
})
