import type { AnyProcedure } from '@trpc/server'
import superjson from 'superjson'
import { z } from 'zod'
import type { Permission } from '@/domain/access/permissions'
import { answerRest } from '@/http/rest/answer'
import { REST_ROUTES } from '@/http/rest/registry'
import { pathParams, type RestRoute } from '@/http/rest/route'
import { newId } from '@/lib/ids'
import { handleTrpc } from '@/trpc/http'
import type { ProcedureMeta } from '@/trpc/init'
import { appRouter } from '@/trpc/root'
import type { Visitor } from './world'

/** What came back over the wire. */
export interface Answer {
  /** 'OK' or one of the error codes */
  code: string
  /** status, headers and body as they left */
  bytes: string
}

interface EntryData {
  name: string
  action: string
  can: Permission
  kind: 'query' | 'mutation'
  input: z.ZodType
}

export interface ConsoleEntry extends EntryData {
  door: 'console'
  isPublic: boolean
  call(visitor: Visitor, input: unknown): Promise<Answer>
}

export interface RestEntry extends EntryData {
  door: 'rest'
  call(key: string | null, input: unknown, hostTenantId?: string | null): Promise<Answer>
}

const zTrpcError = z.object({
  error: z.object({ json: z.object({ data: z.object({ appCode: z.string().nullable() }) }) }),
})
const zProblem = z.object({ code: z.string() })

async function bytesOf(response: Response): Promise<{ bytes: string; body: unknown }> {
  const text = await response.text()
  const bytes = `${response.status} ${JSON.stringify([...response.headers])} ${text}`
  return { bytes, body: text === '' ? null : JSON.parse(text) }
}

async function callConsole(path: string, type: string, visitor: Visitor, input: unknown): Promise<Answer> {
  const wire = JSON.stringify(superjson.serialize(input))
  const headers = { host: visitor.host, cookie: await visitor.cookie(), 'content-type': 'application/json' }
  const url = `http://${visitor.host}/api/trpc/${path}`
  const request =
    type === 'query'
      ? new Request(`${url}?input=${encodeURIComponent(wire)}`, { headers })
      : new Request(url, { method: 'POST', headers, body: wire })
  const response = await handleTrpc(request)
  const { bytes, body } = await bytesOf(response)
  const code = response.ok ? 'OK' : (zTrpcError.parse(body).error.json.data.appCode ?? 'UNMAPPED')
  return { code, bytes }
}

/** A verb is a function that carries its data. */
function isVerb(value: unknown): value is ProcedureMeta['verb'] {
  return typeof value === 'function' && 'action' in value && 'can' in value && 'kind' in value && 'input' in value
}

/** tRPC types each procedure by its own shape; as data they are alike. */
function procedures(): Record<string, AnyProcedure> {
  return appRouter._def.procedures as unknown as Record<string, AnyProcedure>
}

/** Every procedure of the console's router. Throws for one that does not say which verb stands behind it. */
export function consoleEntries(): ConsoleEntry[] {
  return Object.entries(procedures()).map(([name, procedure]) => {
    const { type, meta } = procedure._def
    const { verb, isPublic } = (meta ?? {}) as Partial<ProcedureMeta>
    if (!isVerb(verb))
      throw new Error(`The procedure ${name} names no verb in its meta; build it with queryOf or mutationOf`)
    const { action, can, kind, input } = verb
    if (kind !== type) throw new Error(`The procedure ${name} is a ${type}, its verb a ${kind}`)
    const call = (visitor: Visitor, given: unknown) => callConsole(name, type, visitor, given)
    return { door: 'console', name, action, can, kind, input, isPublic: isPublic === true, call }
  })
}

function restRequest({ method, path }: RestRoute, key: string | null, input: Record<string, unknown>): Request {
  const rest = { ...input }
  let url = `http://localhost${path}`
  for (const name of pathParams(path)) {
    url = url.replace(`{${name}}`, encodeURIComponent(String(input[name])))
    delete rest[name]
  }
  const headers = { ...(key && { authorization: `Bearer ${key}` }), 'content-type': 'application/json' }
  if (method !== 'GET') return new Request(url, { method, headers, body: JSON.stringify(rest) })
  const search = new URLSearchParams(
    Object.entries(rest).map(([name, value]): [string, string] => [
      name,
      value instanceof Date ? value.toISOString() : String(value),
    ]),
  )
  return new Request(`${url}?${search}`, { method, headers })
}

/** Every route of the public API. */
export function restEntries(): RestEntry[] {
  return REST_ROUTES.map((route) => {
    const { action, can, kind, input } = route
    const call = async (key: string | null, given: unknown, hostTenantId: string | null = null) => {
      const request = restRequest(route, key, given as Record<string, unknown>)
      const { bytes, body } = await bytesOf(await answerRest(request, { requestId: newId(), hostTenantId }))
      return { code: bytes.startsWith('20') ? 'OK' : zProblem.parse(body).code, bytes }
    }
    return { door: 'rest', name: `${route.method} ${route.path}`, action, can, kind, input, call }
  })
}
