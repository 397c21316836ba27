import type { IncomingMessage, ServerResponse } from 'node:http'
import type { DoorRequest } from './door'
import { problemOf, sendProblem } from './problem'
import { readBody } from './read-body'

/** What a Request → Response door knows besides the request. */
export type FetchHandler = (request: Request, context: Pick<DoorRequest, 'host'>) => Promise<Response>

function headersOf(req: IncomingMessage): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(req.headers)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) headers.append(name, one)
  }
  return headers
}

function requestOf({ req, path, search, host }: DoorRequest, body: Buffer | null): Request {
  const url = `http://${host.host}${path}${search && `?${search}`}`
  return new Request(url, { method: req.method, headers: headersOf(req), body: body && new Uint8Array(body) })
}

async function sendResponse(res: ServerResponse, response: Response): Promise<void> {
  const body = response.body ? Buffer.from(await response.arrayBuffer()) : null
  const headers: Record<string, string | string[]> = Object.fromEntries(response.headers)
  const cookies = response.headers.getSetCookie()
  if (cookies.length > 0) headers['set-cookie'] = cookies
  if (body) headers['content-length'] = String(body.length)
  res.writeHead(response.status, headers)
  res.end(res.req.method === 'HEAD' || !body ? undefined : body)
}

/** Puts a door written as Request → Response onto the bare server. The body is read first, up to `maxBodyBytes`. */
export function onNode(handler: FetchHandler, maxBodyBytes: number): (request: DoorRequest) => Promise<void> {
  return async (request) => {
    const { req, res, host } = request
    try {
      const hasBody = req.method !== 'GET' && req.method !== 'HEAD'
      const read = hasBody ? await readBody(req, maxBodyBytes) : null
      if (read && !read.ok) return sendProblem(res, read.problem)
      await sendResponse(res, await handler(requestOf(request, read?.body.length ? read.body : null), { host }))
    } catch (error) {
      sendProblem(res, problemOf(error))
    }
  }
}
