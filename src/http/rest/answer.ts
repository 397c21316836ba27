import { randomInt } from 'node:crypto'
import { AppError } from '@/lib/errors'
import { jsonProblem, parseJson } from '@/lib/json'
import { KeyReused, Replayed } from '@/services/idempotency/once'
import { type Problem, problem, problemOf } from '../problem'
import { callerFromBearer } from '../with-api-key'
import { rawInput } from './input'
import { spendRequest } from './limit'
import { matchRoute } from './match'
import { KEY_REUSED, onceOf } from './once'
import { openApiOf } from './openapi'
import { REST_ROUTES } from './registry'
import type { RestRoute } from './route'

const OPENAPI_PATH = '/api/v1/openapi.json'

/** Which host was called, and by what name to log it. */
export interface RequestFacts {
  requestId: string
  /** the partner of the host; null = the platform's own host, where every partner's keys work */
  hostTenantId: string | null
}

function json(body: unknown, status: number, headers: Record<string, string>): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
  })
}

function refusal(body: Problem, headers: Record<string, string>): Response {
  // Spread over 1 to 3 s, so that callers do not come back together. A 429 brings its own.
  const again = body.status === 503 && { 'retry-after': String(randomInt(1, 4)) }
  return json(body, body.status, { ...headers, ...again, 'content-type': 'application/problem+json' })
}

function typeOf(request: Request): string {
  return (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
}

/** The body as JSON; undefined for none. */
async function bodyOf(request: Request): Promise<{ value: unknown } | Problem> {
  const text = request.method === 'GET' || request.method === 'HEAD' ? '' : await request.text()
  if (text === '') return { value: undefined }
  if (typeOf(request) !== 'application/json')
    return problem(415, 'Send the body as JSON, with "Content-Type: application/json".')
  const parsed = parseJson(text)
  if (!parsed.ok) return problem(400, parsed.reason)
  const reason = jsonProblem(parsed.value, '')
  return reason ? problem(400, reason) : { value: parsed.value }
}

interface Call {
  route: RestRoute
  params: Record<string, string>
  facts: RequestFacts
  /** grows: what is known when an error comes goes out with it */
  headers: Record<string, string>
}

async function runRoute(request: Request, { route, params, facts, headers }: Call): Promise<Response> {
  const caller = await callerFromBearer(request.headers.get('authorization'))
  if (facts.hostTenantId !== null && facts.hostTenantId !== caller.scope.tenantId) {
    throw new AppError('UNAUTHENTICATED', 'This key belongs to another address. Use the address you got with the key.')
  }
  const { isAllowed, headers: allowance } = spendRequest(caller.key.id, Date.now())
  Object.assign(headers, allowance)
  if (!isAllowed) throw new AppError('LIMIT', 'Too many requests with this key. Wait as long as Retry-After says.')
  const body = await bodyOf(request)
  if (!('value' in body)) return refusal(body, headers)
  const raw = rawInput(route.method, route.input, {
    params,
    search: new URL(request.url).searchParams,
    body: body.value,
  })
  const once = onceOf(request, { route, caller, body: body.value })
  const result = await route.run({ ...caller, requestId: facts.requestId, ...(once && { once }) }, raw)
  return json(result, route.status, headers)
}

function refusalOf(error: unknown, headers: Record<string, string>): Response {
  if (error instanceof Replayed)
    return json(JSON.parse(error.body), error.status, { ...headers, 'idempotency-replayed': 'true' })
  return refusal(error instanceof KeyReused ? KEY_REUSED : problemOf(error), headers)
}

/** Answers any request below /api/v1: every refusal is a problem document, nothing throws. */
export async function answerRest(request: Request, facts: RequestFacts): Promise<Response> {
  const url = new URL(request.url)
  const headers: Record<string, string> = { 'x-request-id': facts.requestId }
  if (url.pathname === OPENAPI_PATH && ['GET', 'HEAD'].includes(request.method)) {
    return json(openApiOf(REST_ROUTES), 200, { ...headers, 'cache-control': 'public, max-age=300' })
  }
  const match = matchRoute(REST_ROUTES, request.method, url.pathname)
  if (match.kind === 'none')
    return refusal(problem(404, 'There is nothing at this path. /api/v1/openapi.json lists what there is.'), headers)
  if (match.kind === 'method') {
    const allow = match.allow.join(', ')
    return refusal(problem(405, `Use ${allow} here.`), { ...headers, allow })
  }
  try {
    return await runRoute(request, { route: match.route, params: match.params, facts, headers })
  } catch (error) {
    return refusalOf(error, headers)
  }
}
