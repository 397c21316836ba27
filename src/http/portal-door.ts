import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Door } from './door'
import { type PortalAddress, portalAddress } from './portal/address'
import type { Reply } from './portal/answer'
import { type PortalRequest, servePortal } from './portal/serve'
import { personalPage, postSubscription } from './portal/subscriptions'
import { problem, problemOf, sendProblem } from './problem'
import { readBody } from './read-body'

const FORM_BYTES = 16_384

const isRead = (req: IncomingMessage) => req.method === 'GET' || req.method === 'HEAD'

/** Only a subscriber's forms are ever posted. */
function takes(req: IncomingMessage, { part }: PortalAddress): boolean {
  return isRead(req) || (req.method === 'POST' && (part.kind === 'updates' || part.kind === 'personal'))
}

function send(req: IncomingMessage, res: ServerResponse, { status, headers, body }: Reply): void {
  res.writeHead(status, headers)
  res.end(req.method === 'HEAD' || !body ? undefined : body)
}

async function answer(
  req: IncomingMessage,
  request: PortalRequest,
): Promise<Reply | { problem: ReturnType<typeof problem> }> {
  const { part } = request.address
  if (isRead(req)) return part.kind === 'personal' ? personalPage(request, part, null) : servePortal(request)
  // A form of another site says so; a mail program's one click says nothing, and its address is its right.
  const site = req.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none')
    return { problem: problem(403, 'This form can only be sent from its own page.') }
  const read = await readBody(req, FORM_BYTES)
  if (!read.ok) return { problem: read.problem }
  const form = new URLSearchParams(read.body.toString('utf8'))
  return part.kind === 'personal' ? personalPage(request, part, form) : postSubscription(request, form)
}

/** Portals: script-free pages and feeds from a cache, never through Next; at the root of a client's own host. */
export const portalDoor: Door = {
  name: 'portal',
  match: (req, path, host) => {
    const address = portalAddress(path, host)
    return address !== null && takes(req, address)
  },
  async handle({ req, res, path, search, host }) {
    const address = portalAddress(path, host)
    if (!address) return sendProblem(res, problem(404, 'There is nothing here.'))
    const header = (name: string) => {
      const value = req.headers[name]
      return Array.isArray(value) ? value.join(', ') : value
    }
    try {
      const reply = await answer(req, { address, path, search, header })
      if ('problem' in reply) sendProblem(res, reply.problem)
      else send(req, res, reply)
    } catch (error) {
      sendProblem(res, problemOf(error))
    }
  },
}
