import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { KEY_SCOPES } from '@/domain/access/permissions'
import { closePools } from '@/infra/db'
import { createApiKey } from '@/services/source/create-key'
import { type CastPartner, castPartner } from '@/testing/cast'
import { makeManufacturer } from '@/testing/factories'
import { type Case, casesOf, KINDS, type Kind } from '@/testing/fuzz/cases'
import { rowsOf } from '@/testing/sender'
import { requestListener } from '../listener'
import { restDoor } from './door'
import { type JsonSchema, jsonSchemaOf } from './json-schema'
import { REST_ROUTES } from './registry'
import type { RestRoute } from './route'

const COUNT = 200
const AT_ONCE = 10
const LIMIT_MS = 60_000
/** Another one finds other cases. */
const SEED = 20_261_124

let partner: CastPartner
let sourceId: string
let server: Server
let base: string
let ids: string[]
/** how often each status was answered */
const told = new Map<number | string, number>()
const ajv = new Ajv2020({ strict: false, validateFormats: false })

beforeAll(async () => {
  partner = await castPartner()
  await makeManufacturer(partner.ada)
  const tables = ['client', 'workflow', 'site', 'process', 'system', 'source', 'expectation']
  const found = await rowsOf<{ id: string; table: string }>(
    tables.map((table) => `SELECT id, '${table}' AS table FROM ${table} WHERE tenant_id = $1`).join(' UNION ALL '),
    [partner.tenantId],
  )
  ids = found.map(({ id }) => id)
  sourceId = found.find(({ table }) => table === 'source')?.id ?? ''
  server = createServer(requestListener([restDoor], null))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  server.close()
  server.closeAllConnections()
  await closePools()
})

/** A key of its own per run of cases: no case is answered by the limit of requests. */
async function freshKey(): Promise<string> {
  const input = { sourceId, name: 'fuzz', scopes: [...KEY_SCOPES], expiresAt: null }
  return (await createApiKey(partner.ada, createApiKey.input.parse(input))).key
}

/** Does an answer of success look as the document says? */
function shapeOf(route: RestRoute): ValidateFunction {
  const schemas: Record<string, JsonSchema> = {}
  const schema = jsonSchemaOf(route.output, 'output', schemas)
  return ajv.compile({ ...schema, components: { schemas } })
}

function problemOf(status: number, type: string | null, text: string): string | null {
  if (status >= 500) return 'is an error of the server'
  if (type !== 'application/problem+json') return `is refused as ${type}`
  const body = JSON.parse(text) as { status?: number; code?: string; detail?: string }
  return body.status === status && body.code && body.detail ? null : 'does not say what to change'
}

async function verdictOf(
  route: RestRoute,
  key: string,
  isShaped: ValidateFunction,
  one: Case,
): Promise<number | string> {
  const { path, headers, body } = one
  const answer = await fetch(`${base}${path}`, {
    ...{ method: route.method, headers: { authorization: `Bearer ${key}`, ...headers }, redirect: 'manual' },
    body: body as BodyInit | null,
  })
  const text = await answer.text()
  const wrong = answer.ok
    ? !isShaped(JSON.parse(text)) && `answers ${ajv.errorsText(isShaped.errors)}`
    : problemOf(answer.status, answer.headers.get('content-type'), text)
  return wrong
    ? `${route.method} ${path} ${String(body).slice(0, 300)} ${wrong}: ${answer.status} ${text.slice(0, 200)}`
    : answer.status
}

async function fuzz(route: RestRoute, kind: Kind): Promise<(number | string)[]> {
  const [key, isShaped] = [await freshKey(), shapeOf(route)]
  const cases = casesOf(route, { kind, count: COUNT, seed: SEED, ids })
  const verdicts: (number | string)[] = []
  for (let at = 0; at < cases.length; at += AT_ONCE) {
    const some = cases.slice(at, at + AT_ONCE).map((one) => verdictOf(route, key, isShaped, one))
    verdicts.push(...(await Promise.all(some)))
  }
  return verdicts
}

describe.each(KINDS)(`%s requests, seed ${SEED}`, (kind) => {
  it.each(REST_ROUTES.map((route) => [`${route.method} ${route.path}`, route] as const))(
    '%s is never at a loss',
    async (_, route) => {
      const verdicts = await fuzz(route, kind)
      expect(verdicts.filter((verdict) => typeof verdict === 'string').slice(0, 3)).toEqual([])
      expect(verdicts).toHaveLength(COUNT)
      expect(verdicts).not.toContain(429)
      for (const verdict of verdicts) told.set(verdict, (told.get(verdict) ?? 0) + 1)
    },
    LIMIT_MS,
  )
})

it('got past the doors: requests were done, refused for what they said, and refused for what is not there', () => {
  const some = [...told.values()].reduce((sum, count) => sum + count, 0) / 100
  for (const status of [200, 400, 404]) expect(told.get(status) ?? 0).toBeGreaterThan(some)
})
