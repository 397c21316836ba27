import type { ServerResponse } from 'node:http'
import { readiness } from '@/services/platform/readiness'
import type { Door } from './door'

function send(res: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body)
  res.writeHead(status, {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    'content-length': Buffer.byteLength(text),
  })
  res.end(res.req.method === 'HEAD' ? undefined : text)
}

/** `/healthz`: this process turns. `/readyz`: it can commit; what is degraded is named. */
export const healthDoor: Door = {
  name: 'health',
  isInternal: true,
  match: (_req, path) => path === '/healthz' || path === '/readyz',
  async handle({ res, path }) {
    if (path === '/healthz') return send(res, 200, { status: 'ok' })
    const ready = await readiness()
    send(res, ready.status === 'unavailable' ? 503 : 200, ready)
  },
}
