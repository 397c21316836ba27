import type { IncomingMessage } from 'node:http'
import { newId } from '@/lib/ids'
import type { Door, DoorRequest } from '../door'
import { problem, sendProblem } from '../problem'
import { answerRest } from './answer'

/** No verb of the API takes more. */
const BODY_BYTES_MAX = 256 * 1024

/** The body, or null when it is larger than allowed; the rest is not read. */
async function readBody(req: IncomingMessage): Promise<Buffer<ArrayBuffer> | null> {
  if (Number(req.headers['content-length'] ?? 0) > BODY_BYTES_MAX) return null
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > BODY_BYTES_MAX) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function headersOf(req: IncomingMessage): Headers {
  const headers = new Headers()
  for (const name of ['authorization', 'content-type'] as const) {
    const value = req.headers[name]
    if (value !== undefined) headers.set(name, value)
  }
  return headers
}

const KNOWN = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/** Every method but GET and HEAD may carry a body. */
async function toRequest({ req, path, search, host }: DoorRequest): Promise<Request | null> {
  const url = `http://${host.host}${path}${search && !search.startsWith('?') ? '?' : ''}${search}`
  const method = req.method ?? 'GET'
  if (method === 'GET' || method === 'HEAD') return new Request(url, { method, headers: headersOf(req) })
  const body = await readBody(req)
  return body && new Request(url, { method, headers: headersOf(req), ...(body.length > 0 && { body }) })
}

/** The public REST API and its OpenAPI document. Stands after the doors of single paths: it answers 404 for the rest of /api/v1. */
export const restDoor: Door = {
  name: 'rest',
  match: (_req, path) => path === '/api/v1' || path.startsWith('/api/v1/'),
  handle: async (given) => {
    const { req, res, host } = given
    if (!KNOWN.has(req.method ?? '')) return sendProblem(res, problem(405, `${req.method} is not used here.`))
    const request = await toRequest(given)
    if (!request) return sendProblem(res, problem(413, `The body is larger than ${BODY_BYTES_MAX} bytes. Send less.`))
    const hostTenantId = host.kind === 'partner' ? host.tenantId : null
    const response = await answerRest(request, { requestId: newId(), hostTenantId })
    const body = Buffer.from(await response.arrayBuffer())
    res.writeHead(response.status, { ...Object.fromEntries(response.headers), 'content-length': body.length })
    res.end(req.method === 'HEAD' ? undefined : body)
  },
}
