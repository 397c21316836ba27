import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closePools } from '@/infra/db'
import { newId } from '@/lib/ids'
import { lastAudit } from '@/testing/audit-rows'
import { type CastPartner, castPartner } from '@/testing/cast'
import { type Manufacturer, makeManufacturer, QUARTERLY } from '@/testing/factories'
import { Plant } from '@/testing/plant'
import { requestListener } from '../listener'
import { restDoor } from './door'
import { REST_ROUTES } from './registry'

let partner: CastPartner
let made: Manufacturer
let plant: Plant
let server: Server
let base: string

beforeAll(async () => {
  partner = await castPartner()
  made = await makeManufacturer(partner.ada)
  plant = await Plant.open(partner.tenantId, made.clientId)
  server = createServer(requestListener([restDoor], null))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`
})
afterAll(async () => {
  server.close()
  server.closeAllConnections()
  await plant.close()
  await closePools()
})

interface Answer {
  status: number
  headers: Headers
  body: Record<string, unknown> & { data?: Record<string, unknown>[]; nextCursor?: string | null }
}

async function send(
  method: string,
  path: string,
  given: { body?: unknown; key?: string | null; raw?: string; type?: string } = {},
): Promise<Answer> {
  const { body, key = made.key, raw, type = 'application/json' } = given
  const headers = { ...(key && { authorization: `Bearer ${key}` }), 'content-type': type }
  const payload = raw ?? (body === undefined ? undefined : JSON.stringify(body))
  const response = await fetch(`${base}${path}`, { method, headers, body: payload })
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: text === '' ? {} : JSON.parse(text) }
}

describe('lists', () => {
  it('answer in pages that hold each row once', async () => {
    const ids = new Set<string>()
    for (let index = 0; index < 7; index++) ids.add(await plant.workflow())
    const seen: unknown[] = []
    let cursor: string | null | undefined
    do {
      const page = await send('GET', `/workflows?limit=3${cursor ? `&cursor=${cursor}` : ''}`)
      expect(page.body.data?.length).toBeLessThanOrEqual(3)
      seen.push(...(page.body.data ?? []).map(({ id }) => id))
      cursor = page.body.nextCursor
    } while (cursor)
    expect(seen).toHaveLength(8)
    expect(new Set(seen)).toEqual(new Set([...ids, made.workflowId]))
  })

  it('page through runs newest first, equal instants included, with microseconds', async () => {
    const workflowId = await plant.workflow()
    const at = new Date(Date.now() - 60_000)
    const runs: string[] = []
    for (let index = 0; index < 5; index++) runs.push(await plant.run(workflowId, at))
    const later = await plant.run(workflowId, new Date(at.getTime() + 1000), {
      status: 'failed',
      errorClass: 'Timeout',
    })
    const first = await send('GET', `/executions?workflowId=${workflowId}&limit=4`)
    expect(first.body.data?.[0]).toMatchObject({
      id: later,
      status: 'failed',
      errorClass: 'Timeout',
      workflowId,
      attempt: 1,
    })
    const rest = await send('GET', `/executions?workflowId=${workflowId}&limit=4&cursor=${first.body.nextCursor}`)
    const ids = [...(first.body.data ?? []), ...(rest.body.data ?? [])].map(({ id }) => id)
    expect(ids).toEqual([later, ...runs.sort().reverse()])
    expect(rest.body.nextCursor).toBeNull()
    const failed = await send('GET', `/executions?workflowId=${workflowId}&status=failed`)
    expect(failed.body.data?.map(({ id }) => id)).toEqual([later])
    expect((await send('GET', `/executions/${later}`)).body).toMatchObject({ id: later, errorClass: 'Timeout' })
  })

  it.each([
    ['limit=0', 'limit', /at least 1/],
    ['limit=201', 'limit', /at most 200/],
    ['limit=many', 'limit', /whole number/],
    ['cursor=nonsense', 'cursor', /nextCursor of the page before/],
    ['lifecycle=dead', 'lifecycle', /unclaimed, live, retired/],
    ['limit=1&limit=2', 'limit', /twice/],
    ['colour=red', '', /colour/],
  ])('refuse ?%s and say what to change', async (query, field, words) => {
    const { status, headers, body } = await send('GET', `/workflows?${query}`)
    expect(status).toBe(400)
    expect(headers.get('content-type')).toBe('application/problem+json')
    expect(body).toMatchObject({
      status: 400,
      code: 'INVALID',
      errors: [{ pointer: field && `/${field}`, detail: expect.stringMatching(words) }],
    })
  })
})

describe('changes', () => {
  it('edit a workflow over the version that was read, and are recorded in the key’s name', async () => {
    const { body } = await send('GET', `/workflows/${made.workflowId}`)
    const edit = { name: 'Release orders', version: body.version }
    expect((await send('PATCH', `/workflows/${made.workflowId}`, { body: edit })).body).toEqual({
      workflowId: made.workflowId,
      version: Number(body.version) + 1,
    })
    expect((await send('PATCH', `/workflows/${made.workflowId}`, { body: edit })).body).toMatchObject({
      status: 409,
      code: 'CONFLICT',
    })
    expect(await lastAudit(partner.ada, 'workflow.update')).toMatchObject({
      actorName: 'Brückner key',
      after: { name: 'Release orders' },
    })
  })

  it('expect, change, pause and resume', async () => {
    const created = await send('POST', '/expectations', { body: { workflowId: made.workflowId, rule: QUARTERLY } })
    expect(created).toMatchObject({ status: 201, body: { status: 'new', dueAt: expect.stringMatching(/Z$/) } })
    const path = `/expectations/${created.body.expectationId}`
    const hourly = { kind: 'interval', intervalS: 3600, zone: 'Europe/Berlin', graceS: 60 }
    expect((await send('PUT', `${path}/rule`, { body: { rule: hourly } })).status).toBe(200)
    expect((await send('PUT', `${path}/pause`)).body).toMatchObject({ status: 'paused', dueAt: null })
    const listed = await send('GET', `/expectations?workflowId=${made.workflowId}`)
    expect(listed.body.data?.find(({ id }) => id === created.body.expectationId)).toMatchObject({
      status: 'paused',
      intervalS: 3600,
    })
    expect((await send('DELETE', `${path}/pause`)).body).toMatchObject({ status: 'new' })
  })

  it('handle an incident; its internal words stay inside', async () => {
    const incidentId = await plant.incident(made.workflowId, 4711)
    const path = `/incidents/${incidentId}`
    expect((await send('POST', `${path}/acknowledgement`)).body).toMatchObject({
      status: 'acknowledged',
      acknowledgedBy: 'Brückner key',
    })
    await send('POST', `${path}/notes`, { body: { audience: 'internal', body: 'the plant must not read this' } })
    await send('POST', `${path}/notes`, { body: { audience: 'client', body: 'We are on it.' } })
    const ended = await send('POST', `${path}/resolution`, { body: { resolution: 'Queue restarted' } })
    expect(ended.body).toMatchObject({ status: 'resolved', number: 4711 })
    const { body } = await send('GET', path)
    // A key lives at the client: what was done to end it is the partner's word, like an internal note.
    expect(body).toMatchObject({ status: 'resolved', resolution: null, notes: expect.any(Array) })
    expect(JSON.stringify(body.notes)).toContain('We are on it.')
    expect(JSON.stringify(body)).not.toContain('must not read')
  })

  it('name every wrong field with a pointer', async () => {
    const rule = { kind: 'cron', cron: '61 * * * *', zone: '+02:00', graceS: 5 }
    const { status, body } = await send('POST', '/expectations', { body: { workflowId: 'x', rule } })
    expect(status).toBe(400)
    const pointers = (body.errors as { pointer: string }[]).map(({ pointer }) => pointer)
    expect(pointers).toEqual(['/workflowId', '/rule/cron', '/rule/zone', '/rule/graceS'])
  })

  it('refuse a field that stands in the path already, and one that is not there', async () => {
    const twice = await send('PATCH', `/workflows/${made.workflowId}`, { body: { workflowId: newId(), name: 'x' } })
    expect(twice.body).toMatchObject({ code: 'INVALID', detail: expect.stringContaining('is in the path') })
    const unknown = await send('PATCH', `/workflows/${made.workflowId}`, { body: { tenantId: newId() } })
    expect(unknown.body).toMatchObject({ code: 'INVALID', detail: expect.stringContaining('tenantId') })
  })
})

describe('the door', () => {
  it.each([
    ['GET', '/nothing', 404],
    ['GET', '/workflows/', 404],
    ['GET', '', 404],
    ['POST', '/clients', 405],
    ['OPTIONS', '/clients', 405],
    ['GET', '/workflows/not-an-id', 400],
    ['GET', `/workflows/${newId()}`, 404],
    ['GET', `/executions/${newId()}`, 404],
    ['GET', '/executions/ffffffff-ffff-7fff-bfff-ffffffffffff', 404],
  ])('%s %s is %i, as a problem document', async (method, path, status) => {
    const answer = await send(method, path)
    expect(answer.status).toBe(status)
    expect(answer.body).toMatchObject({
      type: 'about:blank',
      status,
      title: expect.any(String),
      detail: expect.any(String),
    })
    if (status === 405) expect(answer.headers.get('allow')).toBe('GET')
  })

  it('takes JSON only, and not too much of it', async () => {
    const path = `/workflows/${made.workflowId}`
    expect((await send('PATCH', path, { raw: 'name=x', type: 'application/x-www-form-urlencoded' })).status).toBe(415)
    expect((await send('PATCH', path, { raw: '{"name":' })).body).toMatchObject({
      status: 400,
      detail: expect.stringMatching(/not valid JSON/),
    })
    expect((await send('PATCH', path, { raw: '[1]' })).body).toMatchObject({
      status: 400,
      detail: expect.stringContaining('object'),
    })
    expect((await send('PATCH', path, { body: { name: 'a\u0000b' } })).status).toBe(400)
    expect((await send('PATCH', path, { raw: `${'['.repeat(500)}${']'.repeat(500)}` })).status).toBe(400)
    expect((await send('PATCH', path, { body: { name: 'x'.repeat(300_000) } })).status).toBe(413)
  })

  it('wants a key, says so once, and counts', async () => {
    for (const key of [null, 'ak_unknown_secret', `${made.key}x`, 'nonsense']) {
      expect(await send('GET', '/clients', { key })).toMatchObject({ status: 401, body: { code: 'UNAUTHENTICATED' } })
    }
    const { headers } = await send('GET', '/clients')
    expect(headers.get('ratelimit-policy')).toBe('"default";q=600;w=60')
    expect(headers.get('ratelimit')).toMatch(/^"default";r=\d+;t=\d+$/)
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
    expect(headers.get('cache-control')).toBe('no-store')
  })

  it('answers HEAD like GET, without a body', async () => {
    const { status, headers, body } = await send('HEAD', '/clients')
    expect([status, body]).toEqual([200, {}])
    expect(Number(headers.get('content-length'))).toBeGreaterThan(20)
  })
})

describe('openapi.json', () => {
  it('describes every route, without a key, with references that resolve', async () => {
    const { status, body } = await send('GET', '/openapi.json', { key: null })
    expect(status).toBe(200)
    expect(body.openapi).toBe('3.1.1')
    const paths = body.paths as Record<string, Record<string, { operationId: string }>>
    const described = Object.entries(paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    )
    expect(described.sort()).toEqual(REST_ROUTES.map(({ method, path }) => `${method} ${path}`).sort())
    const ids = Object.values(paths).flatMap((operations) =>
      Object.values(operations).map(({ operationId }) => operationId),
    )
    expect(new Set(ids).size).toBe(ids.length)
    for (const [, reference] of JSON.stringify(body).matchAll(/"\$ref":"#\/([^"]+)"/g)) {
      const target = (reference ?? '')
        .split('/')
        .reduce<unknown>((node, step) => (node as Record<string, unknown>)?.[step], body)
      expect(target, reference).toBeDefined()
    }
  })

  it('says instants are instants, and requires what is required', async () => {
    const { body } = await send('GET', '/openapi.json', { key: null })
    expect(body).toMatchObject({
      components: { schemas: { Workflow: { properties: { createdAt: { type: 'string', format: 'date-time' } } } } },
      paths: {
        '/api/v1/workflows': {
          get: {
            parameters: expect.arrayContaining([
              expect.objectContaining({ name: 'limit', in: 'query', required: false }),
            ]),
          },
        },
        '/api/v1/expectations': {
          post: {
            requestBody: {
              required: true,
              content: { 'application/json': { schema: { required: ['workflowId', 'rule'] } } },
            },
          },
        },
      },
    })
    expect(JSON.stringify(body)).not.toMatch(/andon/i)
  })
})
