import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FakeExecution, FakeN8n, FakeWorkflow } from './state'

interface Reply {
  status: number
  body: unknown
  headers?: Record<string, string>
}

const ok = (body: unknown): Reply => ({ status: 200, body })
const NOT_FOUND: Reply = { status: 404, body: { message: 'Not Found' } }

/** `{"lastId":"4","limit":1}` in base64, as n8n makes it. */
function cursorOf(lastId: string, limit: number): string {
  return Buffer.from(JSON.stringify({ lastId, limit })).toString('base64')
}

function readCursor(text: string | null): { lastId?: string; limit?: number; offset?: number } {
  return text ? JSON.parse(Buffer.from(text, 'base64').toString('utf8')) : {}
}

function shown(n8n: FakeN8n, { error: _, ...execution }: FakeExecution) {
  return n8n.moods.saysVersion ? execution : { ...execution, workflowVersionId: undefined }
}

function isOpen({ status }: FakeExecution): boolean {
  return status === 'running' || status === 'waiting' || status === 'new'
}

function listExecutions(n8n: FakeN8n, query: URLSearchParams): Reply {
  const cursor = readCursor(query.get('cursor'))
  const limit = Math.min(cursor.limit ?? Number(query.get('limit') ?? 100), 250)
  const status = query.get('status')
  const workflowId = query.get('workflowId')
  const below = cursor.lastId === undefined ? Number.POSITIVE_INFINITY : Number(cursor.lastId)
  const all = n8n.executions
    .filter(
      (each) =>
        Number(each.id) < below &&
        (!status || each.status === status) &&
        (!workflowId || each.workflowId === workflowId),
    )
    .filter((each) => status !== null || !n8n.moods.hidesOpenRuns || !isOpen(each))
    .sort((a, b) => Number(b.id) - Number(a.id))
  const data = all.slice(0, limit)
  const last = data.at(-1)
  const nextCursor = last && all.length > limit ? cursorOf(last.id, limit) : null
  const before = n8n.executions.find((each) => each.id === cursor.lastId)
  const rows = n8n.moods.shufflesPages ? [...data].reverse().concat(before ? [before] : [], data.slice(0, 1)) : data
  return ok({ data: rows.map((each) => shown(n8n, each)), nextCursor })
}

function readExecution(n8n: FakeN8n, id: string, query: URLSearchParams): Reply {
  const execution = n8n.executions.find((each) => each.id === id)
  if (!execution) return NOT_FOUND
  if (query.get('includeData') !== 'true') return ok(shown(n8n, execution))
  const { error } = execution
  const runData = { Webhook: [{ data: { main: [[{ json: { customer: 'PAYLOAD-NOT-TO-BE-COPIED' } }]] } }] }
  const resultData = error
    ? {
        runData,
        lastNodeExecuted: error.step,
        error: {
          message: error.message,
          name: error.name,
          node: { name: error.step, type: error.type, parameters: {} },
        },
      }
    : { runData }
  return ok({ ...shown(n8n, execution), data: { startData: {}, resultData } })
}

function retry(n8n: FakeN8n, id: string): Reply {
  const original = n8n.executions.find((each) => each.id === id)
  if (!n8n.moods.hasRetry || !original) return NOT_FOUND
  if (original.status !== 'error' && original.status !== 'crashed')
    return { status: 409, body: { message: 'The execution succeeded, so it cannot be retried.' } }
  n8n.retriesAsked++
  const made = n8n.run(original.workflowId, 'running', { mode: 'retry', retryOf: id })
  return n8n.moods.losesRetryAnswer ? { status: 502, body: { message: 'Bad gateway' } } : ok(shown(n8n, made))
}

function listWorkflows(n8n: FakeN8n, query: URLSearchParams): Reply {
  const cursor = readCursor(query.get('cursor'))
  const limit = cursor.limit ?? Math.min(Number(query.get('limit') ?? 100), 250)
  const offset = cursor.offset ?? 0
  const all = [...n8n.workflows.values()]
  const nextCursor =
    all.length > offset + limit
      ? Buffer.from(JSON.stringify({ limit, offset: offset + limit })).toString('base64')
      : null
  const withVersion = (workflow: FakeWorkflow) => ({
    ...workflow,
    activeVersion: workflow.active
      ? {
          versionId: workflow.activeVersionId,
          workflowId: workflow.id,
          nodes: workflow.nodes,
          connections: workflow.connections,
          updatedAt: workflow.updatedAt,
        }
      : null,
  })
  return ok({ data: all.slice(offset, offset + limit).map(withVersion), nextCursor })
}

function mood(n8n: FakeN8n): Reply | 'hang up' | null {
  const { moods } = n8n
  if (n8n.down > 0) {
    n8n.down--
    return 'hang up'
  }
  if (
    moods.requestsUntilRestart !== null &&
    n8n.requests % (moods.requestsUntilRestart + 1) === moods.requestsUntilRestart
  ) {
    n8n.down = moods.downFor - 1
    return 'hang up'
  }
  if (moods.requestsUntil429 !== null && n8n.requests % (moods.requestsUntil429 + 1) === moods.requestsUntil429) {
    return { status: 429, body: { message: 'Too many requests' }, headers: { 'retry-after': moods.retryAfter } }
  }
  return null
}

/** Saved as the editor saves it: the version is a new one and is published. */
function saveWorkflow(n8n: FakeN8n, id: string, text: string): Reply {
  if (!n8n.workflows.has(id)) return NOT_FOUND
  const { name, nodes, connections, settings } = JSON.parse(text) as FakeWorkflow
  return ok(n8n.save({ id, name, nodes, connections, settings }))
}

function answer(n8n: FakeN8n, request: IncomingMessage, text: string): Reply | 'hang up' {
  n8n.requests++
  const url = new URL(request.url ?? '/', 'http://n8n')
  const moody = mood(n8n)
  if (moody) return moody
  if (request.headers['x-n8n-api-key'] !== n8n.apiKey) return { status: 401, body: { message: 'unauthorized' } }
  const [, execution, verb] = /^\/api\/v1\/executions\/(\d+)(\/retry)?$/.exec(url.pathname) ?? []
  if (execution && verb && request.method === 'POST') return retry(n8n, execution)
  if (execution && !verb) return readExecution(n8n, execution, url.searchParams)
  const [, workflow] = /^\/api\/v1\/workflows\/(\w+)$/.exec(url.pathname) ?? []
  if (workflow && request.method === 'PUT') return saveWorkflow(n8n, workflow, text)
  if (url.pathname === '/api/v1/executions') return listExecutions(n8n, url.searchParams)
  if (url.pathname === '/api/v1/workflows') return listWorkflows(n8n, url.searchParams)
  return NOT_FOUND
}

function send(response: ServerResponse, reply: Reply | 'hang up'): void {
  if (reply === 'hang up') {
    response.destroy()
    return
  }
  response.writeHead(reply.status, { 'content-type': 'application/json; charset=utf-8', ...reply.headers })
  response.end(JSON.stringify(reply.body))
}

/** Serves one n8n on 127.0.0.1; port 0 takes a free one. */
export async function serveN8n(
  current: () => FakeN8n,
  port = 0,
): Promise<{ url: string; host: string; stop(): Promise<void> }> {
  const server: Server = createServer((request, response) => {
    let text = ''
    request.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
    request.on('end', () => send(response, answer(current(), request, text)))
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: `http://${host}`,
    host,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
