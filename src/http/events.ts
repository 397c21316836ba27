import type { IncomingMessage, ServerResponse } from 'node:http'
import { env } from '@/env'
import { MAX_DEPTH, parseJson } from '@/lib/json'
import { ingestEvents } from '@/services/execution/ingest'
import type { ResolvedKey } from '@/services/source/resolve-key'
import type { Door } from './door'
import { type Problem, problem, problemOf, sendProblem } from './problem'
import { readBody } from './read-body'
import { demandSignature } from './signed'
import { callerFromBearer, demandScope } from './with-api-key'

const PATH = '/api/v1/events'

type Read = { ok: true; events: unknown[] } | { ok: false; problem: Problem }

const refuse = (status: number, detail: string): Read => ({ ok: false, problem: problem(status, detail) })

function isJson(req: IncomingMessage): boolean {
  const [type] = (req.headers['content-type'] ?? '').split(';')
  return type?.trim().toLowerCase() === 'application/json'
}

/** One object or an array of them, inside the bounds; what each one holds is judged later, event by event. */
async function readEvents(req: IncomingMessage, key: ResolvedKey): Promise<Read> {
  if (!isJson(req)) return refuse(415, 'Send Content-Type: application/json with one event or an array of events.')
  const read = await readBody(req, env.INGEST_BODY_BYTES_MAX)
  if (!read.ok) return read
  await demandSignature(key, req.headers, read.body)
  const parsed = parseJson(read.body.toString('utf8'), MAX_DEPTH + 1)
  if (!parsed.ok) return refuse(400, parsed.reason)
  const events = Array.isArray(parsed.value) ? parsed.value : [parsed.value]
  if (events.length > env.INGEST_BATCH_EVENTS_MAX) {
    return refuse(
      413,
      `One request may carry at most ${env.INGEST_BATCH_EVENTS_MAX} events; this one has ${events.length}. Split it.`,
    )
  }
  return { ok: true, events }
}

function send(res: ServerResponse, body: unknown): void {
  const text = JSON.stringify(body)
  res.writeHead(202, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
  res.end(text)
}

async function handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
  if (req.method !== 'POST') return sendProblem(res, problem(405, 'Send events with POST.'), { allow: 'POST' })
  try {
    const caller = await callerFromBearer(req.headers.authorization)
    demandScope(caller, 'events:write')
    const read = await readEvents(req, caller.key)
    if (!read.ok) return sendProblem(res, read.problem)
    const { clientId, sourceId } = caller.key
    send(res, await ingestEvents(caller, { clientId, sourceId, events: read.events }))
  } catch (error) {
    if (!req.destroyed || req.complete) sendProblem(res, problemOf(error))
  }
}

/** `POST /api/v1/events`: 202 after the commit, with the outcome of every event. */
export const eventsDoor: Door = {
  name: 'events',
  match: (_req, path) => path === PATH,
  handle: ({ req, res }) => handle(req, res),
}
