import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { z } from 'zod'

/** What happens to the next request: the provider answers, fails before accepting, or accepts and never says so. */
export type Mood =
  | 'ok'
  | 'fail-500'
  | 'rate-limit'
  | 'refuse-422'
  | 'accept-then-cut'
  | 'accept-then-hang'
  | 'accept-then-500'

const zMail = z.object({
  from: z.string(),
  to: z.union([z.string(), z.array(z.string())]),
  subject: z.string(),
  html: z.string(),
  text: z.string(),
})

export interface FakeMail {
  id: string
  key: string
  from: string
  to: string
  subject: string
  html: string
  text: string
}

export interface FakeResend {
  url: string
  /** what left the house: one per idempotency key, like the real provider */
  sent: FakeMail[]
  /** every request, repeats included */
  requests: { key: string; mood: Mood }[]
  /** moods of the next requests, first in first out; then `ok` */
  next(...moods: Mood[]): void
  /** forgets keys, as the real one does after 24 hours */
  forgetKeys(): void
  close(): Promise<void>
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

const failure = (statusCode: number, name: string) => ({ statusCode, name, message: `fake: ${name}` })

/** A stateful stand-in for api.resend.com: remembers idempotency keys, and can fail, hang and repeat on demand. */
export async function startFakeResend(port = 0): Promise<FakeResend> {
  const sent: FakeMail[] = []
  const requests: FakeResend['requests'] = []
  const moods: Mood[] = []
  const byKey = new Map<string, { id: string; body: string }>()

  const accept = (key: string, body: string): { id: string } | null => {
    const known = byKey.get(key)
    if (known) return known.body === body ? { id: known.id } : null
    const mail = zMail.parse(JSON.parse(body))
    const id = crypto.randomUUID()
    if (key !== '') byKey.set(key, { id, body })
    sent.push({ ...mail, id, key, to: [mail.to].flat().join(', ') })
    return { id }
  }

  const server = createServer(async (request, response) => {
    const body = await bodyOf(request)
    if (request.method !== 'POST' || request.url !== '/emails') return answer(response, 404, failure(404, 'not_found'))
    if (!request.headers.authorization?.startsWith('Bearer '))
      return answer(response, 401, failure(401, 'missing_api_key'))
    const key = String(request.headers['idempotency-key'] ?? '')
    const mood = moods.shift() ?? 'ok'
    requests.push({ key, mood })
    if (mood === 'fail-500') return answer(response, 500, failure(500, 'application_error'))
    if (mood === 'rate-limit') return answer(response, 429, failure(429, 'rate_limit_exceeded'))
    if (mood === 'refuse-422') return answer(response, 422, failure(422, 'validation_error'))
    const accepted = accept(key, body)
    if (!accepted) return answer(response, 409, failure(409, 'invalid_idempotent_request'))
    if (mood === 'accept-then-500') return answer(response, 500, failure(500, 'application_error'))
    if (mood === 'accept-then-cut') return void response.destroy()
    if (mood === 'accept-then-hang') return
    answer(response, 200, accepted)
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent,
    requests,
    next: (...more) => void moods.push(...more),
    forgetKeys: () => byKey.clear(),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
