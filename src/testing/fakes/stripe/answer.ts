import { createHash } from 'node:crypto'
import { Refusal } from './form'
import { BILLING } from './routes/billing'
import { CATALOGUE } from './routes/catalogue'
import { expanded, type Route } from './routes/route'
import type { StripeWorld } from './world'

export interface Request {
  method: string
  /** below /v1/, without the query */
  path: string
  search: string
  body: string
  headers: Readonly<Record<string, string | string[] | undefined>>
}

export interface Reply {
  status: number
  body: string
  isReplayed: boolean
}

const ROUTES: readonly Route[] = [...BILLING, ...CATALOGUE]

function run(world: StripeWorld, { method, path, search, body }: Request): unknown {
  for (const route of ROUTES) {
    const found = route.method === method ? route.path.exec(path) : null
    if (!found) continue
    const given = method === 'POST' ? body : search
    const answer = route.run({ world, ids: found.slice(1), given })
    const wanted = new URLSearchParams(given)
    const paths = [...wanted].filter(([name]) => name.startsWith('expand[')).map(([, path]) => path)
    return expanded(world, answer, paths)
  }
  throw new Refusal(404, 'url_invalid', `Unrecognized request URL (${method}: /v1/${path})`)
}

function replyOf(world: StripeWorld, request: Request): Omit<Reply, 'isReplayed'> {
  try {
    return { status: 200, body: JSON.stringify(run(world, request)) }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { code, message, param, status, type } = error
    return { status, body: JSON.stringify({ error: { type, code, message, param } }) }
  }
}

/** Answers one request as Stripe does: only with a key, and the same reply again to the same idempotency key. */
export function answer(world: StripeWorld, request: Request): Reply {
  const { authorization } = request.headers
  if (typeof authorization !== 'string' || !/^Bearer (sk|rk)_/.test(authorization)) {
    const error = { type: 'invalid_request_error', message: 'You did not provide an API key.' }
    return { status: 401, body: JSON.stringify({ error }), isReplayed: false }
  }
  const key = request.headers['idempotency-key']
  if (request.method !== 'POST' || typeof key !== 'string') return { ...replyOf(world, request), isReplayed: false }
  const fingerprint = createHash('sha256').update(`${request.path}\n${request.body}`).digest('hex')
  const kept = world.replyTo(key)
  if (kept && kept.fingerprint !== fingerprint) {
    const message = 'Keys for idempotent requests can only be used with the same parameters they were first used with.'
    return { status: 400, body: JSON.stringify({ error: { type: 'idempotency_error', message } }), isReplayed: false }
  }
  if (kept) return { status: kept.status, body: kept.body, isReplayed: true }
  const reply = replyOf(world, request)
  world.replies.set(key, { fingerprint, at: world.nowS, ...reply })
  return { ...reply, isReplayed: false }
}
