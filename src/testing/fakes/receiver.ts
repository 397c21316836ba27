import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a receiver does with the next request; `say` answers so. */
export type ReceiverMood =
  | 'ok'
  | 'hang'
  | 'redirect'
  | 'cut'
  | 'garbage'
  | { status: number; body?: string; headers?: Record<string, string> }

export interface Received {
  path: string
  headers: IncomingHttpHeaders
  body: string
}

/** A program that listens. It remembers everything, and can fail in every way a real one does. */
export interface FakeReceiver {
  url: string
  /** `host:port`, for OUTBOUND_ALLOW */
  address: string
  received: Received[]
  /** connections, whether or not a request came */
  knocks(): number
  /** moods of the next requests, first in first out; then `usual` */
  next(...moods: ReceiverMood[]): void
  /** what it does when nothing is queued */
  usual(mood: ReceiverMood): void
  close(): Promise<void>
}

function act(response: ServerResponse, mood: ReceiverMood, ok: string, okStatus: number): void {
  if (mood === 'hang') return
  if (mood === 'cut') {
    response.destroy()
    return
  }
  if (mood === 'redirect') {
    response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data' }).end()
    return
  }
  if (mood === 'garbage') {
    response.writeHead(200).end(Buffer.from([0, 255, 254, 1, 2]))
    return
  }
  if (mood === 'ok') {
    response.writeHead(okStatus).end(ok)
    return
  }
  response.writeHead(mood.status, mood.headers).end(mood.body ?? '')
}

/** Starts a receiver whose friendly answer is `ok` with `okStatus`: `ok`/200 for Slack, empty/202 for Teams. */
export async function startReceiver(ok = '', okStatus = 200): Promise<FakeReceiver> {
  const received: Received[] = []
  const moods: ReceiverMood[] = []
  let usual: ReceiverMood = 'ok'
  let knocks = 0
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    received.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString('utf8') })
    act(response, moods.shift() ?? usual, ok, okStatus)
  })
  server.on('connection', () => knocks++)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    ...{ url: `http://${address}/hook`, address, received },
    knocks: () => knocks,
    next: (...given) => moods.push(...given),
    usual: (mood) => {
      usual = mood
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
