import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closePools } from '@/infra/db'
import { closeReadiness } from '@/services/platform/readiness'
import { castPartner } from '@/testing/cast'
import type { Door } from './door'
import { healthDoor } from './health'
import { requestListener } from './listener'
import { metricsDoor } from './metrics'

const echo: Door = {
  name: 'echo',
  match: (_req, path) => path === '/echo',
  async handle({ req, res, host, path, search }) {
    res.end(JSON.stringify({ headers: req.headers, host, path, search }))
  },
}
const broken: Door = {
  name: 'broken',
  match: (_req, path) => path === '/broken',
  handle: () => Promise.reject(new Error('the secret of the house')),
}

let server: Server
let port: number
beforeAll(async () => {
  server = createServer(requestListener([healthDoor, metricsDoor, echo, broken], null))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(async () => {
  server.close()
  closeReadiness()
  await closePools()
})

function get(path: string, headers: Record<string, string> = {}): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const asked = request({ port, path, headers: { host: 'localhost', ...headers } }, (res) => {
      let text = ''
      res.on('data', (chunk) => (text += chunk)).on('end', () => resolve({ status: res.statusCode ?? 0, text }))
    })
    asked.on('error', reject).end()
  })
}

describe('probes', () => {
  it('answer by address, before the host is looked up', async () => {
    expect(await get('/healthz', { host: '10.0.0.7:3000' })).toEqual({ status: 200, text: '{"status":"ok"}' })
    const ready = await get('/readyz', { host: '10.0.0.7:3000' })
    expect(ready.status).toBe(200)
    expect(JSON.parse(ready.text)).toEqual({ status: 'ready', parts: { database: 'ok', redis: 'ok' } })
  })

  it('show figures to this machine only', async () => {
    await get('/echo')
    const { text } = await get('/metrics')
    for (const name of [
      'andon_ack_seconds_bucket',
      'andon_events_total',
      'andon_outbox_oldest_seconds',
      'andon_timer_oldest_seconds',
      'andon_pool_waiting',
    ]) {
      expect(text).toContain(name)
    }
    expect(text).toMatch(/andon_default_partition_rows \d+/)
    expect(text).toContain('andon_nodejs_eventloop_lag_p99_seconds')
    expect((await get('/metrics', { 'x-forwarded-for': '203.0.113.7' })).status).toBe(404)
  })
})

describe('a request', () => {
  it('loses what only Next or a trusted proxy may say', async () => {
    const lies = {
      'x-middleware-subrequest': 'a',
      'x-forwarded-host': 'b',
      'x-forwarded-for': 'c',
      forwarded: 'd',
      'x-real-ip': 'f',
      'x-matched-path': 'e',
    }
    const { text } = await get('/echo', { ...lies, 'x-other': 'kept' })
    const { headers } = JSON.parse(text)
    expect(Object.keys(headers).sort()).toEqual(['connection', 'host', 'x-other', 'x-real-ip'])
    expect(headers['x-real-ip']).toMatch(/127\.0\.0\.1$/)
  })

  it('knows whose host it came in by', async () => {
    const { tenantId, host } = await castPartner()
    expect(JSON.parse((await get('/echo?a=1', { host: `${host.toUpperCase()}:3000` })).text)).toMatchObject({
      host: { kind: 'partner', tenantId },
      path: '/echo',
      search: 'a=1',
    })
    expect(JSON.parse((await get('/echo')).text)).toMatchObject({ host: { kind: 'platform' } })
  })

  it('to a host of nobody is misdirected, and nothing of it comes back', async () => {
    const answer = await get('/echo', { host: 'evil.example' })
    expect(answer.status).toBe(421)
    expect(answer.text).not.toContain('evil')
  })

  it('in absolute form is judged by both of its hosts', async () => {
    expect((await get('http://evil.example/echo')).status).toBe(421)
    expect((await get('http://localhost/echo?a=1')).status).toBe(200)
    expect((await get('http://localhost/echo', { host: 'evil.example' })).status).toBe(421)
  })

  it('that breaks a door gets a problem without the reason', async () => {
    const answer = await get('/broken')
    expect(answer.status).toBe(500)
    expect(answer.text).not.toContain('secret')
  })

  it('for nothing is not found', async () => {
    expect((await get('/nothing')).status).toBe(404)
  })
})
