import { env } from '@/env'
import { readPaymentEvent } from '@/infra/stripe/webhook'
import { receiveEvent } from '@/services/billing/receive'
import type { Door, DoorRequest } from '../door'
import { problem, problemOf, sendProblem } from '../problem'
import { readBody } from '../read-body'

/** Far above the largest event of the payment service. */
const BODY_BYTES = 512 * 1024

async function handle({ req, res }: DoorRequest): Promise<void> {
  if (req.method !== 'POST') return sendProblem(res, problem(405, 'Events are sent with POST.'), { allow: 'POST' })
  const secret = env.STRIPE_WEBHOOK_SECRET
  if (!secret)
    return sendProblem(
      res,
      problem(503, 'STRIPE_WEBHOOK_SECRET is not set here: events cannot be told from forgeries.'),
    )
  try {
    const read = await readBody(req, BODY_BYTES)
    if (!read.ok) return sendProblem(res, read.problem)
    const signature = req.headers['stripe-signature']
    const event = typeof signature === 'string' ? readPaymentEvent(read.body, signature, secret, new Date()) : null
    if (!event)
      return sendProblem(res, problem(400, 'The signature does not fit the body, or is older than 5 minutes.'))
    await receiveEvent(event)
    res.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end('{"received":true}')
  } catch (error) {
    if (!req.destroyed || req.complete) sendProblem(res, problemOf(error))
  }
}

/** `POST /hooks/stripe` on the platform's host: 200 once the event stands in the database beside the wish to look. */
export const stripeDoor: Door = {
  name: 'stripe',
  match: (_req, path, host) => path === '/hooks/stripe' && host?.kind === 'platform',
  handle,
}
