import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import pino from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { env } from '@/env'
import { closePools, platformQuery } from '@/infra/db'
import { logger } from '@/infra/logger'
import { newId } from '@/lib/ids'
import { createApiKey } from '@/services/source/create-key'
import { forgetKey } from '@/services/source/resolve-key'
import { revokeApiKey } from '@/services/source/revoke-key'
import { anEvent, castSender, type Sender } from '@/testing/sender'
import { eventsDoor } from './events'
import { requestListener } from './listener'

let server: Server
let url: string
let ben: Sender
beforeAll(async () => {
  server = createServer({ requestTimeout: 300, headersTimeout: 300, connectionsCheckingInterval: 50 })
  server.on('request', requestListener([eventsDoor], null))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/events`
})
beforeEach(async () => {
  ben = await castSender()
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await closePools()
})

const JSON_TYPE = { 'content-type': 'application/json' }
async function post(body: string | Buffer, headers: Record<string, string> = {}, key = ben.key) {
  const sent = typeof body === 'string' ? body : new Uint8Array(body)
  const response = await fetch(url, {
    method: 'POST',
    body: sent,
    headers: { ...JSON_TYPE, authorization: `Bearer ${key}`, ...headers },
  })
  return { status: response.status, type: response.headers.get('content-type'), body: await response.json(), response }
}

describe('POST /api/v1/events', () => {
  it('takes one object or an array, and answers for each event', async () => {
    expect(await post(JSON.stringify(anEvent()))).toMatchObject({
      status: 202,
      body: { accepted: 1, duplicates: 0, conflicts: 0, rejected: [] },
    })
    const mixed = await post(JSON.stringify([anEvent(), { ...anEvent(), type: 'execution.exploded' }]))
    expect(mixed).toMatchObject({
      status: 202,
      body: { accepted: 1, rejected: [{ index: 1, reason: expect.stringMatching(/^type: /) }] },
    })
    expect(await post('[]')).toMatchObject({ status: 202, body: { accepted: 0 } })
  })

  it('takes gzip', async () => {
    const packed = gzipSync(JSON.stringify([anEvent(), anEvent()]))
    expect(await post(packed, { 'content-encoding': 'gzip' })).toMatchObject({ status: 202, body: { accepted: 2 } })
  })

  it.each([
    ['not JSON', '{"id":', {}, 400],
    ['too deep', `${'['.repeat(40)}${']'.repeat(40)}`, {}, 400],
    ['not gzip', 'plain', { 'content-encoding': 'gzip' }, 400],
    ['another type', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['another encoding', 'x', { 'content-encoding': 'br' }, 415],
    ['501 events', JSON.stringify(Array.from({ length: 501 }, () => ({}))), {}, 413],
    ['a body over the bound', `"${'x'.repeat(1024 * 1024)}"`, {}, 413],
    ['a gzip bomb', gzipSync(Buffer.alloc(64 * 1024 * 1024)), { 'content-encoding': 'gzip' }, 413],
  ])('refuses %s with a problem that says what to change', async (_name, body, headers, status) => {
    const answer = await post(body, headers)
    expect(answer).toMatchObject({
      status,
      type: 'application/problem+json',
      body: { status, detail: expect.stringMatching(/\w{10,}|\w+ \w+/) },
    })
  })

  it('counts a chunked body as it comes', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const sending = request(
        url,
        { method: 'POST', headers: { ...JSON_TYPE, authorization: `Bearer ${ben.key}` } },
        (res) => resolve(res.statusCode),
      )
      sending.on('error', reject)
      sending.write(Buffer.alloc(env.INGEST_BODY_BYTES_MAX + 1, 0x20))
    })
    expect(status).toBe(413)
  })

  it('cuts a sender that takes too long', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const headers = { ...JSON_TYPE, authorization: `Bearer ${ben.key}`, 'content-length': '100' }
      const sending = request(url, { method: 'POST', headers }, (res) => resolve(res.statusCode))
      sending.on('error', reject)
      sending.write('[')
    })
    expect(status).toBe(408)
  })

  it('names the method it wants', async () => {
    const response = await fetch(url)
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST'])
  })
})

describe('the key', () => {
  const refusals = async (): Promise<[string, string | null][]> => {
    const expiring = await createApiKey(ben.partner.ada, {
      sourceId: ben.sourceId,
      name: 'old',
      scopes: ['events:write'],
      expiresAt: new Date(Date.now() + 60_000),
    })
    const revoked = await createApiKey(ben.partner.ada, {
      sourceId: ben.sourceId,
      name: 'gone',
      scopes: ['events:write'],
      expiresAt: null,
    })
    expect(await post('[]', {}, revoked.key)).toMatchObject({ status: 202 })
    await revokeApiKey(ben.partner.ada, { apiKeyId: revoked.apiKeyId })
    const wrongSecret = ben.key.slice(0, -1) + (ben.key.endsWith('x') ? 'y' : 'x')
    const unknown = `ak_${'a'.repeat(12)}_${'b'.repeat(32)}`
    return [
      ['none', null],
      ['not a key', 'hello'],
      ['unknown', unknown],
      ['wrong secret', wrongSecret],
      ['revoked', revoked.key],
      ['expired', expiring.key],
    ]
  }

  it('is refused in one shape, whatever is wrong with it', async () => {
    const bad = await refusals()
    vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 120_000)
    const answers = await Promise.all(
      bad.map(async ([, key]) => {
        const response = await fetch(url, {
          method: 'POST',
          body: '[]',
          headers: { ...JSON_TYPE, ...(key && { authorization: `Bearer ${key}` }) },
        })
        return { status: response.status, text: await response.text(), type: response.headers.get('content-type') }
      }),
    )
    vi.restoreAllMocks()
    expect(answers.map(({ status }) => status)).toEqual(bad.map(() => 401))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  })

  it('needs the scope events:write', async () => {
    const { key } = await createApiKey(ben.partner.ada, {
      sourceId: ben.sourceId,
      name: 'reader',
      scopes: ['read'],
      expiresAt: null,
    })
    expect(await post('[]', {}, key)).toMatchObject({
      status: 403,
      body: { code: 'FORBIDDEN', detail: expect.stringContaining('events:write') },
    })
  })

  it('writes into its own client, whatever the event claims', async () => {
    const mallory = await castSender()
    const claims = { ...anEvent(), data: { tenantId: mallory.tenantId } }
    await post(JSON.stringify(claims))
    const rows = await platformQuery<{ tenant_id: string; client_id: string }>(
      'SELECT tenant_id, client_id FROM workflow WHERE tenant_id = ANY ($1)',
      [[ben.tenantId, mallory.tenantId]],
    )
    expect(rows).toEqual([{ tenant_id: ben.tenantId, client_id: ben.clientId }])
  })

  it('never stands in a log line or an answer', async () => {
    const lines: string[] = []
    const spies = (['info', 'warn', 'error'] as const).map((level) =>
      vi
        .spyOn(logger, level)
        .mockImplementation((...said: unknown[]) =>
          lines.push(
            JSON.stringify(said, (_, value) => (value instanceof Error ? pino.stdSerializers.err(value) : value)),
          ),
        ),
    )
    const answers = [
      await post('{', {}),
      await post(JSON.stringify(anEvent())),
      await post('[]', { 'content-type': 'text/plain' }),
    ]
    forgetKey(ben.key.split('_')[1] ?? '')
    answers.push(await post('[]', {}, `${ben.key.slice(0, -3)}aaa`))
    for (const spy of spies) spy.mockRestore()
    const secret = ben.key.split('_')[2] ?? 'no key'
    expect(lines.join('\n') + JSON.stringify(answers.map(({ body }) => body))).not.toContain(secret)
  })

  it('remembers when it was last used', async () => {
    await post('[]')
    const used = async () =>
      (
        await platformQuery<{ last_used_at: Date | null }>('SELECT last_used_at FROM api_key WHERE id = $1', [
          ben.apiKeyId,
        ])
      )[0]?.last_used_at
    await vi.waitFor(async () => expect(await used()).toBeInstanceOf(Date))
  })
})

describe('the host', () => {
  const at = (host: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      const asked = request(
        url,
        { method: 'POST', headers: { ...JSON_TYPE, host, authorization: `Bearer ${ben.key}` } },
        (res) => resolve(res.statusCode),
      )
      asked.on('error', reject)
      asked.end('[]')
    })

  it('must be one of ours', async () => {
    expect(await at('evil.example')).toBe(421)
    expect(await at(`${newId()}.localhost`)).toBe(421)
    expect(await at(ben.partner.host)).toBe(202)
    expect(await at('localhost:3000')).toBe(202)
  })
})
