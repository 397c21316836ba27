import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { Refusal } from './form'
import { answer } from './requests'
import type { StripeWorld } from './world'

/** Serves the fake on a free port of this machine. */
export async function serveStripe(world: StripeWorld): Promise<{ port: number; close(): void }> {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://fake').pathname.replace(/^\/v1\//, '')
    const body = await text(request)
    const reply = (status: number, json: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json))
    try {
      reply(200, answer(world, request.method ?? 'GET', path, body))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const { code, message, param, status } = error
      reply(status, { error: { type: 'invalid_request_error', code, message, param } })
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { port: (server.address() as AddressInfo).port, close: () => server.close() }
}
