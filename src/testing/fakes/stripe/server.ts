import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { answer } from './answer'
import { servePages } from './pages/serve'
import type { StripeWorld } from './world'

async function serve(world: StripeWorld, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://fake')
  const body = await text(request)
  const method = request.method ?? 'GET'
  if (!url.pathname.startsWith('/v1/')) return servePages(world, { method, path: url.pathname, body }, response)
  const path = url.pathname.slice('/v1/'.length)
  const reply = answer(world, { method, path, search: url.search.slice(1), body, headers: request.headers })
  const headers = {
    'content-type': 'application/json',
    'request-id': `req_${world.nowS}`,
    ...(reply.isReplayed && { 'idempotent-replayed': 'true' }),
  }
  response.writeHead(reply.status, headers).end(reply.body)
}

/** Serves a world, or whichever is current, on this machine; port 0 takes a free one. */
export async function serveStripe(
  worldNow: () => StripeWorld,
  port = 0,
): Promise<{ port: number; base: string; close(): void }> {
  const server = createServer((request, response) => {
    serve(worldNow(), request, response).catch((error: Error) => response.writeHead(500).end(error.stack))
  })
  server.keepAliveTimeout = 60_000
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const taken = (server.address() as AddressInfo).port
  const close = () => {
    server.close()
    server.closeAllConnections()
  }
  return { port: taken, base: `http://127.0.0.1:${taken}`, close }
}
