import type { IncomingMessage, ServerResponse } from 'node:http'
import { MAX_PING_BODY } from '@/domain/event/ping'
import { ingestPing } from '@/services/execution/ingest-ping'
import { resolveKey } from '@/services/source/resolve-key'
import type { Door } from './door'
import { problem, problemOf, sendProblem } from './problem'
import { callerOf, withDatabase } from './with-api-key'

const PREFIX = '/ping/'
const METHODS = new Set(['GET', 'HEAD', 'POST'])

/** At most the first 100 kB; a longer body is read to its end and forgotten, so that the sender gets its answer. */
async function firstBytes(req: IncomingMessage): Promise<Buffer> {
  const kept: Buffer[] = []
  let bytes = 0
  for await (const chunk of req as AsyncIterable<Buffer>) {
    if (bytes < MAX_PING_BODY) kept.push(chunk.subarray(0, MAX_PING_BODY - bytes))
    bytes += chunk.length
  }
  return Buffer.concat(kept)
}

function sendOk(res: ServerResponse): void {
  res.writeHead(200, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', 'content-length': 2 })
  res.end(res.req.method === 'HEAD' ? undefined : 'OK')
}

async function handle(req: IncomingMessage, res: ServerResponse, path: string, search: string): Promise<void> {
  if (!METHODS.has(req.method ?? ''))
    return sendProblem(res, problem(405, 'Ping with GET, HEAD or POST.'), { allow: 'GET, HEAD, POST' })
  const [presented = '', suffix = '', ...more] = path.slice(PREFIX.length).split('/')
  try {
    const key = await withDatabase(resolveKey(presented, 'ping', Date.now()))
    if (!key?.workflow || more.length > 0)
      return sendProblem(res, problem(404, 'No such ping URL. It may be mistyped, revoked or expired.'))
    const rid = new URLSearchParams(search).get('rid')
    const body = req.method === 'POST' ? await firstBytes(req) : Buffer.alloc(0)
    await ingestPing(callerOf({ ...key, scopes: ['events:write'] }), { key, workflow: key.workflow, suffix, rid, body })
    sendOk(res)
  } catch (error) {
    sendProblem(res, problemOf(error))
  }
}

/** `/ping/<key>[/start|/fail|/log|/<exit code>][?rid=…]`: 200 OK after the commit. */
export const pingDoor: Door = {
  name: 'ping',
  match: (_req, path) => path.startsWith(PREFIX),
  handle: ({ req, res, path, search }) => handle(req, res, path, search),
}
