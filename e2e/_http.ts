import { request } from 'undici'
import { BASE } from './_env'

export interface Reply {
  status: number
  body: string
}

/** Node does not resolve `*.localhost`: the request goes to the loopback address and names the host itself. */
export async function ask(
  host: string,
  path: string,
  options: { headers?: Record<string, string>; body?: unknown } = {},
): Promise<Reply> {
  const { body } = options
  const { statusCode, body: answer } = await request(`http://127.0.0.1:${BASE.port}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      host: `${host}:${BASE.port}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...options.headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  return { status: statusCode, body: await answer.text() }
}

/** What `curl` with a key does. The door says 202 after its commit. */
export async function send(host: string, apiKey: string, events: object | object[]): Promise<void> {
  const { status, body } = await ask(host, '/api/v1/events', {
    headers: { authorization: `Bearer ${apiKey}` },
    body: events,
  })
  if (status !== 202 || /"index"/.test(body)) throw new Error(`The events were not taken: ${status} ${body}`)
}

let runs = 0

/** One run that ended, as a sender reports it. */
export function run(workflow: string, outcome: 'succeeded' | 'failed', more: object = {}) {
  const execution = `${workflow}-${++runs}`
  return {
    id: `${execution}.end`,
    workflow,
    execution,
    type: `execution.${outcome}`,
    time: new Date().toISOString(),
    durationMs: 900,
    ...more,
  }
}
